import { toHex } from '../base/bytes.ts';
import { lineageOf } from './lineage.ts';
import { settleCopy } from './link.ts';
import type { CameIn } from './machinery.ts';
import { readPacket } from './packets.ts';
import { noteOf, report } from './schedule.ts';
import { FIN, packetInside, SYN, segmentInside } from './segment-inside.ts';
import type { SituationType, Task } from './task.ts';
import type { World } from './world.ts';

/** Units on their way; what a layer makes anew is never the repetition of something. */
const PASSING: ReadonlySet<SituationType> = new Set([
  'unwrap-frame',
  'unwrap-packet',
  'forward-packet',
  'wrap-frame',
  'unwrap-segment',
  'unwrap-datagram',
  'answer-query',
  'resolve-question',
]);

/**
 * What stays the same when a segment is sent again: a new packet around it has another identification, and its
 * acknowledgment, window and timestamps may have moved on. Without data those are all that it says.
 */
const ofSegment = (task: Task): string | undefined => {
  const segment = segmentInside(task);
  if (segment === undefined) return undefined;
  const { source, destination, sourcePort, destinationPort, sequenceNumber, flags } = segment;
  const { payload, acknowledgmentNumber, window } = segment;
  const says =
    payload.length > 0 || (flags & (SYN | FIN)) !== 0
      ? toHex(payload)
      : `${acknowledgmentNumber} ${window}`;
  return [source, destination, sourcePort, destinationPort, sequenceNumber, flags, says].join(' ');
};

/** A packet without its identification and the checksum over it, RFC 791 §3.1. */
const ofPacket = (task: Task): string | undefined => {
  const bytes = packetInside(task);
  const packet = bytes === undefined ? undefined : readPacket(bytes)?.bytes.slice();
  if (packet === undefined) return undefined;
  packet.fill(0, 4, 6);
  packet.fill(0, 10, 12);
  return toHex(packet);
};

/** A question, and who asks it. */
const ofQuestion = ({ situation, unit }: Task): string | undefined =>
  'peer' in situation
    ? [situation.run, situation.peer?.address, situation.peer?.port, toHex(unit)].join(' ')
    : undefined;

const essenceOf = (task: Task): string =>
  ofQuestion(task) ?? ofSegment(task) ?? ofPacket(task) ?? toHex(task.unit);

/** Whether a segment says something that its sender repeats until it is acknowledged, RFC 9293 §3.8.1. */
const isKept = (task: Task): boolean => {
  const segment = segmentInside(task);
  return segment === undefined || segment.payload.length > 0 || (segment.flags & (SYN | FIN)) !== 0;
};

/** The frame from outside that `taskId` descends from; undefined where it descends from none. */
const cameInAs = ({ inner }: World, taskId: number): CameIn | undefined => {
  let at: number | null = taskId;
  while (at !== null && !inner.cameIn.has(at)) at = lineageOf(inner.lineage, at)?.cause ?? null;
  return at === null ? undefined : inner.cameIn.get(at);
};

/** The open task that follows from an earlier coming of what this frame carries. */
const followsFromSame = (world: World, task: Task, now: CameIn | undefined): Task | undefined => {
  if (task.situation.type !== 'unwrap-frame' || now === undefined || !isKept(task))
    return undefined;
  const essence = essenceOf(task);
  return [...world.open.values()].find(open => {
    const earlier = cameInAs(world, open.id);
    if (earlier === undefined || earlier === now) return false;
    return essenceOf({ ...task, unit: earlier.frame }) === essence;
  });
};

const liesOpenHere = (world: World, task: Task): Task | undefined => {
  const alike = [...world.open.values()].filter(
    open => open.station === task.station && open.situation.type === task.situation.type,
  );
  if (alike.length === 0) return undefined;
  const essence = essenceOf(task);
  return alike.find(open => essenceOf(open) === essence);
};

/**
 * Where time follows a clock outside, somebody there sends again what people here have not decided yet. Such a
 * repetition of a unit that lies open at the same layer, or from which something follows that lies open anywhere, is no
 * further work: it is reported, and gone.
 */
export const isRepetition = (world: World, task: Task): boolean => {
  if (world.inner.horizonMicros === null || !PASSING.has(task.situation.type)) return false;
  if (world.open.size === 0) return false;
  const now = cameInAs(world, task.id);
  const twin = liesOpenHere(world, task) ?? followsFromSame(world, task, now);
  if (twin === undefined) return false;
  const note = noteOf(world, task.id);
  if (note?.type === 'frame') settleCopy(world, note.claim, 'taken', note.captureIndex);
  if (now?.isCounted !== true) {
    report(world, { type: 'task-repeated', atMicros: world.nowMicros, task: twin.id });
  }
  if (now !== undefined) now.isCounted = true;
  return true;
};
