import { fallenWords } from '../../shared/lessons/session-en.ts';
import type { MapPart, TrafficPart } from '../../shared/session/views/seat.ts';
import type { DeviceShape, UnitShape } from './palette.ts';

/** What the map draws: devices and links, and what moves or waits on them. */
export interface MapModel {
  readonly map: MapPart;
  readonly traffic: TrafficPart;
  /** 0..1: how much of the cable right decisions have lit, on the wall. */
  readonly lit?: number;
}

export type Hop = TrafficPart['hops'][number];
export type MapNode = MapPart['nodes'][number];

export interface Point {
  readonly x: number;
  readonly y: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

const USUAL: Size = { width: 1200, height: 560 };
const LEAST: Size = { width: 700, height: 300 };
/** Names stay readable on a low stage, and devices do not become posters on a wall. */
const LEAST_ZOOM = 0.75;
const GREATEST_ZOOM = 1.6;

let world = USUAL;
let placed = new WeakMap<MapPart, ReadonlyMap<string, Point>>();

/** Size of the world in pixels at zoom 1. */
export const worldSize = (): Size => world;

/** Gives the world the shape of its stage, so that a low or narrow one is filled as well. */
export const shapeWorld = (stage: Size): void => {
  const fitting = Math.min(stage.width / USUAL.width, stage.height / USUAL.height);
  const zoom = Math.min(GREATEST_ZOOM, Math.max(LEAST_ZOOM, fitting));
  world = {
    width: Math.max(LEAST.width, stage.width / zoom),
    height: Math.max(LEAST.height, stage.height / zoom),
  };
  placed = new WeakMap();
};

const MARGIN = { x: 110, top: 80, bottom: 96 };

/** How a stretch of places is spread over `lengthPixels`; in the middle where all are the same. */
const spread = (all: readonly number[], from: number, lengthPixels: number) => {
  const [least, greatest] = [Math.min(...all), Math.max(...all)];
  return (at: number): number =>
    from + (greatest === least ? 0.5 : (at - least) / (greatest - least)) * lengthPixels;
};

/** Where each device stands, by name: missions give places relative to each other, the world is filled with them. */
export const placesOf = (map: MapPart): ReadonlyMap<string, Point> => {
  const known = placed.get(map);
  if (known !== undefined) return known;
  const { x: left, top, bottom } = MARGIN;
  const toX = spread(
    map.nodes.map(({ x }) => x),
    left,
    world.width - 2 * left,
  );
  const toY = spread(
    map.nodes.map(({ y }) => y),
    top,
    world.height - top - bottom,
  );
  const places = new Map(map.nodes.map(({ name, x, y }) => [name, { x: toX(x), y: toY(y) }]));
  placed.set(map, places);
  return places;
};

/** The point at `ratio` of the way from `a` to `b`. */
export const along = (a: Point, b: Point, ratio: number): Point => ({
  x: a.x + (b.x - a.x) * ratio,
  y: a.y + (b.y - a.y) * ratio,
});

export const shapeOf = (role: string): DeviceShape =>
  role === 'switch' || role === 'router' || role === 'name-server' || role === 'server'
    ? role
    : 'host';

/** 'client.eth0' and 'client.transport' both stand at 'client'. */
export const nodeOf = (place: string): string => place.split('.')[0] ?? place;

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

/** A switch and the hosts on its ports: one local network, drawn as a quiet hull. */
export interface Zone {
  readonly title: string;
  readonly members: readonly string[];
}

export const zonesOf = (map: MapPart): readonly Zone[] =>
  map.nodes
    .filter(node => node.role === 'switch')
    .map(hub => {
      const neighbours = map.links.flatMap(link => {
        const [a, b] = [nodeOf(link.a), nodeOf(link.b)];
        return a === hub.name ? [b] : b === hub.name ? [a] : [];
      });
      const hosts = map.nodes.filter(
        node => neighbours.includes(node.name) && node.role !== 'router' && node.role !== 'switch',
      );
      return { title: `LAN of ${hub.name}`, members: [hub.name, ...hosts.map(host => host.name)] };
    })
    .filter(zone => zone.members.length > 1);

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
