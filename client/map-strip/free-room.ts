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

const mineAt = ({ stack }: Placed['node']): boolean => stack.some(({ mine }) => mine);

/** From the middle of a picture beside the main line to the words beside it: the ring of an own one needs room. */
export const labelOffset = ({ node }: Placed): number => (mineAt(node) ? 30 : 24);

/** A device beside the main line, and its words to the right of it. */
const asideBoxes = (placed: Placed, shown: Shown): readonly Box[] => {
  const { x, y, node } = placed;
  const half = mineAt(node) ? 26 : 20;
  const picture = { left: x - half, right: x + half, top: y - 18, bottom: y + 20 };
  if (shown === 'picture') return [picture];
  if (shown === 'name-below') {
    const halfName = widest([node.name]) / 2;
    return [picture, { left: x - halfName, right: x + halfName, top: y + 20, bottom: y + 38 }];
  }
  const withAddress = shown === 'address' && y < STRIP.middle;
  const words = widest([node.name, withAddress ? (node.addresses[0] ?? '') : '']);
  const bottom = withAddress ? y + 22 : y + 9;
  return [picture, { left: x + half, right: x + labelOffset(placed) + words, top: y - 9, bottom }];
};

const isCrewed = ({ stack }: Placed['node']): boolean =>
  stack.some(({ nickname, mine }) => mine || nickname !== null);

/** A device on the main line, its words below it, and what waits above it. */
const lineBoxes = ({ x, y, node, addressed }: Placed): readonly Box[] => {
  const name = mineAt(node) ? `${node.name}, you` : node.name;
  const half = widest([name, addressed ? (node.addresses[0] ?? '') : '']) / 2;
  return [
    { left: x - 30, right: x + 30, top: y - 30, bottom: y + 26 },
    { left: x - half, right: x + half, top: y + 26, bottom: y + (addressed ? 62 : 46) },
    ...(isCrewed(node) ? [{ left: x - 25, right: x + 25, top: y - 52, bottom: y - 24 }] : []),
  ];
};

const HIGHER: Readonly<Record<number, number>> = {
  [STRIP.above]: STRIP.higherAbove,
  [STRIP.below]: STRIP.higherBelow,
};

const isFree = (boxes: readonly Box[], taken: readonly Box[]): boolean =>
  boxes.every(box => box.right <= LAST_LETTER_AT && taken.every(other => apart(box, other)));

const MIDDLE_X = (STRIP.fromX + STRIP.toX) / 2;

const PLACES = Array.from(
  { length: Math.floor((STRIP.toX - STRIP.fromX) / 6) + 1 },
  (_, index) => STRIP.fromX + index * 6,
);

interface Manner {
  readonly shown: Shown;
  /** Pixels that a device may stand from its own place: no farther, for it belongs to its link. */
  readonly reach: number;
  /** On the other side of the line too. */
  readonly bothRows?: true;
  /** Devices on the main line give up their addresses too. */
  readonly bareLine?: true;
}

/** Tried in this order: names give way before a device goes far from its link. */
const MANNERS: readonly Manner[] = [
  { shown: 'address', reach: 80 },
  { shown: 'name', reach: 80 },
  { shown: 'name', reach: 110, bothRows: true },
  { shown: 'name', reach: 110, bothRows: true, bareLine: true },
  { shown: 'name-below', reach: 90, bothRows: true },
  { shown: 'name-below', reach: 130, bothRows: true, bareLine: true },
  { shown: 'name-below', reach: 260, bothRows: true, bareLine: true },
  { shown: 'picture', reach: STRIP.width, bothRows: true, bareLine: true },
];

/** What a change of the row costs, in pixels along it. */
const OTHER_ROW = 40;

/** Where a device may stand, the dearest last. */
const candidates = (place: Placed, { shown, reach, bothRows }: Manner): readonly Placed[] => {
  const rows = bothRows ? [place.y, STRIP.above + STRIP.below - place.y] : [place.y];
  const cost = (at: Placed): number =>
    Math.abs(at.x - place.x) + (at.y === place.y ? 0 : OTHER_ROW);
  return rows
    .flatMap(y => PLACES.map(x => ({ ...place, x, y })))
    .filter(({ x }) => Math.abs(x - place.x) <= reach)
    .toSorted((a, b) => cost(a) - cost(b))
    .map(at =>
      shown === 'name-below' ? { ...at, y: HIGHER[at.y] ?? at.y, namedBelow: true } : at,
    );
};

/** All of them with room for what is shown; null when one finds none. */
const spread = (
  line: readonly Placed[],
  aside: readonly Placed[],
  manner: Manner,
): readonly Placed[] | null => {
  const { shown } = manner;
  const taken = line.flatMap(lineBoxes);
  const placed: Placed[] = [];
  for (const place of aside) {
    const found = candidates(place, manner).find(at => isFree(asideBoxes(at, shown), taken));
    if (found === undefined) return null;
    placed.push({ ...found, addressed: shown === 'address' });
    taken.push(...asideBoxes(found, shown));
  }
  return placed;
};

/** Who comes first stands best, so it is tried from the left, from the right, and from the middle. */
const ORDERS: readonly ((a: Placed, b: Placed) => number)[] = [
  (a, b) => a.x - b.x,
  (a, b) => b.x - a.x,
  (a, b) => Math.abs(a.x - MIDDLE_X) - Math.abs(b.x - MIDDLE_X),
];

/** What is off the main line moves along its row, or to the other one, until it, its name and at best its address stand free. */
export const spreadOut = (devices: readonly Placed[]): readonly Placed[] => {
  const named = devices.filter(({ aside }) => !aside);
  const aside = devices.filter(place => place.aside);
  for (const manner of MANNERS) {
    const line = manner.bareLine ? named.map(place => ({ ...place, addressed: false })) : named;
    for (const order of ORDERS) {
      const placed = spread(line, aside.toSorted(order), manner);
      if (placed !== null) return [...line, ...placed];
    }
  }
  return [...named, ...aside];
};
