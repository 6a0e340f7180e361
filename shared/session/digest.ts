import { toHex, utf8 } from '../base/bytes.ts';
import { sha256Hex } from '../base/sha256.ts';
import type { World } from '../network/world.ts';
import type { CrewState } from './crew-state.ts';
import type { Player } from './player-state.ts';
import type { Session } from './state.ts';

/** What makes no difference to what comes next: caches, scratch, and what only says that something changed. */
const NO_STATE: ReadonlySet<string> = new Set([
  'bench',
  'revision',
  'touched',
  'scenario',
  'presence',
]);

const plain = (_key: string, value: unknown): unknown => {
  if (value instanceof Uint8Array) return toHex(value);
  if (value instanceof Map) return [...value.entries()];
  if (value instanceof Set) return [...value];
  if (typeof value === 'bigint') return `${value}n`;
  return value;
};

const text = (value: unknown): string =>
  JSON.stringify(value, (key, item) => (NO_STATE.has(key) ? undefined : plain(key, item)));

const ofPlayer = (player: Player): string => text(player);

/** What the nodes know and what is under way. */
const networkOf = ({ nowMicros, open, nodes, exchanges, inner }: World) => ({
  nowMicros,
  open: [...open.keys()],
  nodes: [...nodes.values()].map(
    ({ arp, names, sockets, nextSocket, macTable, runs, filter, nat, ipv6 }) => [
      arp,
      names,
      sockets,
      nextSocket,
      macTable,
      ...(runs.size === 0 ? [] : [runs]),
      ...[filter, nat].filter(job => job !== null),
      ...(ipv6 === undefined ? [] : [ipv6]),
    ],
  ),
  exchanges: [...exchanges.values()].map(({ id, met, misled, outcome }) => [
    id,
    met,
    misled,
    outcome,
  ]),
  timers: inner.timers,
  held: inner.held,
  waiting: inner.waiting,
  ...(inner.unanswered.size === 0 ? {} : { unanswered: inner.unanswered }),
});

const ofCrew = ({ crew, seats, game }: CrewState): string => {
  if (game === null) return text({ crew, seats });
  const { world, plans, assigned, trace, refused, score, released, nextExchange, restarts } = game;
  const { faults, firstDeliveryMs, hops, outside } = game;
  return text({
    crew,
    seats,
    plans,
    assigned,
    score,
    released,
    nextExchange,
    restarts,
    faults,
    firstDeliveryMs,
    hops,
    ...(outside === null ? {} : { outside }),
    network: networkOf(world),
    capture: world.capture.map(({ atMicros, from, bytes }) => [atMicros, from, bytes]),
    trace: trace.map(({ atMicros, task, decision, decidedBy }) => [
      atMicros,
      task.id,
      decision,
      decidedBy,
    ]),
    refused: refused.map(({ atMicros, task, bytes }) => [atMicros, task.id, bytes]),
  });
};

/** SHA-256 over everything that decides how the session goes on and what it amounts to: same log, same digest. */
export const sessionDigest = (session: Session): string => {
  const { id, seed, settings, phase, round, clock, locked, frozen, counters, shown, taskMs } =
    session;
  const { plugged } = session;
  const head = text({
    id,
    seed,
    settings,
    phase,
    round,
    clock,
    locked,
    frozen,
    counters,
    shown,
    taskMs,
    ...(plugged.size === 0 ? {} : { plugged }),
  });
  const parts = [
    head,
    ...[...session.players.values()].map(ofPlayer),
    ...session.crews.map(ofCrew),
  ];
  return sha256Hex(utf8(parts.join('\n')));
};
