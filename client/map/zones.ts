import type { MapPart } from '../../shared/session/views/seat.ts';
import { apart, type Box, boxOf, type Layout, nodeOf, type Point } from './places.ts';

/** A switch and the hosts on its ports: one local network, drawn as a quiet hull. */
interface Zone {
  readonly title: string;
  readonly hull: Box;
  /** Upper left corner of the title, on an edge of the hull where no device stands. */
  readonly titleAt: Point;
}

type Drawn = Pick<MapPart, 'nodes' | 'links'>;

const PAD = { x: 12, y: 18 };
const EDGE = 3;
const LETTER = 7.6;
/** Height of a title's plate, whose middle lies on the edge. */
const TITLE_HEIGHT = 20;

/** Width of the plate of a title. */
const titleWidth = (title: string): number => title.length * LETTER + 8;

const membersOf = ({ nodes, links }: Drawn, hub: string): MapPart['nodes'] => {
  const near = links
    .map(({ a, b }) => [nodeOf(a), nodeOf(b)])
    .filter(ends => ends.includes(hub))
    .flat();
  return nodes.filter(
    ({ name, role }) =>
      name === hub || (near.includes(name) && role !== 'router' && role !== 'switch'),
  );
};

const hullOf = (boxes: readonly Box[], { size }: Layout): Box => ({
  left: Math.max(EDGE, Math.min(...boxes.map(({ left }) => left)) - PAD.x),
  right: Math.min(size.width - EDGE, Math.max(...boxes.map(({ right }) => right)) + PAD.x),
  top: Math.max(EDGE + TITLE_HEIGHT / 2, Math.min(...boxes.map(({ top }) => top)) - PAD.y),
  bottom: Math.min(
    size.height - EDGE - TITLE_HEIGHT / 2,
    Math.max(...boxes.map(({ bottom }) => bottom)) + PAD.y,
  ),
});

const INSET = 18;
const STRIDE = 12;

/** Along the upper edge from the left, then along the lower one. */
const titlePlaces = ({ left, right, top, bottom }: Box, wide: number): readonly Point[] => {
  const count = Math.max(1, Math.floor((right - left - 2 * INSET - wide) / STRIDE) + 1);
  const xs = Array.from({ length: count }, (_, index) => left + INSET + index * STRIDE);
  return [top, bottom].flatMap(y => xs.map(x => ({ x, y: y - TITLE_HEIGHT / 2 })));
};

const plate = ({ x, y }: Point, wide: number): Box => ({
  left: x,
  right: x + wide,
  top: y,
  bottom: y + TITLE_HEIGHT,
});

/** No title stands on a device or on another title where that can be. */
const placedZones = (map: Drawn, layout: Layout): readonly Zone[] => {
  const boxFor = (node: MapPart['nodes'][number]): Box =>
    boxOf(node, layout.places.get(node.name) ?? { x: 0, y: 0 });
  const taken = map.nodes.map(boxFor);
  const zones: Zone[] = [];
  for (const hub of map.nodes.filter(({ role }) => role === 'switch')) {
    const members = membersOf(map, hub.name);
    if (members.length < 2) continue;
    const title = `LAN of ${hub.name}`;
    const wide = titleWidth(title);
    const hull = hullOf(members.map(boxFor), layout);
    const places = titlePlaces(hull, wide);
    const free = places.find(at => taken.every(box => apart(plate(at, wide), box)));
    const titleAt = free ?? places[0] ?? { x: hull.left, y: hull.top };
    taken.push(plate(titleAt, wide));
    zones.push({ title, hull, titleAt });
  }
  return zones;
};

const drawn = new WeakMap<Layout, readonly Zone[]>();

/** Local networks as they are drawn, computed once for a layout. */
export const zonesOf = (map: Drawn, layout: Layout): readonly Zone[] => {
  const zones = drawn.get(layout) ?? placedZones(map, layout);
  drawn.set(layout, zones);
  return zones;
};
