import { fromHex } from '../../shared/base/bytes.ts';
import type { Value } from '../../shared/network/task.ts';
import type { Bench } from '../../shared/rules/bench.ts';
import { unitBytes } from '../../shared/rules/unit-bytes.ts';
import type { FindingView, OwnTable } from '../../shared/session/views/play.ts';
import { labelFor } from '../bench/actions.tsx';
import { labelOf } from '../bench/bench-labels.ts';
import { isPair } from '../bench/bench-panel.tsx';
import type { Desk } from '../bench/desk.ts';
import { allValues, draftOf } from '../bench/draft.ts';
import { Apprentices } from '../panels/apprentices.tsx';
import { Coach } from '../panels/coach.tsx';
import { LogRegion } from '../panels/log-region.tsx';
import { OwnTableCard } from '../panels/own-tables.tsx';
import { ProgressCard } from '../panels/progress-card.tsx';
import { RoutesCard } from '../panels/routes-card.tsx';
import { SideWorkCard } from '../panels/side-work.tsx';
import { SignalBar } from '../panels/signal-bar.tsx';
import { Tray } from '../panels/tray.tsx';
import { givenWords } from '../widgets/action-words.ts';
import { stationParts } from '../widgets/layer-words.ts';
import { actIn } from './desk-state.ts';
import { tab } from './phone-tabs.tsx';
import type { SeatRoom } from './seat-room.ts';
import { goToBench } from './shortcuts.ts';
import type { StationParts } from './station-parts.ts';
import { whoIn } from './who-at.ts';

export interface PartProps {
  readonly parts: StationParts;
  readonly room: SeatRoom;
  readonly desk: Desk | null;
}

/** Values of the bench as they were when the finding came back: the field may hold another one by now. */
const valuesThen = (bench: Bench, { field, given }: FindingView): Record<string, Value> => {
  const values = allValues(bench);
  return field in values && given !== null ? { ...values, [field]: given } : values;
};

/** Hex pairs of the bits a finding names, in the unit as it was sent. */
const bytesAt =
  (bench: Bench | null) =>
  (finding: FindingView): string => {
    const { bits } = finding;
    if (bench === null || bits === null) return '';
    const bytes =
      bench.arrived !== null && bench.direction === 'up'
        ? fromHex(bench.arrived.hex)
        : { ok: true as const, value: unitBytes(bench, valuesThen(bench, finding)).bytes };
    if (!bytes.ok) return '';
    const from = Math.floor(bits.offset / 8);
    const to = Math.ceil((bits.offset + bits.length) / 8);
    return Array.from(bytes.value.slice(from, to), byte => byte.toString(16).padStart(2, '0')).join(
      ' ',
    );
  };

/** What was given: something done is called as on its button. */
const givenAt =
  (desk: Desk | null) =>
  (finding: FindingView): string => {
    const { field, given } = finding;
    const offer =
      field === 'action' && (given === 'send' || given === 'deliver')
        ? desk?.bench.actions.find(({ action }) => action === given)
        : undefined;
    return desk === null || offer === undefined
      ? givenWords(finding)
      : `“${labelFor(desk, offer).text}”`;
  };

export const CoachPart = ({
  parts,
  room,
  desk,
  asked = false,
}: PartProps & { readonly asked?: boolean }) => {
  const { coach, bench, head } = parts;
  return (
    <Coach
      coach={coach}
      bench={bench}
      whoAt={whoIn(head.crew, head.me.seat)}
      labelOf={path => (bench === null ? path : labelOf(bench, path))}
      bytesAt={bytesAt(bench)}
      givenAt={givenAt(desk)}
      asked={asked}
      act={command => void actIn(room)(command)}
    />
  );
};

/** How far a table is from the unit in hand: its own station's, the same device's, another's. */
const distance = (table: OwnTable, bench: Bench | null): number => {
  if (bench === null || table.station === bench.station) return 0;
  return stationParts(table.station).node === stationParts(bench.station).node ? 1 : 2;
};

/** The tables of this station, nearest to the unit in hand first. */
export const TablesPart = ({ parts, room, desk }: PartProps) => {
  const { bench, coach, tables } = parts;
  // At a router the routes stand beside the sum already.
  const drawn = (table: OwnTable): boolean =>
    desk !== null && isPair(desk) && table.id === 'routes' && table.station === bench?.station;
  const shown = tables.tables
    .filter(table => !drawn(table))
    .toSorted((a, b) => distance(a, bench) - distance(b, bench));
  const path = bench === null ? '' : draftOf(bench).value.selected;
  const marked = bench === null || path === '' ? null : { path, label: labelOf(bench, path) };
  return (
    <>
      {shown.map(table => (
        <OwnTableCard
          key={`${table.station} ${table.id}`}
          table={table}
          alone={shown.filter(({ id }) => id === table.id).length === 1}
          marked={table.station === bench?.station ? marked : null}
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

export const Routes = ({ parts }: { readonly parts: StationParts }) => {
  const { bench, tables } = parts;
  const table = tables.tables.find(
    ({ id, station }) => id === 'routes' && station === bench?.station,
  );
  return bench === null || table === undefined ? null : (
    <RoutesCard table={table} destination={destinationOf(bench)} />
  );
};

const IDLE_WORDS = {
  nothing: {
    title: 'Nothing for you now',
    text: 'The others are at it. Your next unit comes by itself.',
  },
  first: {
    title: 'See what happened first',
    text: 'Your next unit comes when you have read about your last one.',
  },
} as const;

export const Idle = ({ parts, room }: PartProps) => {
  const { sideWork } = parts.tray;
  if (sideWork !== null) {
    return <SideWorkCard work={sideWork} act={command => void actIn(room)(command)} />;
  }
  const words = IDLE_WORDS[parts.coach.refutation === null ? 'nothing' : 'first'];
  return (
    <section class="idle" aria-labelledby="bench-title">
      <h2 id="bench-title" tabIndex={-1}>
        {words.title}
      </h2>
      <p class="soft">{words.text}</p>
    </section>
  );
};

export const TrayPart = ({ parts: { head, tray, bench }, room }: PartProps) => (
  <Tray
    tray={tray}
    bench={bench}
    whoAt={whoIn(head.crew, head.me.seat)}
    onOpen={taskId => {
      tab.value = 'bench';
      void actIn(room)({ type: 'open', taskId }).then(goToBench);
    }}
  />
);

/** Beside the tray where there is room, else below all that is worked with. */
export const RestPart = ({ parts, room }: PartProps) => {
  const { head, coach, progress } = parts;
  return (
    <>
      <Apprentices apprentices={coach.apprentices} act={command => void actIn(room)(command)} />
      <ProgressCard progress={progress} />
      <SignalBar
        crew={head.crew}
        mySeat={head.me.seat}
        onSignal={chosen => void actIn(room)({ type: 'signal', signal: chosen })}
      />
      <LogRegion lines={progress.log} whoAt={whoIn(head.crew, head.me.seat)} />
    </>
  );
};
