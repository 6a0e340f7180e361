import type { MapPart } from '../../shared/session/views/seat.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface Layout {
  /** Of the world in pixels at zoom 1. */
  readonly size: Size;
  /** Middle of each device's picture, by name. */
  readonly places: ReadonlyMap<string, Point>;
}

type Node = Pick<MapPart['nodes'][number], 'name' | 'role' | 'x' | 'y'>;
type Nodes = readonly Node[];
type Links = readonly Pick<MapPart['links'][number], 'a' | 'b'>[];

/** 'client.eth0' and 'client.transport' both stand at 'client'. */
export const nodeOf = (place: string): string => place.split('.')[0] ?? place;

/** Pixels of a letter of a name, and of an address in its longest form. */
const LETTER = 9;
const ADDRESS_WIDTH = 15 * 8 + 8;
const PICTURE = { half: 30, up: 30 };
const NAME_BOTTOM = 56;
const ADDRESS_BOTTOM = 74;
const GAP = 4;

/** A switch has no address; for all others its room is kept, so that nothing moves when one is given. */
const hasAddress = ({ role }: Node): boolean => role !== 'switch';

/** What a device covers: picture, name, and the address below it. */
export const boxOf = (node: Node, { x, y }: Point): Box => {
  const words = Math.max(node.name.length * LETTER + 8, hasAddress(node) ? ADDRESS_WIDTH : 0);
  const half = Math.max(PICTURE.half, words / 2);
  return {
    left: x - half,
    right: x + half,
    top: y - PICTURE.up,
    bottom: y + (hasAddress(node) ? ADDRESS_BOTTOM : NAME_BOTTOM),
  };
};

export const apart = (a: Box, b: Box): boolean =>
  a.right + GAP <= b.left ||
  b.right + GAP <= a.left ||
  a.bottom + GAP <= b.top ||
  b.bottom + GAP <= a.top;

const MARGIN = { x: 110, top: 80, bottom: 96 };
/** Above and below there is room for the hull of a local network and its title. */
const EDGE = { x: 8, y: 30 };

const isInside = (box: Box, { width, height }: Size): boolean =>
  box.left >= EDGE.x &&
  box.right <= width - EDGE.x &&
  box.top >= EDGE.y &&
  box.bottom <= height - EDGE.y;

/** How a stretch of places is spread over `lengthPixels`; in the middle where all are the same. */
const spread = (all: readonly number[], from: number, lengthPixels: number) => {
  const [least, greatest] = [Math.min(...all), Math.max(...all)];
  return (at: number): number =>
    from + (greatest === least ? 0.5 : (at - least) / (greatest - least)) * lengthPixels;
};

const wishes = (nodes: Nodes, { width, height }: Size): ReadonlyMap<string, Point> => {
  const { x: left, top, bottom } = MARGIN;
  const xs = nodes.map(({ x }) => x);
  const ys = nodes.map(({ y }) => y);
  const toX = spread(xs, left, width - 2 * left);
  const toY = spread(ys, top, height - top - bottom);
  return new Map(nodes.map(({ name, x, y }) => [name, { x: toX(x), y: toY(y) }]));
};

const STEP = 8;

/** Places about a point, the nearest first. */
const around = (reach: Size): readonly Point[] => {
  const far: Point[] = [];
  for (let x = -reach.width; x <= reach.width; x += STEP) {
    for (let y = -reach.height; y <= reach.height; y += STEP) far.push({ x, y });
  }
  return far.toSorted((a, b) => Math.hypot(a.x, a.y) - Math.hypot(b.x, b.y));
};

const neighbours = (links: Links, name: string): number =>
  links.filter(({ a, b }) => nodeOf(a) === name || nodeOf(b) === name).length;

/** Each device at the free place next to its own, those with many links first; null when one finds none. */
const placed = (nodes: Nodes, links: Links, size: Size): ReadonlyMap<string, Point> | null => {
  const wished = wishes(nodes, size);
  const steps = around({ width: size.width / 2, height: size.height });
  const taken: Box[] = [];
  const places = new Map<string, Point>();
  const byLinks = nodes.toSorted((a, b) => neighbours(links, b.name) - neighbours(links, a.name));
  for (const node of byLinks) {
    const wish = wished.get(node.name) ?? { x: 0, y: 0 };
    const step = steps.find(({ x, y }) => {
      const box = boxOf(node, { x: wish.x + x, y: wish.y + y });
      return isInside(box, size) && taken.every(other => apart(box, other));
    });
    if (step === undefined) return null;
    const place = { x: wish.x + step.x, y: wish.y + step.y };
    places.set(node.name, place);
    taken.push(boxOf(node, place));
  }
  return places;
};

const USUAL: Size = { width: 1200, height: 560 };
const LEAST: Size = { width: 520, height: 300 };
/** Names stay readable on a low stage, and devices do not become posters on a wall. */
const LEAST_ZOOM = 0.75;
const GREATEST_ZOOM = 1.6;

/** A world in the shape of its stage, so that a low or narrow one is filled as well. */
const worldFor = (stage: Size): Size => {
  const fitting = Math.min(stage.width / USUAL.width, stage.height / USUAL.height);
  const zoom = Math.min(GREATEST_ZOOM, Math.max(LEAST_ZOOM, fitting));
  return {
    width: Math.max(LEAST.width, stage.width / zoom),
    height: Math.max(LEAST.height, stage.height / zoom),
  };
};

const GROWTH = 1.12;
const MOST_GROWTHS = 24;
/** A larger network is a pattern seen from afar, not names to read: it keeps its own places. */
const MOST_NAMED = 64;

/**
 * Where each device stands: missions give places relative to each other, the world is filled with them. Nobody stands
 * on another; where the stage is too small for that, the world grows.
 */
export const layOut = (nodes: Nodes, links: Links, stage: Size): Layout => {
  let size = worldFor(stage);
  if (nodes.length > MOST_NAMED) return { size, places: wishes(nodes, size) };
  for (let turn = 0; turn < MOST_GROWTHS; turn += 1) {
    const places = placed(nodes, links, size);
    if (places !== null) return { size, places };
    size = { width: size.width * GROWTH, height: size.height * GROWTH };
  }
  return { size, places: wishes(nodes, size) };
};
