import { enqueue } from './event-queue.ts';
import { isWatched } from './forger/chance.ts';
import type { Signal } from './machinery.ts';
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
  /** Capture index of the frame that this one is a switch's copy of, or null. */
  readonly origin: number | null;
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
  world.capture.push({ atMicros, from, to: end.peer, bytes, task, exchange });
  report(world, {
    type: 'frame-sent',
    atMicros,
    captureIndex,
    task,
    from,
    to: end.peer,
    bytes,
    exchange,
  });
  const origin = sending.origin ?? captureIndex;
  claimOf(world, origin).copies += 1;
  const { spec, up, tap } = end.link;
  const lost = whyLost(world, sending, up, spec.mtuBytes, spec.lossRatio);
  if (lost !== null) {
    settleCopy(world, origin, lost, captureIndex);
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
    origin,
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

const claimOf = (world: World, origin: number): { copies: number; settled: boolean } => {
  const known = world.inner.claims.get(origin);
  if (known !== undefined) return known;
  const claim = { copies: 0, settled: false };
  world.inner.claims.set(origin, claim);
  return claim;
};

export type FrameLoss = 'loss' | 'link-down' | 'corrupted' | 'too-long' | 'unclaimed';

const reportLoss = (world: World, captureIndex: number, why: FrameLoss): void =>
  report(world, { type: 'frame-lost', atMicros: world.nowMicros, captureIndex, why });

/**
 * A copy of the frame `origin` has come to its end: a card took it, it was lost on the way, or (null) nobody there
 * wanted it. When the last copy is gone and all ended that way, the frame is unclaimed.
 */
export const settleCopy = (
  world: World,
  origin: number,
  end: 'taken' | FrameLoss | null,
  captureIndex: number = origin,
): void => {
  const claim = world.inner.claims.get(origin);
  if (claim === undefined) return;
  if (end !== null && end !== 'taken') reportLoss(world, captureIndex, end);
  claim.copies -= 1;
  claim.settled ||= end !== null;
  if (claim.copies > 0) return;
  world.inner.claims.delete(origin);
  if (!claim.settled) reportLoss(world, origin, 'unclaimed');
};
