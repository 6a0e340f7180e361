import { fallenWords } from '../../shared/lessons/session-en.ts';
import type { MapPart, TrafficPart } from '../../shared/session/views/seat.ts';
import type { DeviceShape, UnitShape } from './palette.ts';
import { type Layout, layOut, nodeOf, type Point, type Size } from './places.ts';

/** What the map draws: devices and links, and what moves or waits on them. */
export interface MapModel {
  readonly map: MapPart;
  readonly traffic: TrafficPart;
  /** 0..1: how much of the cable right decisions have lit, on the wall. */
  readonly lit?: number;
}

export type Hop = TrafficPart['hops'][number];
export type MapNode = MapPart['nodes'][number];

const USUAL: Size = { width: 1200, height: 560 };

let stage = USUAL;
let known: { readonly map: MapPart | null; readonly key: string; readonly layout: Layout } = {
  map: null,
  key: '',
  layout: { size: USUAL, places: new Map() },
};

/** Where everything stands on the stage as it is; the same map is laid out once. */
export const layoutOf = (map: MapPart): Layout => {
  if (known.map === map) return known.layout;
  const places = map.nodes.map(({ name, x, y }) => `${name} ${x} ${y}`);
  const key = `${stage.width} ${stage.height} ${places}`;
  const layout = known.key === key ? known.layout : layOut(map.nodes, map.links, stage);
  known = { map, key, layout };
  return layout;
};

/** Gives the world of `map` the shape of its stage. */
export const shapeWorld = (now: Size, map: MapPart | null): void => {
  stage = now;
  known = { ...known, map: null };
  if (map !== null) layoutOf(map);
};

/** Size of the world in pixels at zoom 1. */
export const worldSize = (): Size => known.layout.size;

/** Where each device stands, by name. */
export const placesOf = (map: MapPart): ReadonlyMap<string, Point> => layoutOf(map).places;

/** The point at `ratio` of the way from `a` to `b`. */
export const along = (a: Point, b: Point, ratio: number): Point => ({
  x: a.x + (b.x - a.x) * ratio,
  y: a.y + (b.y - a.y) * ratio,
});

export const shapeOf = (role: string): DeviceShape =>
  role === 'switch' || role === 'router' || role === 'name-server' || role === 'server'
    ? role
    : 'host';

const SHAPE_BY_LABEL: Readonly<Record<string, UnitShape>> = {
  application: 'application',
  transport: 'transport',
  network: 'network',
  physical: 'physical',
  DNS: 'application',
  HTTP: 'application',
  text: 'application',
  TCP: 'transport',
  UDP: 'transport',
  IP: 'network',
  ICMP: 'network',
  ARP: 'link',
  ETH: 'link',
  bits: 'physical',
};

export const unitShapeOf = (label: string): UnitShape => SHAPE_BY_LABEL[label] ?? 'link';

/** What a screen reader says of a device: name, sort, addresses, who sits there, neighbours. */
export const describeNode = (map: MapPart, node: MapNode): string => {
  const neighbours = map.links.flatMap(link => {
    const [a, b] = [nodeOf(link.a), nodeOf(link.b)];
    return a === node.name ? [b] : b === node.name ? [a] : [];
  });
  const people = node.stack.flatMap(({ layer, nickname, mine }) =>
    mine ? [`you at ${layer}`] : nickname === null ? [] : [`${nickname} at ${layer}`],
  );
  return [
    node.name,
    node.role,
    ...node.addresses,
    ...people,
    ...fallenWords(node.fallen),
    neighbours.length > 0 ? `linked to ${neighbours.join(' and ')}` : 'not linked',
  ].join(', ');
};
