import { routesInUse } from './route-table.ts';
import type { NodeState, World } from './world.ts';

/** A node looks at its routes again: an interface of it has changed. */
export const setLinkRoutes = ({ ends }: World, state: NodeState): void => {
  const { spec, interfaces } = state;
  state.routes = routesInUse(
    spec,
    interfaces.values(),
    name => ends.get(`${spec.name}.${name}`)?.link.up ?? true,
  );
};

/** Plugs a link in or out, named by either of its ends; both nodes look at their routes again. */
export const setLink = (world: World, end: string, up: boolean): void => {
  const own = world.ends.get(end);
  const far = own === undefined ? undefined : world.ends.get(own.peer);
  if (own === undefined || far === undefined) return;
  own.link.up = up;
  for (const { node } of [own, far]) {
    const state = world.nodes.get(node);
    if (state !== undefined) setLinkRoutes(world, state);
  }
};

/** Clips a tap to a link, named by either of its ends, or takes it off (null): from the next frame on it gets copies. */
export const clipTap = ({ ends }: World, end: string, tap: string | null): void => {
  const own = ends.get(end);
  if (own !== undefined) own.link.tap = tap;
};
