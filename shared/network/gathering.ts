import { TIME_EXCEEDED } from '../protocols/icmp.ts';
import type { TaskOf } from './automaton/automaton-row.ts';
import { fragmentKey, gather, NOTHING_GATHERED } from './fragments.ts';
import type { TimerAction } from './machinery.ts';
import { deservesError, type ReadPacket } from './packets.ts';
import { arise, follow } from './schedule.ts';
import { cancelTimer, setTimer } from './timers.ts';
import type { NodeState, World } from './world.ts';

/** How long fragments wait for the rest of their packet, RFC 1122 §3.3.2: between 60 and 120 seconds. */
export const REASSEMBLY_MICROS = 60_000_000;
/** Packets that a node keeps fragments of at one time; the oldest goes first. */
export const MOST_GATHERINGS = 16;
/** ICMP code of a time exceeded message: fragments did not all come in time, RFC 792. */
const REASSEMBLY_TIME_EXCEEDED = 1;

const timerKey = (node: string, key: string): string => `reassembly ${node} ${key}`;

const forget = (world: World, node: NodeState, key: string): void => {
  node.gatherings.delete(key);
  cancelTimer(world, timerKey(node.spec.name, key));
};

/** The first task of all that led to this one: the other fragments descend from it too. */
const rootOf = ({ inner }: World, id: number): number => {
  let at = id;
  for (;;) {
    const cause = inner.lineage.get(at)?.cause ?? null;
    if (cause === null) return at;
    at = cause;
  }
};

const startTimer = (world: World, task: TaskOf<'unwrap-packet'>, key: string): void => {
  setTimer(world, timerKey(task.node, key), {
    node: task.node,
    name: 'reassembly',
    atMicros: world.nowMicros + REASSEMBLY_MICROS,
    guard: rootOf(world, task.id),
    exchange: task.exchange,
    action: { type: 'reassembly', key },
  });
};

const makeRoom = (world: World, node: NodeState): void => {
  const [oldest] = node.gatherings.keys();
  if (node.gatherings.size >= MOST_GATHERINGS && oldest !== undefined) forget(world, node, oldest);
};

/** Keeps a fragment; when all are there, the whole packet is looked at as if it had just come. RFC 791 §3.2. */
export const keepFragment = (
  world: World,
  task: TaskOf<'unwrap-packet'>,
  packet: ReadPacket,
): void => {
  const node = world.nodes[task.node];
  if (node === undefined) return;
  const key = fragmentKey(packet.header);
  const before = node.gatherings.get(key);
  const result = gather(before ?? NOTHING_GATHERED, packet);
  if (result.type !== 'waits') {
    forget(world, node, key);
    if (result.type === 'whole') follow(world, task, 'network', task.situation, result.packet);
    return;
  }
  if (before === undefined) {
    makeRoom(world, node);
    startTimer(world, task, key);
  }
  node.gatherings.set(key, result.gathering);
};

/** The rest has not come in time: the sender is told if the first fragment is here to be quoted, RFC 1122 §3.3.2. */
export const reassemblyTimedOut = (
  world: World,
  name: string,
  { key }: Extract<TimerAction, { readonly type: 'reassembly' }>,
  origin: { readonly exchange: number | null; readonly cause: number | null },
): void => {
  const node = world.nodes[name];
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
