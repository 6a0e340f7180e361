import { formatIpv4, formatMac } from '../base/address.ts';
import { draw, pick, shuffle } from '../base/random.ts';
import { leasesOf } from '../network/played/lease-server.ts';
import { type DhcpBinding, type DhcpSubnet, isHeld } from '../network/programs/dhcp/bindings.ts';
import { dhcpServerSettings } from '../network/programs/dhcp-services.ts';
import type { Run } from '../network/run.ts';
import type { NodeState, World } from '../network/world.ts';
import { stateShown } from './lease-tables.ts';
import type { Puzzle } from './puzzle.ts';

/** A pool, and what its server knows of the addresses in it. */
interface Pool {
  readonly subnet: DhcpSubnet;
  readonly bindings: readonly DhcpBinding[];
}

/** A server in a quiet moment. */
interface Quiet {
  readonly node: string;
  readonly nowMicros: number;
  readonly seed: string;
  readonly n: number;
}

/** Addresses that can be looked through in a quiet moment. */
const MOST_ADDRESSES = 16;

const poolsOf = (runs: Iterable<Run>): readonly Pool[] =>
  [...runs]
    .filter(({ service }) => service === 'dhcp-server')
    .flatMap(run =>
      dhcpServerSettings(run.settings).subnets.map(subnet => ({
        subnet,
        bindings: leasesOf(run).bindings.filter(
          ({ address }) => address >= subnet.first && address <= subnet.last,
        ),
      })),
    );

const sizeOf = ({ subnet }: Pool): number => subnet.last - subnet.first + 1;

/** How many addresses of a pool a new client could get: what is over or given back counts, RFC 2131 §4.3.1. */
const freeQuestion = (pool: Pool, { node, nowMicros, seed, n }: Quiet): Puzzle | null => {
  const { subnet, bindings } = pool;
  const size = sizeOf(pool);
  if (bindings.length === 0 || size > MOST_ADDRESSES) return null;
  const taken = bindings.filter(one => isHeld(one, nowMicros)).length;
  const near = [size - bindings.length, size - taken - 1, size - taken + 1, size];
  return {
    facts: {
      question: 'free-addresses',
      node,
      first: formatIpv4(subnet.first),
      last: formatIpv4(subnet.last),
      leases: bindings
        .map(one => `${formatIpv4(one.address)} ${stateShown(one, nowMicros)}`)
        .join(', '),
    },
    choices: shuffle(
      near.filter(count => count >= 0),
      seed,
      n,
      'counts',
    ).map(String),
    right: String(size - taken),
  };
};

/** Which address two clients hold at once: one that was given back first is lent to one of them only. */
const doubleQuestion = (
  { subnet }: Pool,
  cards: readonly number[],
  { node, seed, n }: Quiet,
): Puzzle | null => {
  const pool = Array.from({ length: 3 }, (_, place) => subnet.first + place);
  const [single = 0, again = 0, twice = 0] = shuffle(pool, seed, n, 'addresses');
  const clients = shuffle(cards, seed, n, 'clients').map(formatMac);
  const [first, second, third, fourth, fifth] = clients;
  if (fifth === undefined || (pool.at(-1) ?? 0) > subnet.last) return null;
  // Given back before it was lent again: the other way round two would hold it.
  const entries = [
    [`${formatIpv4(single)} leased to ${first}`],
    [`${formatIpv4(again)} released by ${second}`, `${formatIpv4(again)} leased to ${third}`],
    [`${formatIpv4(twice)} leased to ${fourth}`],
    [`${formatIpv4(twice)} leased to ${fifth}`],
  ];
  return {
    facts: {
      question: 'double-lease',
      node,
      leases: shuffle(entries, seed, n, 'lines').flat().join(', '),
    },
    choices: pool.map(formatIpv4),
    right: formatIpv4(twice),
  };
};

/** What a DHCP server may look through: how many addresses are free, or which one was lent twice. Null elsewhere. */
export const poolQuestion = (
  { nodes, nowMicros }: World,
  { spec, runs }: NodeState,
  seed: string,
  n: number,
): Puzzle | null => {
  const pool = pick(poolsOf(runs.values()), seed, n, 'pool');
  if (pool === undefined) return null;
  const quiet = { node: spec.name, nowMicros, seed, n };
  const cards = [...nodes.values()].flatMap(({ interfaces }) => {
    const [own] = interfaces.values();
    return own?.lease === undefined ? [] : [own.mac];
  });
  const double = doubleQuestion(pool, cards, quiet);
  return draw(seed, n, 'sort') < 0.5 && double !== null ? double : freeQuestion(pool, quiet);
};
