import './play.css';
import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { fromHex } from '../../shared/base/bytes.ts';
import type { Bench } from '../../shared/rules/bench.ts';
import { unitBytes } from '../../shared/rules/unit-bytes.ts';
import type { FindingView } from '../../shared/session/views/play.ts';
import { labelOf } from '../bench/bench-labels.ts';
import { BenchPanel, isPair } from '../bench/bench-panel.tsx';
import type { Desk } from '../bench/desk.ts';
import { allValues, draftOf } from '../bench/draft.ts';
import { MapStrip } from '../map-strip/map-strip.tsx';
import { Apprentices } from '../panels/apprentices.tsx';
import { Coach } from '../panels/coach.tsx';
import { LogRegion } from '../panels/log-region.tsx';
import { OwnTableCard } from '../panels/own-tables.tsx';
import { ProgressCard } from '../panels/progress-card.tsx';
import { RoutesCard } from '../panels/routes-card.tsx';
import { SideWorkCard } from '../panels/side-work.tsx';
import { SignalBar } from '../panels/signal-bar.tsx';
import { Tray } from '../panels/tray.tsx';
import { narrow } from '../widgets/viewport.ts';
import { useArrivals, useLogSpeech } from './arrivals.ts';
import { actIn, deskFor, focusNext, sheetOpen } from './desk-state.ts';
import { LargeMap } from './large-map.tsx';
import { NoticeBars } from './notices.tsx';
import { PhoneTabs, tab } from './phone-tabs.tsx';
import { PlayBar } from './play-bar.tsx';
import type { SeatRoom } from './seat-room.ts';
import { ShortcutList } from './shortcut-list.tsx';
import { focusBench, useShortcuts } from './shortcuts.ts';
import { type StationParts, stationParts } from './station-parts.ts';
import { whoIn } from './who-at.ts';

const helpOpen = signal(false);
const mapOpen = signal(false);

interface PartProps {
  readonly parts: StationParts;
  readonly room: SeatRoom;
  readonly desk: Desk | null;
}

/** Hex pairs of the bits a finding names, in the unit as it stands on the bench. */
const bytesAt =
  (bench: Bench | null) =>
  ({ bits }: FindingView): string => {
    if (bench === null || bits === null) return '';
    const bytes =
      bench.arrived !== null && bench.direction === 'up'
        ? fromHex(bench.arrived.hex)
        : { ok: true as const, value: unitBytes(bench, allValues(bench)).bytes };
    if (!bytes.ok) return '';
    const from = Math.floor(bits.offset / 8);
    const to = Math.ceil((bits.offset + bits.length) / 8);
    return Array.from(bytes.value.slice(from, to), byte => byte.toString(16).padStart(2, '0')).join(
      ' ',
    );
  };

const CoachPart = ({ parts, room }: PartProps) => {
  const { coach, bench, head } = parts;
  return (
    <Coach
      coach={coach}
      bench={bench}
      whoAt={whoIn(head.crew, head.me.seat)}
      labelOf={path => (bench === null ? path : labelOf(bench, path))}
      bytesAt={bytesAt(bench)}
      act={command => void actIn(room)(command)}
    />
  );
};

const TablesPart = ({ parts, room }: PartProps) => {
  const { bench, coach, tables } = parts;
  const path = bench === null ? '' : draftOf(bench).value.selected;
  const marked = bench === null || path === '' ? null : { path, label: labelOf(bench, path) };
  return (
    <>
      {tables.tables.map(table => (
        <OwnTableCard
          key={`${table.station} ${table.id}`}
          table={table}
          marked={marked}
          inspected={coach.inspected}
          onInspect={(tableId, row) => {
            if (bench === null || marked === null) return;
            const { taskId } = bench;
            void actIn(room)({ type: 'inspect', taskId, field: marked.path, table: tableId, row });
          }}
        />
      ))}
    </>
  );
};

const destinationOf = (bench: Bench): number => {
  const value = bench.fields.find(({ path }) => path === 'ipv4.destination')?.value;
  if (typeof value === 'number') return value;
  const arrived = fromHex(bench.arrived?.hex ?? '');
  if (!arrived.ok || arrived.value.length < 20) return 0;
  return new DataView(arrived.value.buffer, arrived.value.byteOffset).getUint32(16);
};

const Routes = ({ parts }: { readonly parts: StationParts }) => {
  const { bench, tables } = parts;
  const table = tables.tables.find(
    ({ id, station }) => id === 'routes' && station === bench?.station,
  );
  return bench === null || table === undefined ? null : (
    <RoutesCard table={table} destination={destinationOf(bench)} />
  );
};

const Idle = ({ parts, room }: PartProps) =>
  parts.tray.sideWork === null ? (
    <section class="idle" aria-labelledby="bench-title">
      <h2 id="bench-title">Nothing for you now</h2>
      <p class="soft">The others are at it. Your next unit comes by itself.</p>
    </section>
  ) : (
    <SideWorkCard work={parts.tray.sideWork} act={command => void actIn(room)(command)} />
  );

const SidePart = ({ parts, room }: PartProps) => {
  const { head, tray, coach, bench, progress } = parts;
  return (
    <>
      <Tray
        tray={tray}
        current={bench?.taskId ?? null}
        whoAt={whoIn(head.crew, head.me.seat)}
        onOpen={taskId => {
          tab.value = 'bench';
          void actIn(room)({ type: 'open', taskId }).then(focusBench);
        }}
      />
      <Apprentices apprentices={coach.apprentices} act={command => void actIn(room)(command)} />
      <ProgressCard progress={progress} />
      <SignalBar
        crew={head.crew}
        mySeat={head.me.seat}
        onSignal={chosen => void actIn(room)({ type: 'signal', signal: chosen })}
      />
      <LogRegion lines={progress.log} />
    </>
  );
};

const hiddenOnPhone = (name: string): boolean => narrow.value && tab.value !== name;

const Deck = (props: PartProps) => {
  const { parts, room, desk } = props;
  const pair = desk !== null && isPair(desk);
  const sheet = narrow.value && sheetOpen.value && tab.value === 'bench' && desk?.finding !== null;
  return (
    <main class={pair ? 'deck pair' : 'deck'} id="main" tabIndex={-1}>
      <div class="deck-side" hidden={hiddenOnPhone('tray')}>
        <SidePart {...props} />
      </div>
      <section class="deck-bench" aria-labelledby="bench-title" hidden={hiddenOnPhone('bench')}>
        {pair && desk?.finding !== null ? <CoachPart {...props} /> : null}
        {desk === null ? (
          <Idle {...props} />
        ) : (
          <BenchPanel key={desk.bench.taskId} desk={desk} beside={<Routes parts={parts} />} />
        )}
      </section>
      <aside class={sheet ? 'deck-aside sheet-over' : 'deck-aside'} aria-label="Coach and tables">
        <div class="stack" hidden={hiddenOnPhone('coach') && !sheet}>
          {pair && desk?.finding !== null ? null : (
            <CoachPart parts={parts} room={room} desk={desk} />
          )}
        </div>
        <div class="stack" hidden={hiddenOnPhone('tables')}>
          <TablesPart {...props} />
        </div>
      </aside>
    </main>
  );
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
  useEffect(() => {
    if (!focusNext.value || bench === null) return;
    focusNext.value = false;
    // On touch a focused field would open the keyboard over the form.
    if (!matchMedia('(pointer: coarse)').matches) requestAnimationFrame(focusBench);
  }, [bench?.taskId]);
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
      <MapStrip map={map} traffic={traffic} />
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
