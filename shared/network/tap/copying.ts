import { arise } from '../schedule.ts';
import type { World } from '../world.ts';
import { carriedIn } from './carried.ts';
import { readTapped } from './reading.ts';
import { keepCopy, type TapCopy } from './state.ts';

interface Passing extends Pick<TapCopy, 'from' | 'to' | 'bytes'> {
  readonly exchange: number | null;
}

/** The wire that a frame is on, whichever way it goes. */
const isOnWire =
  ({ from, to }: Pick<TapCopy, 'from' | 'to'>) =>
  (other: TapCopy): boolean =>
    (other.from === from && other.to === to) || (other.from === to && other.to === from);

/**
 * The tap gets its copy of a frame that is on its way, with whatever the wire has done to it. Nothing waits for what it
 * makes of it, so its task descends from none.
 */
export const copyToTap = (world: World, tap: string, { exchange, ...passing }: Passing): void => {
  const state = world.nodes.get(tap)?.tap;
  if (state === undefined || state === null) return;
  const { from, to, bytes } = passing;
  const copy = { ...passing, number: state.nextNumber, carried: carriedIn(bytes) };
  const before = state.copies.filter(isOnWire(passing));
  keepCopy(state, { ...copy, reading: readTapped([...before, copy]) });
  arise(world, {
    node: tap,
    layer: 'link',
    situation: { type: 'read-copy', copy: copy.number, from, to },
    unit: bytes,
    exchange,
    cause: null,
  });
};
