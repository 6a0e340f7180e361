import type { NodeState, World } from './world.ts';

/** A row that has not been heard of for a minute is asked anew, RFC 1122 §2.3.2.1. */
export const ARP_LIFETIME_MICROS = 60_000_000;

/** The hardware address of `address` if it is known and not too old. */
export const hardwareAddress = (
  world: World,
  node: NodeState,
  address: number,
): number | undefined => {
  const entry = node.arp.get(address);
  if (entry === undefined) return undefined;
  return world.nowMicros - entry.learnedAtMicros < ARP_LIFETIME_MICROS ? entry.mac : undefined;
};
