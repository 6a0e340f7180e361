import { spreadOut } from './free-room.ts';
import { type Placed, STRIP, type StripNode } from './strip.ts';

const isHost = ({ role }: StripNode): boolean => role !== 'router' && role !== 'switch';

const isMine = ({ stack }: StripNode): boolean => stack.some(({ mine }) => mine);

const crewed = ({ stack }: StripNode): boolean => stack.some(({ nickname }) => nickname !== null);

/** Own host first, then one with people, then a host at all; on the left the leftmost, on the right the rightmost. */
const endHost = (nodes: readonly StripNode[], side: 1 | -1): StripNode | undefined =>
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
  if (to === from) return (STRIP.fromX + STRIP.toX) / 2;
  return STRIP.fromX + ((value - from) / (to - from)) * (STRIP.toX - STRIP.fromX);
};

/** Hosts leave the main line to what passes on. */
const rowOf = (node: StripNode, line: number): number => {
  const { y } = node;
  if (Math.abs(y - line) < 60 && !isHost(node)) return STRIP.middle;
  return y < line ? STRIP.above : STRIP.below;
};

/** Down one stack, along the wire, up the other: two hosts as stacks at the ends, everything else in between. */
export const placeStrip = (nodes: readonly StripNode[]): readonly Placed[] => {
  const left = endHost(nodes, -1);
  const right = endHost(nodes, 1);
  const between = nodes.filter(node => node !== left && node !== right);
  const line = median(between.filter(node => !isHost(node)).map(({ y }) => y));
  const xs = between.map(({ x }) => x);
  const devices = between.map(
    (node): Placed => ({
      node,
      x: scaled(node.x, xs),
      y: rowOf(node, line),
      as: 'device',
      aside: rowOf(node, line) !== STRIP.middle,
      addressed: true,
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
      addressed: true,
    });
  }
  if (right !== undefined) {
    const x = STRIP.width - STRIP.stackLeft - STRIP.stackWidth;
    ends.push({ node: right, x, y: bottom, as: 'right', aside: false, addressed: true });
  }
  return [...ends, ...spreadOut(devices)];
};
