import type { Hop, MapModel } from '../../client/map/model.ts';
import { draw } from '../../shared/base/random.ts';

const NODES = 300;
const COLUMNS = 20;
const LINKS_PER_NODE = 1.45;
/** A unit moves for this long, and is then shown as long again. */
const HOP_MS = 600;
const LABELS = ['application', 'transport', 'network', 'link', 'frame'] as const;
const ROLES = ['host', 'switch', 'router', 'name-server', 'server'] as const;

const pick = <Item>(items: readonly Item[], ...key: readonly (string | number)[]): Item => {
  const item = items[Math.floor(draw('map', ...key) * items.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
};

const neighbourOf = (node: number, turn: number): number => {
  const steps = [1, -1, COLUMNS, -COLUMNS];
  const other = node + pick(steps, 'step', node, turn);
  return other < 0 || other >= NODES ? (node + 1) % NODES : other;
};

/** 300 devices on a grid, 435 links, one in fifty of them broken. */
const crowdedMap = (): MapModel['map'] => ({
  nodes: Array.from({ length: NODES }, (_, node) => ({
    name: `n${node}`,
    role: ROLES[node % ROLES.length] ?? 'host',
    x: (node % COLUMNS) * 50 + draw('map', 'x', node) * 20,
    y: Math.floor(node / COLUMNS) * 65 + draw('map', 'y', node) * 20,
    addresses: [`10.0.${node >> 8}.${node & 255}`],
    stack: [],
  })),
  links: Array.from({ length: Math.round(NODES * LINKS_PER_NODE) }, (_, index) => {
    const node = index % NODES;
    return {
      a: `n${node}.eth0`,
      b: `n${neighbourOf(node, index)}.eth1`,
      up: index % 50 !== 0,
    };
  }),
});

const hop = (id: number): Hop => {
  const node = Math.floor(draw('map', 'from', id) * NODES);
  return {
    id,
    from: `n${node}`,
    to: `n${neighbourOf(node, id)}`,
    label: pick(LABELS, 'label', id),
    byHand: id % 3 === 0,
    mine: id % 9 === 0,
    outcome: id % 40 === 0 ? 'lost' : 'moved',
  };
};

/** Feeds hops at a rate that keeps `units` moving; `show` gets each new model ten times a second. */
export const feedUnits = (units: number, show: (model: MapModel) => void): (() => void) => {
  const map = crowdedMap();
  const startMs = performance.now();
  let sent = 0;
  show({ map, traffic: { waiting: [], hops: [] } });
  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - startMs) / HOP_MS) * units);
    const hops = Array.from({ length: due - sent }, (_, index) => hop(sent + index + 1));
    sent = due;
    show({ map, traffic: { waiting: [], hops } });
  }, 100);
  return () => clearInterval(timer);
};
