import type { MapPart } from '../../shared/session/views/seat.ts';

export type StripNode = MapPart['nodes'][number];

export interface Placed {
  readonly node: StripNode;
  readonly x: number;
  readonly y: number;
  /** A host drawn as its stack of people, at the left or right end; others are devices. */
  readonly as: 'left' | 'right' | 'device';
  /** Off the main line: drawn smaller, named beside it. */
  readonly aside: boolean;
  /** There is room for its address too. */
  readonly addressed: boolean;
  /** Off the main line, where it is crowded: named below its picture, which stands higher for that. */
  readonly namedBelow?: true;
}

/** The strip's own coordinates. */
export const STRIP = {
  width: 1366,
  height: 148,
  stackLeft: 20,
  stackWidth: 236,
  middle: 76,
  /** Rows beside the main line. */
  above: 34,
  below: 108,
  /** The same for devices that are named below their pictures. */
  higherAbove: 24,
  higherBelow: 102,
  /** Where devices stand that are not stacks. */
  fromX: 332,
  toX: 968,
} as const;
