import { enqueue } from './event-queue.ts';
import { isWatched } from './forger/chance.ts';
import type { Signal } from './machinery.ts';
import type { Claim } from './note.ts';
import { drawFor, drawIntegerFor, report } from './schedule.ts';
import { copyToTap } from './tap/copying.ts';
import type { World } from './world.ts';

/** Ethernet header and frame check sequence: what a frame has beyond the packet that the MTU speaks of. */
const FRAME_OVERHEAD_BYTES = 18;

/** A frame to be put on the link at `from`. */
export interface Sending {
  /** 'node.interface' */
  readonly from: string;
  readonly bytes: Uint8Array;
  /** The task whose decision sends it. */
  readonly task: number;
  readonly exchange: number | null;
  /** Of the frame that this one is a switch's copy of, or null. */
  readonly claim: Claim | null;
  readonly signal: Signal | null;
}

/** Puts a frame on a link: it is captured as it leaves, and lost, changed or delayed on its way by keyed draws. */
export const transmit = (world: World, sending: Sending): void => {
  const end = world.ends.get(sending.from);
  if (end === undefined) return;
  const { from, bytes, task, exchange } = sending;
  const captureIndex = world.inner.nextCapture;
  world.inner.nextCapture += 1;
  const atMicros = world.nowMicros;
  const frame = {
    type: 'frame-sent',
    atMicros,
    captureIndex,
    task,
    from,
    to: end.peer,
    bytes,
    exchange,
  } as const;
  world.capture.push(frame);
  report(world, frame);
  const claim = sending.claim ?? { origin: captureIndex, copies: 0, settled: false };
  claim.copies += 1;
  const { spec, up, tap } = end.link;
  const lost = whyLost(world, sending, up, spec.mtuBytes, spec.lossRatio);
  if (lost !== null) {
    settleCopy(world, claim, lost, captureIndex);
    return;
  }
  const carried = isCorrupted(world, sending, end.peer, spec.corruptionRatio)
    ? corrupted(world, sending)
    : bytes;
  if (tap !== null) copyToTap(world, tap, { from, to: end.peer, bytes: carried, exchange });
  const { signal } = sending;
  const flight = {
    to: end.peer,
    bytes: carried,
    captureIndex,
    claim,
    cause: task,
    exchange,
    signal,
  };
  if (world.forgers.length > 0 && isWatched(world, end, flight)) return;
  enqueue(world.inner.flights, atMicros + spec.delayMicros, flight);
};

const whyLost = (
  world: World,
  { bytes, task, from }: Sending,
  up: boolean,
  mtuBytes: number,
  lossRatio: number,
): 'link-down' | 'too-long' | 'loss' | null => {
  if (!up) return 'link-down';
  if (bytes.length > mtuBytes + FRAME_OVERHEAD_BYTES) return 'too-long';
  return lossRatio > 0 && drawFor(world, task, from, 'loss') < lossRatio ? 'loss' : null;
};

const isCorrupted = (world: World, sending: Sending, to: string, ratio: number): boolean => {
  if (ratio > 0 && drawFor(world, sending.task, sending.from, 'corruption') < ratio) return true;
  const exchange = sending.exchange === null ? undefined : world.exchanges.get(sending.exchange);
  if (exchange?.spec.type !== 'decoy' || exchange.spec.decoy !== 'corrupt-frame') return false;
  const target = exchange.spec.target.split('.')[0];
  return world.ends.get(to)?.node === target;
};

/** One bit turned over, anywhere in the frame. */
const corrupted = (world: World, { bytes, task, from }: Sending): Uint8Array => {
  const bit = drawIntegerFor(world, bytes.length * 8, task, from, 'corrupted bit');
  const changed = bytes.slice();
  changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (0x80 >> (bit & 7));
  return changed;
};

export type FrameLoss = 'loss' | 'link-down' | 'corrupted' | 'too-long' | 'unclaimed';

const reportLoss = (world: World, captureIndex: number, why: FrameLoss): void =>
  report(world, { type: 'frame-lost', atMicros: world.nowMicros, captureIndex, why });

/**
 * A copy of a frame has come to its end: a card took it, it was lost on the way, or (null) nobody there wanted it. When
 * the last copy is gone and none was taken or known to be lost, the frame is unclaimed.
 */
export const settleCopy = (
  world: World,
  claim: Claim | null | undefined,
  end: 'taken' | FrameLoss | null,
  captureIndex: number = claim?.origin ?? -1,
): void => {
  if (claim === null || claim === undefined) return;
  if (end !== null && end !== 'taken') reportLoss(world, captureIndex, end);
  claim.copies -= 1;
  claim.settled ||= end !== null;
  if (claim.copies === 0 && !claim.settled) reportLoss(world, claim.origin, 'unclaimed');
};
