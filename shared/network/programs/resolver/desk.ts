import type { DnsMessage, ResourceRecord } from '../../../protocols/dns-message.ts';
import type { Asker, Streams } from '../dns-service.ts';
import type { IpAddress, ProgramEffect, ProgramFacts } from '../program.ts';
import type { Cache } from './cache.ts';
import type { Delegation, Known } from './delegation.ts';
import type { ResolverSettings } from './settings.ts';

/** Who waits for a lookup: a client, or another lookup that needs the address of a name server. */
export type Waiter =
  | { readonly kind: 'client'; readonly asker: Asker; readonly query: DnsMessage }
  | { readonly kind: 'lookup'; readonly lookup: number };

/** A question that is being resolved. `target` is where aliases have led so far. */
export interface Lookup {
  readonly id: number;
  readonly name: string;
  readonly type: number;
  readonly target: string;
  readonly aliases: readonly ResourceRecord[];
  readonly delegation: Delegation | null;
  /** Questions that may still be sent for it. */
  readonly budget: number;
  readonly depth: number;
  /** The lookup of a server's address that this one waits for. */
  readonly waitsFor: { readonly lookup: number; readonly server: string } | null;
  readonly waiters: readonly Waiter[];
}

/** A question that was sent and not answered yet. `name` has the letters that were sent. */
export interface OpenQuery {
  readonly id: number;
  readonly lookup: number;
  readonly server: IpAddress;
  readonly via: 'datagram' | 'stream';
  readonly identifier: number;
  /** The source port of a datagram. */
  readonly port: number;
  readonly name: string;
  readonly type: number;
  readonly zone: string;
  readonly hasEdns: boolean;
  /** What has come over the stream and is no whole message yet. */
  readonly heard: Uint8Array;
}

/** Everything a resolver remembers from event to event. */
export interface ResolverState {
  readonly cache: Cache;
  readonly lookups: ReadonlyMap<number, Lookup>;
  readonly queries: ReadonlyMap<number, OpenQuery>;
  readonly streams: Streams;
  /** Until when an address that gave no answer is asked last. */
  readonly silentUntilMicros: ReadonlyMap<IpAddress, number>;
  readonly nextNumber: number;
  /** Questions sent so far. */
  readonly asked: number;
}

/** The state while one event is worked on: copies that may be written to, and the effects so far. */
export interface Desk {
  readonly settings: ResolverSettings;
  readonly facts: ProgramFacts;
  readonly cache: Cache;
  readonly lookups: Map<number, Lookup>;
  readonly queries: Map<number, OpenQuery>;
  readonly silentUntilMicros: Map<IpAddress, number>;
  readonly effects: ProgramEffect[];
  streams: Streams;
  nextNumber: number;
  asked: number;
}

export const EMPTY: ResolverState = {
  cache: new Map(),
  lookups: new Map(),
  queries: new Map(),
  streams: new Map(),
  silentUntilMicros: new Map(),
  nextNumber: 1,
  asked: 0,
};

/** A desk with copies of everything, so that the state before stays as it was. */
export const openDesk = (
  state: ResolverState,
  settings: ResolverSettings,
  facts: ProgramFacts,
): Desk => ({
  settings,
  facts,
  cache: new Map(state.cache),
  lookups: new Map(state.lookups),
  queries: new Map(state.queries),
  silentUntilMicros: new Map(state.silentUntilMicros),
  effects: [],
  streams: state.streams,
  nextNumber: state.nextNumber,
  asked: state.asked,
});

export const closeDesk = ({
  cache,
  lookups,
  queries,
  streams,
  silentUntilMicros,
  nextNumber,
  asked,
}: Desk): ResolverState => ({
  cache,
  lookups,
  queries,
  streams,
  silentUntilMicros,
  nextNumber,
  asked,
});

/** A number that no lookup and no query has had. */
export const takeNumber = (desk: Desk): number => {
  const number = desk.nextNumber;
  desk.nextNumber += 1;
  return number;
};

/** Writes changes to a lookup that is still open, and gives it back. */
export const change = (desk: Desk, lookup: Lookup, changes: Partial<Lookup>): Lookup => {
  const changed = { ...lookup, ...changes };
  desk.lookups.set(lookup.id, changed);
  return changed;
};

const kindOf = (address: IpAddress): string => typeof address;

/** What is known for finding a server. An address is reached from one of the same family. */
export const knownAt = ({ cache, settings, facts }: Desk): Known => ({
  cache,
  hints: settings.hints,
  nowMicros: facts.nowMicros,
  reaches: address => facts.addresses.some(own => kindOf(own) === kindOf(address)),
});
