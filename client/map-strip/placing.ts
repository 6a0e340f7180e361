import type { MapPart } from '../../shared/session/views/seat.ts';

type Node = MapPart['nodes'][number];

export interface Placed {
  readonly node: Node;
  readonly x: number;
  readonly y: number;
  /** A host drawn as its stack of people, at the left or right end; others are devices. */
  readonly as: 'left' | 'right' | 'device';
  /** Off the main line: drawn smaller, named beside it. */
  readonly aside: boolean;
}

/** The strip's own coordinates. */
export const STRIP = {
  width: 1366,
  height: 148,
  stackLeft: 20,
  stackWidth: 236,
  middle: 76,
} as const;

const FROM_X = 350;
const TO_X = 968;
const ROW_OFF = { above: 34, below: 108 } as const;

const isHost = ({ role }: Node): boolean => role !== 'router' && role !== 'switch';

const isMine = ({ stack }: Node): boolean => stack.some(({ mine }) => mine);

const crewed = ({ stack }: Node): boolean => stack.some(({ nickname }) => nickname !== null);

/** Own host first, then one with people, then a host at all; on the left the leftmost, on the right the rightmost. */
const endHost = (nodes: readonly Node[], side: 1 | -1): Node | undefined =>
  nodes
    .filter(isHost)
    .filter(node => (node.x - 500) * side > 0)
    .toSorted(
      (a, b) =>
        Number(isMine(b)) - Number(isMine(a)) ||
        Number(crewed(b)) - Number(crewed(a)) ||
        Number(b.role !== 'name-server') - Number(a.role !== 'name-server') ||
        (b.x - a.x) * side,
    )[0];

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const scaled = (value: number, values: readonly number[]): number => {
  const from = Math.min(...values);
  const to = Math.max(...values);
  if (to === from) return (FROM_X + TO_X) / 2;
  return FROM_X + ((value - from) / (to - from)) * (TO_X - FROM_X);
};

const rowOf = (y: number, line: number): number => {
  if (Math.abs(y - line) < 60) return STRIP.middle;
  return y < line ? ROW_OFF.above : ROW_OFF.below;
};

/** Room for a device and its name; where there is none, for the device alone. */
const ROOMS = [
  { inRow: 105, atLine: 90 },
  { inRow: 75, atLine: 75 },
  { inRow: 46, atLine: 46 },
] as const;
const SHIFTS = Array.from({ length: 84 }, (_, index) => (index % 2 === 0 ? 1 : -1) * index * 7);

const isFree = (
  x: number,
  { y }: Placed,
  taken: readonly Placed[],
  { inRow, atLine }: (typeof ROOMS)[number],
): boolean =>
  x >= FROM_X &&
  x <= TO_X &&
  taken.every(other => {
    if (other.aside && other.y !== y) return true;
    return Math.abs(other.x - x) >= (other.aside ? inRow : atLine);
  });

const freeX = (place: Placed, taken: readonly Placed[]): number => {
  for (const room of ROOMS) {
    const x = SHIFTS.map(shift => place.x + shift).find(at => isFree(at, place, taken, room));
    if (x !== undefined) return x;
  }
  return place.x;
};

/** What is off the main line moves along its row to the nearest free place; where there is none it stays. */
const spreadOut = (devices: readonly Placed[]): readonly Placed[] => {
  const placed = devices.filter(({ aside }) => !aside);
  for (const place of devices.filter(({ aside }) => aside)) {
    placed.push({ ...place, x: freeX(place, placed) });
  }
  return placed;
};

/** Down one stack, along the wire, up the other: two hosts as stacks at the ends, everything else in between. */
export const placeStrip = (nodes: readonly Node[]): readonly Placed[] => {
  const left = endHost(nodes, -1);
  const right = endHost(nodes, 1);
  const between = nodes.filter(node => node !== left && node !== right);
  const line = median(between.filter(node => !isHost(node)).map(({ y }) => y));
  const xs = between.map(({ x }) => x);
  const devices = between.map(
    (node): Placed => ({
      node,
      x: scaled(node.x, xs),
      y: rowOf(node.y, line),
      as: 'device',
      aside: rowOf(node.y, line) !== STRIP.middle,
    }),
  );
  const ends: Placed[] = [];
  const bottom = 128;
  if (left !== undefined) {
    ends.push({
      node: left,
      x: STRIP.stackLeft + STRIP.stackWidth,
      y: bottom,
      as: 'left',
      aside: false,
    });
  }
  if (right !== undefined) {
    const x = STRIP.width - STRIP.stackLeft - STRIP.stackWidth;
    ends.push({ node: right, x, y: bottom, as: 'right', aside: false });
  }
  return [...ends, ...spreadOut(devices)];
};
