import { expect, test } from 'vitest';
import { placeStrip } from '../../../client/map-strip/placing.ts';
import { type Placed, STRIP } from '../../../client/map-strip/strip.ts';
import { MISSIONS } from '../../../shared/missions/catalog.ts';
import type { MapPart } from '../../../shared/session/views/seat.ts';

const nodesOf = (mission: (typeof MISSIONS)[number]): MapPart['nodes'] =>
  mission.topology.nodes.map(({ name, role, x, y }) => ({
    name,
    role,
    x,
    y,
    addresses: ['203.0.113.254'],
    stack: [{ layer: 'link' as const, nickname: null, mine: false }],
  }));

const all = MISSIONS.map(mission => [mission.id, nodesOf(mission)] as const);

test.each(all)('%s: every device has a place inside the strip', (_id, nodes) => {
  const placed = placeStrip(nodes);
  expect(placed.map(({ node }) => node.name).toSorted()).toEqual(
    nodes.map(({ name }) => name).toSorted(),
  );
  for (const { x, y } of placed) {
    expect(x).toBeGreaterThanOrEqual(STRIP.stackLeft);
    expect(x).toBeLessThanOrEqual(STRIP.width - STRIP.stackLeft);
    expect(y).toBeGreaterThan(0);
    expect(y).toBeLessThan(STRIP.height);
  }
});

/** The seats of crews of up to eight, as whoever sits there sees the network. */
const crewed = MISSIONS.flatMap(mission =>
  Object.entries(mission.seats).flatMap(([size, stations]) =>
    stations.map((mine, at) => {
      const nodes = nodesOf(mission).map(node => ({
        ...node,
        stack: stations.flatMap(seat =>
          seat
            .filter(station => station.startsWith(`${node.name}.`))
            .map(() => ({ layer: 'network' as const, nickname: 'Ada', mine: seat === mine })),
        ),
      }));
      return [`${mission.id}, seat ${at} of ${size}`, nodes] as const;
    }),
  ),
);

const sitting = (nodes: MapPart['nodes'], name: string): MapPart['nodes'] =>
  nodes.map(node =>
    node.name === name
      ? { ...node, stack: [{ layer: 'network' as const, nickname: 'Ada', mine: true }] }
      : node,
  );

const seats = all.flatMap(([id, nodes]) =>
  nodes.map(({ name }) => [`${id} at ${name}`, sitting(nodes, name)] as const),
);

test.each(seats)('%s: one host at each end, and no two devices upon each other', (_id, nodes) => {
  const placed = placeStrip(nodes);
  expect(placed.filter(({ as }) => as === 'left')).toHaveLength(1);
  expect(placed.filter(({ as }) => as === 'right')).toHaveLength(1);
  const devices = placed.filter(({ as }) => as === 'device');
  for (const [index, one] of devices.entries()) {
    for (const other of devices.slice(index + 1)) {
      const apart = Math.hypot(one.x - other.x, one.y - other.y);
      expect(apart, `${one.node.name} and ${other.node.name}`).toBeGreaterThan(44);
    }
  }
});

test('the own host stands at the end of its side', () => {
  const [, nodes] = all.find(([id]) => id === '07-next-hop') ?? ['', []];
  expect(placeStrip(sitting(nodes, 'host-b')).find(({ as }) => as === 'left')?.node.name).toBe(
    'host-b',
  );
});

/** Pixels of a letter in a name of the strip. */
const LETTER = 8;

interface Room {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** From where to where a device's picture stands, and its name: beside it, or below it. */
const pictureOf = ({ node, x }: Placed): Room => ({ name: node.name, from: x - 18, to: x + 18 });
const nameOf = ({ node, x, namedBelow }: Placed): Room => {
  const long = node.name.length * LETTER;
  const beside = node.stack.some(({ mine }) => mine) ? 30 : 24;
  const from = namedBelow === true ? x - long / 2 : x + beside;
  return { name: node.name, from, to: from + long };
};

const meet = (one: Room, other: Room): boolean => one.from < other.to && other.from < one.to;

test.each([...seats, ...crewed])(
  '%s: no device off the main line stands on another’s name',
  (_id, nodes) => {
    const devices = placeStrip(nodes).filter(({ as }) => as === 'device');
    const aside = devices.filter(place => place.aside);
    const line = devices.filter(place => !place.aside);
    for (const one of aside) {
      const inRow = aside.filter(other => other !== one && other.y === one.y);
      const words = inRow.map(nameOf);
      // A picture in the row stands above the names that are below theirs.
      const pictures = one.namedBelow === true ? [] : inRow.map(pictureOf);
      expect([...words, ...pictures].filter(room => meet(nameOf(one), room))).toEqual([]);
      const nameEnds = one.x + 24 + one.node.name.length * LETTER;
      const under = line.filter(({ x, node }) => {
        const half = (node.name.length * LETTER) / 2;
        return one.y > STRIP.middle && one.x - 16 < x + half && nameEnds > x - half;
      });
      expect(one.namedBelow === true ? [] : under).toEqual([]);
    }
  },
);

/** A scaled place of the mission's own picture, as the strip has room for it. */
const ownPlace = (nodes: MapPart['nodes'], placed: readonly Placed[]) => {
  const between = nodes.filter(({ name }) =>
    placed.some(({ node, as }) => node.name === name && as === 'device'),
  );
  const xs = between.map(({ x }) => x);
  const [from, to] = [Math.min(...xs), Math.max(...xs)];
  return (x: number): number =>
    from === to
      ? (STRIP.fromX + STRIP.toX) / 2
      : STRIP.fromX + ((x - from) / (to - from)) * (STRIP.toX - STRIP.fromX);
};

/** Pixels that a device may be moved along the strip: farther, it would seem to belong to another link. */
const NEAR = 130;

test.each([...seats, ...crewed])('%s: every device stands near its own place', (_id, nodes) => {
  const placed = placeStrip(nodes);
  const own = ownPlace(nodes, placed);
  const far = placed.filter(
    ({ as, node, x }) => as === 'device' && Math.abs(x - own(node.x)) > NEAR,
  );
  expect(far.map(({ node }) => node.name)).toEqual([]);
});
