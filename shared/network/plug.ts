import { OUTSIDE_END, outsideLink, outsidePort } from './edge.ts';
import { endsOf } from './link-ends.ts';
import { followClock } from './outside.ts';
import type { World } from './world.ts';

/**
 * Plugs a machine outside into the port that `withOutsidePort` gave a switch: from now on virtual time follows a clock
 * outside.
 */
export const plugIn = (world: World, switchName: string): void => {
  const inside = outsidePort(switchName);
  const before = world.ends.get(inside);
  if (before !== undefined) before.link.up = true;
  else for (const [end, row] of endsOf(outsideLink(inside), world.nodes)) world.ends.set(end, row);
  world.inner.leaving = [];
  followClock(world);
};

/** Pulls it out again: time runs to rest as before, and the switch forgets who was behind that port. */
export const pullOut = (world: World, switchName: string): void => {
  const inside = world.ends.get(outsidePort(switchName));
  if (inside === undefined || inside.peer !== OUTSIDE_END) return;
  inside.link.up = false;
  const { macTable } = world.nodes.get(switchName) ?? { macTable: new Map<number, never>() };
  for (const [mac, row] of macTable) if (row.interface === inside.interface) macTable.delete(mac);
  world.inner.leaving = [];
  world.inner.horizonMicros = null;
};
