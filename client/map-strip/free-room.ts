import { type Placed, STRIP } from './strip.ts';

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** What of a device is drawn: an address needs most room, a name beside the picture some, below it little. */
type Shown = 'address' | 'name' | 'name-below' | 'picture';

/** Pixels of a letter, of names and of addresses alike. */
const LETTER = 8.2;
const GAP = 6;
/** Behind the last one the units wait that go to the stack at the right. */
const LAST_LETTER_AT = 1085;

const widest = (texts: readonly string[]): number =>
  Math.max(...texts.map(text => text.length * LETTER));

const apart = (a: Box, b: Box): boolean =>
  a.right + GAP <= b.left || b.right + GAP <= a.left || a.bottom <= b.top || b.bottom <= a.top;

/** A device beside the main line, and its words to the right of it. */
const asideBoxes = ({ x, y, node }: Placed, shown: Shown): readonly Box[] => {
  const picture = { left: x - 20, right: x + 20, top: y - 18, bottom: y + 20 };
  if (shown === 'picture') return [picture];
  if (shown === 'name-below') {
    const half = widest([node.name]) / 2;
    return [picture, { left: x - half, right: x + half, top: y + 18, bottom: y + 36 }];
  }
  const withAddress = shown === 'address' && y < STRIP.middle;
  const words = widest([node.name, withAddress ? (node.addresses[0] ?? '') : '']);
  const bottom = withAddress ? y + 22 : y + 9;
  return [picture, { left: x + 20, right: x + 24 + words, top: y - 9, bottom }];
};

const isCrewed = ({ stack }: Placed['node']): boolean =>
  stack.some(({ nickname, mine }) => mine || nickname !== null);

/** A device on the main line, its words below it, and what waits above it. */
const lineBoxes = ({ x, y, node, addressed }: Placed): readonly Box[] => {
  const isMine = node.stack.some(({ mine }) => mine);
  const name = isMine ? `${node.name}, you` : node.name;
  const half = widest([name, addressed ? (node.addresses[0] ?? '') : '']) / 2;
  return [
    { left: x - 30, right: x + 30, top: y - 30, bottom: y + 26 },
    { left: x - half, right: x + half, top: y + 26, bottom: y + (addressed ? 58 : 42) },
    ...(isCrewed(node) ? [{ left: x - 25, right: x + 25, top: y - 52, bottom: y - 24 }] : []),
  ];
};

const HIGHER: Readonly<Record<number, number>> = {
  [STRIP.above]: STRIP.higherAbove,
  [STRIP.below]: STRIP.higherBelow,
};

const isFree = (boxes: readonly Box[], taken: readonly Box[]): boolean =>
  boxes.every(box => box.right <= LAST_LETTER_AT && taken.every(other => apart(box, other)));

const PLACES = Array.from(
  { length: Math.floor((STRIP.toX - STRIP.fromX) / 6) + 1 },
  (_, index) => STRIP.fromX + index * 6,
);

const placesNear = (wished: number): readonly number[] =>
  PLACES.toSorted((a, b) => Math.abs(a - wished) - Math.abs(b - wished));

interface Manner {
  readonly shown: Shown;
  /** The place next to its own, or the first one from the left, then on the other side of the line too. */
  readonly take: 'nearest' | 'first';
  /** Devices on the main line give up their addresses too. */
  readonly bareLine?: true;
}

const MANNERS: readonly Manner[] = [
  { shown: 'address', take: 'nearest' },
  { shown: 'name', take: 'nearest' },
  { shown: 'name', take: 'first' },
  { shown: 'name', take: 'first', bareLine: true },
  { shown: 'name-below', take: 'nearest' },
  { shown: 'name-below', take: 'first', bareLine: true },
  { shown: 'picture', take: 'nearest', bareLine: true },
];

/** All of them with room for what is shown; null when one finds none. */
const spread = (
  line: readonly Placed[],
  aside: readonly Placed[],
  { shown, take }: Manner,
): readonly Placed[] | null => {
  const taken = line.flatMap(lineBoxes);
  const placed: Placed[] = [];
  for (const place of aside) {
    const wished = take === 'first' ? STRIP.fromX : place.x;
    const rows = take === 'first' ? [place.y, STRIP.above + STRIP.below - place.y] : [place.y];
    const found = rows
      .map(y => (shown === 'name-below' ? (HIGHER[y] ?? y) : y))
      .flatMap(y => placesNear(wished).map(x => ({ ...place, x, y })))
      .find(at => isFree(asideBoxes(at, shown), taken));
    if (found === undefined) return null;
    const namedBelow = shown === 'name-below' ? { namedBelow: true as const } : {};
    placed.push({ ...found, addressed: shown === 'address', ...namedBelow });
    taken.push(...asideBoxes(found, shown));
  }
  return placed;
};

/** What is off the main line moves along its row until it, its name and at best its address stand free. */
export const spreadOut = (devices: readonly Placed[]): readonly Placed[] => {
  const named = devices.filter(({ aside }) => !aside);
  const aside = devices.filter(place => place.aside).toSorted((a, b) => a.x - b.x);
  for (const manner of MANNERS) {
    const line = manner.bareLine ? named.map(place => ({ ...place, addressed: false })) : named;
    const placed = spread(line, aside, manner);
    if (placed !== null) return [...line, ...placed];
  }
  return [...named, ...aside];
};
