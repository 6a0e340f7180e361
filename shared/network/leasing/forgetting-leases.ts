import { draw } from '../../base/random.ts';
import { exchangeOf } from '../exchanges.ts';
import { leasesOf } from '../played/lease-server.ts';
import { DHCP_CLIENT } from '../programs/dhcp/client-state.ts';
import { keyOfCard } from '../programs/dhcp/server-words.ts';
import { dhcpServerSettings } from '../programs/dhcp-services.ts';
import type { Run } from '../run.ts';
import type { NodeState, World } from '../world.ts';
import { dropLease } from './lease-in-use.ts';

const DHCP_SERVER = 'dhcp-server';

/** Whether other wishes of a host are under way: then it keeps its address. */
export const isBusy = (world: World, host: string, except: number | null = null): boolean =>
  [...world.inner.running].some(id => id !== except && exchangeOf(world, id)?.spec.node === host);

/** The client begins as it did when its host was switched on first. */
const startAnew = (world: World, node: NodeState, run: Run): void => {
  const program = world.services[run.service]?.program(run.settings);
  if (program === undefined) return;
  run.state = program.start({
    nowMicros: world.nowMicros,
    draw: (...purpose) => draw(world.seed, node.spec.name, run.id, ...purpose),
    addresses: [],
  }).state;
  dropLease(world, node, run);
};

/** The leases of that host are over; those that the server had given before it started come back. */
const endLeases = (run: Run, host: NodeState): void => {
  const { bindings = [] } = dhcpServerSettings(run.settings);
  const keys = new Set([...host.interfaces.values()].map(({ mac }) => keyOfCard(mac)));
  const others = leasesOf(run).bindings.filter(({ client }) => !keys.has(client));
  const held = new Set(others.map(({ address }) => address));
  const given = bindings.filter(({ client, address }) => keys.has(client) && !held.has(address));
  run.state = { bindings: [...others, ...given] };
};

/**
 * A lease is over and forgotten, as weeks later: at a client all of its own, at a server those of `host`. A host that is
 * in the middle of something keeps what it has.
 */
export const forgetLease = (world: World, name: string, host: string = name): void => {
  const node = world.nodes.get(name);
  const owner = world.nodes.get(host);
  if (node === undefined || owner === undefined || isBusy(world, host)) return;
  for (const run of node.runs.values()) {
    if (run.service === DHCP_CLIENT) startAnew(world, node, run);
    if (run.service === DHCP_SERVER) endLeases(run, owner);
  }
};
