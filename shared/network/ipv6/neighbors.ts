import type { Ipv6Address } from '../../base/ipv6.ts';
import type { World } from '../world.ts';
import { type Neighbor, type NeighborEvent, neighborAfter } from './neighbor-states.ts';
import type { Ipv6Interface } from './state.ts';

/** REACHABLE_TIME and DELAY_FIRST_PROBE_TIME of RFC 4861 §10; the former is not drawn by dice here. */
const REACHABLE_MICROS = 30_000_000;
export const DELAY_MICROS = 5_000_000;

/** The row of a neighbour as it is now: what ages is looked at when it is used. */
export const neighborNow = (
  { nowMicros }: Pick<World, 'nowMicros'>,
  { neighbors }: Ipv6Interface,
  address: Ipv6Address,
): Neighbor | undefined => {
  const row = neighbors.get(address);
  const isOld = row?.state === 'REACHABLE' && nowMicros - row.sinceMicros >= REACHABLE_MICROS;
  return isOld ? neighborAfter(row, { type: 'reachable-over' }, nowMicros) : row;
};

/** Changes the row of a neighbour by what has happened, and gives it back. */
export const noteNeighbor = (
  world: World,
  one: Ipv6Interface,
  address: Ipv6Address,
  event: NeighborEvent,
): Neighbor | undefined => {
  const row = neighborAfter(neighborNow(world, one, address), event, world.nowMicros);
  if (row === undefined) one.neighbors.delete(address);
  else one.neighbors.set(address, row);
  return row;
};

/** Drops what is known of neighbours; those that are asked for right now stay, as packets wait for them. */
export const forgetIpv6Neighbors = ({ neighbors }: Ipv6Interface): void => {
  for (const [address, { state }] of [...neighbors]) {
    if (state !== 'INCOMPLETE') neighbors.delete(address);
  }
};
