import { routesInUse } from './route-table.ts';
import type { World } from './world.ts';

/** Plugs a link in or out, named by either of its ends; both nodes look at their routes again. */
export const setLink = (world: World, end: string, up: boolean): void => {
  const own = world.ends.get(end);
  const far = own === undefined ? undefined : world.ends.get(own.peer);
  if (own === undefined || far === undefined) return;
  own.link.up = up;
  for (const { node } of [own, far]) {
    const state = world.nodes[node];
    if (state === undefined) continue;
    state.routes = routesInUse(
      state.spec,
      state.interfaces.values(),
      name => world.ends.get(`${node}.${name}`)?.link.up ?? true,
    );
  }
};

/** Clips a tap to a link, named by either of its ends, or takes it off (null): from the next frame on it gets copies. */
export const clipTap = ({ ends }: World, end: string, tap: string | null): void => {
  const own = ends.get(end);
  if (own !== undefined) own.link.tap = tap;
};
