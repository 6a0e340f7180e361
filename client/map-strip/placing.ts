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

/** Two of them beside each other on the main line have room for their names. */
const LINE_PIXELS = 84;

/** What passes on stands on the main line: of two at one place, the one nearer to it. */
const onLine = (between: readonly StripNode[], line: number, xs: readonly number[]) => {
  const chosen: StripNode[] = [];
  const passers = between.filter(node => !isHost(node));
  for (const node of passers.toSorted((a, b) => Math.abs(a.y - line) - Math.abs(b.y - line))) {
    const x = scaled(node.x, xs);
    if (chosen.every(other => Math.abs(scaled(other.x, xs) - x) >= LINE_PIXELS)) chosen.push(node);
  }
  return chosen;
};

/** Down one stack, along the wire, up the other: two hosts as stacks at the ends, everything else in between. */
export const placeStrip = (nodes: readonly StripNode[]): readonly Placed[] => {
  const left = endHost(nodes, -1);
  const right = endHost(nodes, 1);
  const between = nodes.filter(node => node !== left && node !== right);
  const line = median(between.filter(node => !isHost(node)).map(({ y }) => y));
  const xs = between.map(({ x }) => x);
  const main = onLine(between, line, xs);
  const devices = between.map((node): Placed => {
    const aside = !main.includes(node);
    const row = node.y < line ? STRIP.above : STRIP.below;
    const y = aside ? row : STRIP.middle;
    return { node, x: scaled(node.x, xs), y, as: 'device', aside, addressed: true };
  });
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
