import { forgetIpv6Neighbors } from './ipv6/neighbors.ts';
import { clientAt } from './played/lease-client.ts';
import { DHCP_CLIENT } from './programs/dhcp/client-state.ts';
import { withoutName } from './programs/resolver/ageing.ts';
import type { NodeState, World } from './world.ts';

/** Addresses that DHCP clients were granted and have asked for on the LAN, RFC 2131 §4.4.1. */
const askedFor = ({ runs }: NodeState): readonly number[] =>
  [...runs.values()].flatMap(run =>
    run.service === DHCP_CLIENT ? (clientAt(run).granted?.address ?? []) : [],
  );

/**
 * Drops what a node has learned of its neighbours, as ageing would (RFC 1122 §2.3.2.1), but keeps what a frame that
 * waits there is about to use: its task arose because the address was known. Who has answered for an address
 * that the node was granted is kept too: whether it may be used is about to be decided.
 */
export const forgetNeighbours = (world: World, node: string): void => {
  const state = world.nodes.get(node);
  if (state === undefined) return;
  const { arp } = state;
  const needed = new Set<number>(askedFor(state));
  for (const { node: where, situation } of world.open.values()) {
    if (where === node && situation.type === 'wrap-frame') needed.add(situation.nextHop);
  }
  for (const address of [...arp.keys()]) {
    if (!needed.has(address)) arp.delete(address);
  }
  for (const one of state.ipv6?.interfaces.values() ?? []) forgetIpv6Neighbors(one);
};

/** Drops the names that a node has learned, as ageing would; a resolver only `name` and what lies below it. */
export const forgetNames = (world: World, node: string, name: string): void => {
  const state = world.nodes.get(node);
  if (state === undefined) return;
  state.names.clear();
  for (const run of state.runs.values()) {
    if (run.service === 'resolver') run.state = withoutName(run.state, name);
  }
};
