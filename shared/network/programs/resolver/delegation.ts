import type { ResourceRecord } from '../../../protocols/dns-message.ts';
import type { IpAddress } from '../program.ts';
import { parentName, RECORD_TYPE_NUMBERS, sameName } from '../zone.ts';
import { type Cache, setOf } from './cache.ts';
import { LIMITS, type RootHint } from './settings.ts';

/** An address of a name server and how often it was asked in vain. */
export interface ServerAddress {
  readonly address: IpAddress;
  readonly tries: number;
}

/** A name server of a zone; `isLookedUp` when its address was searched for, with or without success. */
export interface ZoneServer {
  readonly name: string;
  readonly addresses: readonly ServerAddress[];
  readonly isLookedUp: boolean;
}

/** Who may be asked about names in `zone`. `isRemembered`: from the cache, so that asking above may help. */
export interface Delegation {
  readonly zone: string;
  readonly endsMicros: number;
  readonly isRemembered: boolean;
  readonly servers: readonly ZoneServer[];
}

/** What is known to a resolver while it looks for a server. */
export interface Known {
  readonly cache: Cache;
  readonly hints: readonly RootHint[];
  readonly nowMicros: number;
  /** Whether this host can send to such an address. */
  readonly reaches: (address: IpAddress) => boolean;
}

const { A, AAAA, NS } = RECORD_TYPE_NUMBERS;

const fresh = (address: IpAddress): ServerAddress => ({ address, tries: 0 });

/** The address in an A or AAAA record. */
const addressIn = ({ data }: ResourceRecord): IpAddress | undefined => {
  if (data.kind === 'A') return data.address;
  if (data.kind !== 'AAAA') return undefined;
  return data.bytes.reduce((address, byte) => address * 256n + BigInt(byte), 0n);
};

/** Addresses in `records` that this host can send to. */
export const usableAddresses = (
  records: readonly ResourceRecord[],
  { reaches }: Known,
): readonly ServerAddress[] =>
  records
    .map(addressIn)
    .filter(address => address !== undefined)
    .filter(reaches)
    .map(fresh);

const addressesOf = (known: Known, name: string): readonly ServerAddress[] => {
  const sets = [A, AAAA].map(type => setOf(known.cache, name, type, known.nowMicros));
  return usableAddresses(
    sets.flatMap(set => set?.records ?? []),
    known,
  );
};

/** Those servers with the addresses that are known of them; `extra` are records that came with them and may be too
 *  short-lived for the cache. */
export const serversOf = (
  known: Known,
  records: readonly ResourceRecord[],
  extra: readonly ResourceRecord[] = [],
): readonly ZoneServer[] =>
  records.flatMap(({ data }) => {
    if (data.kind !== 'NS') return [];
    const kept = addressesOf(known, data.name);
    const named = extra.filter(record => sameName(record.name, data.name));
    const addresses = kept.length > 0 ? kept : usableAddresses(named, known);
    return [{ name: data.name, addresses, isLookedUp: false }];
  });

const fromHints = (known: Known): Delegation => ({
  zone: '',
  endsMicros: Number.POSITIVE_INFINITY,
  isRemembered: false,
  servers: known.hints.map(({ name, addresses }) => ({
    name,
    addresses: addresses.filter(known.reaches).map(fresh),
    isLookedUp: true,
  })),
});

/** The known zone that is closest above `name`, the root at last, RFC 1034 §5.3.3 step 2. */
export const closestDelegation = (known: Known, name: string): Delegation => {
  for (let zone = name; ; zone = parentName(zone)) {
    const set = setOf(known.cache, zone, NS, known.nowMicros);
    if (set !== undefined) {
      const servers = serversOf(known, set.records);
      return { zone, endsMicros: set.expiresAtMicros, isRemembered: true, servers };
    }
    if (zone === '') return fromHints(known);
  }
};

/** The zone above `name` that `address` serves, as far as that is known; of a stranger the closest is hoped for. */
export const delegationOver = (known: Known, name: string, address: IpAddress): Delegation => {
  for (let zone = name; ; zone = parentName(zone)) {
    const delegation = closestDelegation(known, zone);
    const isTheirs = delegation.servers.some(({ addresses }) =>
      addresses.some(own => own.address === address),
    );
    if (isTheirs) return delegation;
    if (zone === '') return closestDelegation(known, name);
  }
};

/** The next thing to try: ask an address, or look one up for the server of that name. */
export type NextStep =
  | { readonly do: 'ask'; readonly address: IpAddress }
  | { readonly do: 'look-up'; readonly name: string };

/**
 * Whom to ask next: first each address once, then the servers whose addresses are not known, then addresses again.
 * `rank` orders addresses that were tried equally often, the lowest first.
 */
export const nextStep = (
  { servers }: Delegation,
  rank: (address: IpAddress) => number,
): NextStep | undefined => {
  const [best] = servers
    .flatMap(({ addresses }) => addresses)
    .filter(({ tries }) => tries < LIMITS.triesPerServer)
    .map(({ address, tries }) => ({ address, tries, rank: rank(address) }))
    .sort((a, b) => a.tries - b.tries || a.rank - b.rank);
  if (best?.tries === 0) return { do: 'ask', address: best.address };
  const unknown = servers.find(
    ({ addresses, isLookedUp }) => addresses.length === 0 && !isLookedUp,
  );
  if (unknown !== undefined) return { do: 'look-up', name: unknown.name };
  return best === undefined ? undefined : { do: 'ask', address: best.address };
};

const changeAddress = (
  delegation: Delegation,
  change: (known: ServerAddress) => ServerAddress,
): Delegation => ({
  ...delegation,
  servers: delegation.servers.map(server => ({
    ...server,
    addresses: server.addresses.map(change),
  })),
});

/** The delegation after `address` was asked `times` times in vain. */
export const tried = (delegation: Delegation, address: IpAddress, times: number): Delegation =>
  changeAddress(delegation, known =>
    known.address === address ? { ...known, tries: known.tries + times } : known,
  );

/** The delegation with what a search for a server's address has found. */
export const lookedUp = (
  delegation: Delegation,
  name: string,
  addresses: readonly ServerAddress[],
): Delegation => ({
  ...delegation,
  servers: delegation.servers.map(server =>
    sameName(server.name, name) ? { ...server, addresses, isLookedUp: true } : server,
  ),
});
