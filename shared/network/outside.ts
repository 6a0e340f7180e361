import { bigEndian, fromHex, toHex } from '../base/bytes.ts';
import { frameCheckSequenceOf } from '../protocols/ethernet.ts';
import type { Assign, Happening } from './happening.ts';
import { wakeIpv6 } from './ipv6/router.ts';
import { wakeClients } from './leasing/asking.ts';
import { transmit } from './link.ts';
import { nobodysTask } from './schedule.ts';
import { run } from './simulator.ts';
import { sweepLineage } from './sweep.ts';
import type { World } from './world.ts';

/**
 * What a network with a link to the outside is folded from: time that has passed on a clock outside, and frames that a
 * machine there has sent. Times are microseconds since the network began and never go back. Frames are in hex, without
 * frame check sequence and padding, as a TAP device has them.
 */
export type OutsideEvent =
  | { readonly type: 'tick'; readonly atMicros: number }
  | {
      readonly type: 'frame';
      readonly atMicros: number;
      /** The end outside, as 'outside.tap'. */
      readonly from: string;
      readonly hex: string;
    };

/** What one event leads to: reports, and frames for the machines outside, again without frame check sequence. */
export interface OutsideStep {
  readonly happenings: readonly Happening[];
  readonly leaving: readonly { readonly to: string; readonly hex: string }[];
}

const HEADER_BYTES = 14;
const SHORTEST_BYTES = 60;
const CHECK_BYTES = 4;

/** From now on virtual time follows a clock outside instead of running to rest. */
export const followClock = (world: World): void => {
  if (world.inner.horizonMicros !== null) return;
  world.inner.horizonMicros = world.nowMicros;
  wakeIpv6(world);
  wakeClients(world);
};

/** Takes in one event: the same events give the same bytes. */
export const takeIn = (world: World, event: OutsideEvent, assign: Assign): OutsideStep => {
  const happenings = letIn(world, event, assign);
  return { happenings, leaving: takeLeaving(world) };
};

/** The same; what leaves stays until it is taken. */
export const letIn = (world: World, event: OutsideEvent, assign: Assign): readonly Happening[] => {
  const { inner } = world;
  followClock(world);
  inner.horizonMicros = Math.max(inner.horizonMicros ?? 0, event.atMicros);
  const before = run(world, assign);
  if (event.type === 'frame') enter(world, event.from, event.hex);
  const happenings = event.type === 'frame' ? [...before, ...run(world, assign)] : before;
  sweepLineage(world);
  return happenings;
};

/** Frames that have left since they were last taken. */
export const takeLeaving = ({ inner }: World): OutsideStep['leaving'] => {
  const { leaving } = inner;
  inner.leaving = [];
  return leaving.map(({ to, bytes }) => ({ to, hex: toHex(bytes.subarray(0, -CHECK_BYTES)) }));
};

/** Puts a frame from outside on its link; what is no frame at all is ignored. */
const enter = (world: World, from: string, hex: string): void => {
  const read = fromHex(hex);
  if (!read.ok || read.value.length < HEADER_BYTES || !world.ends.has(from)) return;
  const bytes = onTheWire(read.value);
  const task = bornOutside(world, from, bytes);
  world.inner.cameIn.set(task, { frame: bytes, isCounted: false });
  transmit(world, { from, bytes, task, exchange: null, claim: null, signal: null });
};

/** Padded to the shortest frame and with its frame check sequence, IEEE 802.3 §3.2.8 and §3.2.9. */
const onTheWire = (frame: Uint8Array): Uint8Array => {
  const end = Math.max(frame.length, SHORTEST_BYTES);
  const bytes = new Uint8Array(end + CHECK_BYTES);
  bytes.set(frame);
  bytes.set(bigEndian(frameCheckSequenceOf(bytes, 0, end), CHECK_BYTES), end);
  return bytes;
};

/** Stands for the task that sent it. Its luck is drawn by what it is and when it came: it has no ancestry here. */
const bornOutside = (world: World, from: string, bytes: Uint8Array): number =>
  nobodysTask(world, 'from outside', from, world.nowMicros, frameCheckSequenceOf(bytes));
