import type { Carried } from './carried.ts';
import type { TapReading } from './found.ts';

/** A frame as a tap got it, in the order in which it came by. */
export interface TapCopy {
  readonly number: number;
  /** 'node.interface' it left and the one it was on the way to. */
  readonly from: string;
  readonly to: string;
  readonly bytes: Uint8Array;
  /** What a transport layer would find in it. */
  readonly carried: Carried | undefined;
}

/** A frame with what it told in the moment in which it came by. */
export interface ReadCopy extends TapCopy {
  readonly reading: TapReading;
}

/** What a tap keeps: the last frames that came by. */
export interface TapState {
  readonly copies: ReadCopy[];
  nextNumber: number;
}

/** Copies that a tap keeps: far more than one conversation has. */
const MOST_COPIES = 400;

export const newTap = (): TapState => ({ copies: [], nextNumber: 0 });

/** Adds a copy; the oldest one is forgotten where there are too many. */
export const keepCopy = (tap: TapState, copy: ReadCopy): void => {
  tap.nextNumber = copy.number + 1;
  tap.copies.push(copy);
  if (tap.copies.length > MOST_COPIES) tap.copies.shift();
};
