import './play.css';
import './low.css';
import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Bench as BenchPart, BenchProtocol } from '../../shared/rules/bench.ts';
import { BenchPanel, isPair } from '../bench/bench-panel.tsx';
import type { Desk } from '../bench/desk.ts';
import { MapStrip } from '../map-strip/map-strip.tsx';
import { Question } from '../panels/coach.tsx';
import { narrow, threeColumns } from '../widgets/viewport.ts';
import { useArrivals, useLogSpeech } from './arrivals.ts';
import { Aside, isSheetOver } from './aside.tsx';
import { useAutoOpen } from './auto-open.ts';
import { actIn, deskFor, focusNext } from './desk-state.ts';
import { LargeMap } from './large-map.tsx';
import { NoticeBars } from './notices.tsx';
import { hiddenOnPhone, PhoneTabs, tab } from './phone-tabs.tsx';
import { PlayBar } from './play-bar.tsx';
import type { SeatRoom } from './seat-room.ts';
import { ShortcutList } from './shortcut-list.tsx';
import { goToBench, stayAtBench, useShortcuts } from './shortcuts.ts';
import { stationParts } from './station-parts.ts';
import {
  CoachPart,
  Idle,
  type PartProps,
  RestPart,
  Routes,
  TablesPart,
  TrayPart,
} from './station-sections.tsx';
import { whoIn } from './who-at.ts';

const helpOpen = signal(false);
const mapOpen = signal(false);

const UNIT_NAMES: Readonly<Record<BenchProtocol, string>> = {
  ethernet: 'ETH',
  arp: 'ARP',
  ipv4: 'IP',
  icmp: 'ICMP',
  udp: 'UDP',
  tcp: 'TCP',
  dns: 'DNS',
  dhcp: 'DHCP',
  http: 'HTTP',
  smtp: 'SMTP',
  capture: 'ETH',
  none: '',
};

const unitName = (bench: BenchPart | null): string =>
  bench === null ? '' : UNIT_NAMES[bench.protocol];

/** A router's two headers take the width of both columns: coach and tables go into the same scroll. */
const PairBench = (props: PartProps & { readonly desk: Desk }) => {
  const { desk, parts } = props;
  const loud = desk.finding !== null || parts.coach.refutation !== null;
  const asked = !loud && desk.bench.level !== 'words';
  const coach = <CoachPart {...props} asked={asked} />;
  const question = asked ? <Question bench={desk.bench} /> : null;
  return (
    <BenchPanel
      key={desk.bench.taskId}
      desk={desk}
      above={loud ? coach : question}
      beside={<Routes parts={parts} />}
      below={
        <>
          {loud ? null : coach}
          <TablesPart {...props} />
        </>
      }
    />
  );
};

const Bench = (props: PartProps) => {
  const { desk } = props;
  if (desk === null) return <Idle {...props} />;
  if (isWide(desk)) return <PairBench {...props} desk={desk} />;
  return <BenchPanel key={desk.bench.taskId} desk={desk} />;
};

const isWide = (desk: Desk | null): boolean => desk !== null && isPair(desk) && !narrow.value;

const deckClass = (props: PartProps): string => {
  if (isWide(props.desk)) return 'deck pair';
  return isSheetOver(props) ? 'deck under-sheet' : 'deck';
};

const Deck = (props: PartProps) => (
  <main class={deckClass(props)} id="main" tabIndex={-1}>
    <div class="deck-side" hidden={hiddenOnPhone('tray')}>
      <TrayPart {...props} />
      {threeColumns.value || narrow.value ? <RestPart {...props} /> : null}
    </div>
    <section
      class="deck-bench"
      aria-labelledby="bench-title side-title"
      hidden={hiddenOnPhone('bench')}
    >
      <Bench {...props} />
    </section>
    {isWide(props.desk) ? null : <Aside {...props} />}
    {threeColumns.value || narrow.value ? null : (
      <div class="deck-rest">
        <RestPart {...props} />
      </div>
    )}
  </main>
);

/** The button that closes a refutation is gone with it: the focus goes on to the work. */
const useRefutationEnd = (refutationId: number | null, hasWork: boolean): void => {
  const before = useRef(refutationId);
  useEffect(() => {
    const isClosed = before.current !== null && refutationId === null;
    before.current = refutationId;
    if (!isClosed || document.activeElement !== document.body) return;
    focusNext.value = !hasWork;
    requestAnimationFrame(hasWork ? goToBench : stayAtBench);
  }, [refutationId]);
};

/** The station of one player during a round. */
export const StationPage = ({ room }: { readonly room: SeatRoom }) => {
  const parts = stationParts(room);
  const { head, bench, coach, tray, progress, map, traffic } = parts;
  const desk = bench === null ? null : deskFor({ room, bench, head, coach });
  useShortcuts(desk, () => {
    helpOpen.value = !helpOpen.value;
  });
  useArrivals(tray, whoIn(head.crew, head.me.seat));
  useLogSpeech(progress.log);
  useAutoOpen(room, parts);
  useEffect(() => {
    if (!focusNext.value) return;
    focusNext.value = bench === null;
    requestAnimationFrame(bench === null ? stayAtBench : goToBench);
  }, [bench?.taskId]);
  useRefutationEnd(coach.refutation?.refutationId ?? null, bench !== null);
  useEffect(() => {
    document.title = `${head.mission.title} · All Hands on Stack`;
  }, [head.mission.title]);
  const largeMap = mapOpen.value || (narrow.value && tab.value === 'map');
  return (
    <div class={`play layer-${bench?.layer ?? 'network'}`}>
      <a class="skip" href="#main">
        To your station
      </a>
      <PlayBar
        head={head}
        act={command => void actIn(room)(command)}
        step={progress.step}
        mapOpen={mapOpen.value}
        onMap={() => {
          mapOpen.value = !mapOpen.value;
        }}
        onHelp={() => {
          helpOpen.value = true;
        }}
      />
      <NoticeBars room={room} head={head} />
      <MapStrip map={map} traffic={traffic} ownUnit={unitName(bench)} />
      {largeMap ? <LargeMap map={map} traffic={traffic} /> : null}
      <Deck parts={parts} room={room} desk={desk} />
      <PhoneTabs waiting={tray.items.length} tables={parts.tables.tables[0]?.id ?? 'routes'} />
      {helpOpen.value ? (
        <ShortcutList
          onClose={() => {
            helpOpen.value = false;
          }}
        />
      ) : null}
    </div>
  );
};
