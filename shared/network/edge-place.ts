import { behind } from './decoys.ts';
import type { InterfaceState, World } from './world.ts';

/** How a machine at the edge may be set up. */
export interface EdgePlace {
  /** Free in the network there. */
  readonly address: number;
  readonly prefixLength: number;
  /** Of a router there, or null. */
  readonly gateway: number | null;
}

const isRouter = (world: World, { id }: InterfaceState): boolean =>
  world.nodes.get(id.slice(0, id.lastIndexOf('.')))?.spec.role === 'router';

/** A place for the machine that is plugged in at `end`, 'outside.tap'; null where no interface can be reached. */
export const placeAt = (world: World, end: string): EdgePlace | null => {
  const neighbours = behind(world, end, new Set([end]));
  const [first] = neighbours;
  if (first === undefined) return null;
  const { prefixLength } = first;
  const size = 2 ** (32 - prefixLength);
  const base = Math.floor(first.address / size) * size;
  const taken = new Set([...world.nodes.values()].flatMap(node => [...node.addresses]));
  // The last but one of the network is where few missions have a machine.
  let address = base + size - 2;
  while (taken.has(address) && address > base) address -= 1;
  const gateway = neighbours.find(one => isRouter(world, one))?.address ?? null;
  return { address, prefixLength, gateway };
};
