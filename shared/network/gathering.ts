import { TIME_EXCEEDED } from '../protocols/icmp.ts';
import type { TaskOf } from './automaton/automaton-row.ts';
import { fragmentKey, type Gathered, type Gathering, gather } from './fragments.ts';
import { ipv6ReassemblyTimedOut } from './ipv6/fragments.ts';
import { lineageOf } from './lineage.ts';
import type { TimerAction } from './machinery.ts';
import { deservesError, type ReadPacket } from './packets.ts';
import { arise, follow } from './schedule.ts';
import type { Task } from './task.ts';
import { cancelTimer, setTimer } from './timers.ts';
import type { World } from './world.ts';

/** How long fragments wait for the rest of their packet, RFC 1122 §3.3.2: between 60 and 120 seconds. */
export const REASSEMBLY_MICROS = 60_000_000;
/** Packets that a node keeps fragments of at one time; the oldest goes first. */
export const MOST_GATHERINGS = 16;
/** ICMP code of a time exceeded message: fragments did not all come in time, RFC 792. */
const REASSEMBLY_TIME_EXCEEDED = 1;

const timerKey = (node: string, key: string): string => `reassembly ${node} ${key}`;

/** The first task of all that led to this one: the other fragments descend from it too. */
const rootOf = ({ inner }: World, id: number): number => {
  let at = id;
  for (;;) {
    const cause = lineageOf(inner.lineage, at)?.cause ?? null;
    if (cause === null) return at;
    at = cause;
  }
};

const startTimer = (world: World, task: Task, key: string): void => {
  setTimer(world, timerKey(task.node, key), {
    node: task.node,
    name: 'reassembly',
    atMicros: world.nowMicros + REASSEMBLY_MICROS,
    guard: rootOf(world, task.id),
    exchange: task.exchange,
    action: { type: 'reassembly', key },
  });
};

/** Keeps what has come of a packet; when it is whole, it is looked at as if it had just come. */
export const keepGathered = <First>(
  world: World,
  task: Task,
  place: { readonly gatherings: Map<string, Gathering<First>>; readonly key: string },
  result: Gathered<First>,
): void => {
  const { gatherings, key } = place;
  const forget = (old: string): void => {
    gatherings.delete(old);
    cancelTimer(world, timerKey(task.node, old));
  };
  if (result.type !== 'waits') {
    forget(key);
    if (result.type === 'whole') follow(world, task, 'network', task.situation, result.packet);
    return;
  }
  if (!gatherings.has(key)) {
    const [oldest] = gatherings.keys();
    if (gatherings.size >= MOST_GATHERINGS && oldest !== undefined) forget(oldest);
    startTimer(world, task, key);
  }
  gatherings.set(key, result.gathering);
};

/** Keeps a fragment until its packet is whole, RFC 791 §3.2. */
export const keepFragment = (
  world: World,
  task: TaskOf<'unwrap-packet'>,
  packet: ReadPacket,
): void => {
  const gatherings = world.nodes.get(task.node)?.gatherings;
  if (gatherings === undefined) return;
  const key = fragmentKey(packet.header);
  keepGathered(world, task, { gatherings, key }, gather(gatherings.get(key), packet));
};

/** The rest has not come in time: the sender is told if the first fragment is here to be quoted, RFC 1122 §3.3.2. */
export const reassemblyTimedOut = (
  world: World,
  name: string,
  { key }: Extract<TimerAction, { readonly type: 'reassembly' }>,
  origin: { readonly exchange: number | null; readonly cause: number | null },
): void => {
  const node = world.nodes.get(name);
  if (node?.ipv6?.gatherings.has(key)) {
    ipv6ReassemblyTimedOut(world, node, key, origin);
    return;
  }
  const first = node?.gatherings.get(key)?.first ?? null;
  node?.gatherings.delete(key);
  if (first === null || !deservesError(first)) return;
  arise(world, {
    node: name,
    layer: 'network',
    situation: {
      type: 'compose-icmp',
      icmpType: TIME_EXCEEDED,
      icmpCode: REASSEMBLY_TIME_EXCEEDED,
      to: first.fixed.source,
    },
    unit: first.bytes,
    ...origin,
    note: { type: 'source', address: first.fixed.destination },
  });
};
