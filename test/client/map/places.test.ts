import { expect, test } from 'vitest';
import { apart, boxOf, layOut, type Size } from '../../../client/map/places.ts';
import { zonesOf } from '../../../client/map/zones.ts';
import { MISSIONS } from '../../../shared/missions/catalog.ts';

/** Stages of the look-back page, the large map, the wall and a phone. */
const STAGES: readonly (readonly [string, Size])[] = [
  ['look back', { width: 1366, height: 290 }],
  ['look back at 200 %', { width: 683, height: 290 }],
  ['look back on a phone', { width: 390, height: 290 }],
  ['large map', { width: 1366, height: 399 }],
  ['large map on a phone', { width: 390, height: 439 }],
  ['wall', { width: 1920, height: 620 }],
];

const all = STAGES.flatMap(([stage, size]) =>
  MISSIONS.map(({ id, topology }) => [`${stage}, ${id}`, topology, size] as const),
);

test.each(all)('%s: no device and no name stands on another', (_id, topology, stage) => {
  const { nodes, links } = topology;
  const { size, places } = layOut(nodes, links, stage);
  expect(places.size).toBe(nodes.length);
  const boxes = nodes.map(node => boxOf(node, places.get(node.name) ?? { x: 0, y: 0 }));
  for (const [index, one] of boxes.entries()) {
    expect(one.left).toBeGreaterThanOrEqual(0);
    expect(one.right).toBeLessThanOrEqual(size.width);
    expect(one.top).toBeGreaterThanOrEqual(0);
    expect(one.bottom).toBeLessThanOrEqual(size.height);
    const met = boxes.findIndex((other, at) => at > index && !apart(one, other));
    expect(met === -1 ? '' : `${nodes[index]?.name} and ${nodes[met]?.name}`).toBe('');
  }
});

test.each(all)('%s: no title of a local network stands on a device', (_id, topology, stage) => {
  const { nodes, links } = topology;
  const layout = layOut(nodes, links, stage);
  const map = {
    nodes: nodes.map(({ name, role, x, y }) => ({ name, role, x, y, addresses: [], stack: [] })),
    links: links.map(({ a, b }) => ({ a, b, up: true })),
  };
  const devices = nodes.map(node => boxOf(node, layout.places.get(node.name) ?? { x: 0, y: 0 }));
  for (const { title, titleAt } of zonesOf(map, layout)) {
    const plate = {
      left: titleAt.x,
      top: titleAt.y,
      right: titleAt.x + 50,
      bottom: titleAt.y + 20,
    };
    const met = devices.findIndex(device => !apart(plate, device));
    expect(met === -1 ? '' : `${title} on ${nodes[met]?.name}`).toBe('');
  }
});
