import type { IpAddress } from '../program.ts';

/** A name server of the root that a resolver knows from the start, RFC 9609 §2. */
export interface RootHint {
  readonly name: string;
  readonly addresses: readonly IpAddress[];
}

/** How a resolver works. The switches are for missions in which it can be deceived. */
export interface ResolverSettings {
  readonly hints: readonly RootHint[];
  /** The identifier of every question, or null for random ones (RFC 5452 §9.2). */
  readonly fixedIdentifier: number | null;
  /** Whether questions are numbered one after the other, as resolvers once did (RFC 5452 §4.3). */
  readonly countsNumbers: boolean;
  /** How many identifiers there are to choose from: 65536, or fewer in a toy that can be guessed in a game. */
  readonly identifiers: number;
  /** The source port of every question, or null for random ones (RFC 5452 §9.2). */
  readonly fixedPort: number | null;
  /** Whether what a server says about names outside its zone is thrown away (RFC 5452 §6). */
  readonly checksBailiwick: boolean;
  /** Whether letters are asked for in random case and have to come back so. */
  readonly mixesCase: boolean;
  /** How long the first question to a server waits; each further one twice as long. */
  readonly timeoutMicros: number;
  /** Asks this server next, whatever is remembered and whoever would be nearer; null: as RFC 1034 §5.3.3 has it. */
  readonly asks: IpAddress | null;
  /** Takes the next message for the answer to this open query, whatever it says; null: only if it fits. */
  readonly believes: number | null;
  /** Ends the search with this response code where it would ask on; null: it asks on. */
  readonly ends: number | null;
}

/** A resolver that is hard to deceive. */
export const careful = (hints: readonly RootHint[]): ResolverSettings => ({
  hints,
  fixedIdentifier: null,
  countsNumbers: false,
  identifiers: 0x10000,
  fixedPort: null,
  checksBailiwick: true,
  mixesCase: true,
  timeoutMicros: 1_000_000,
  asks: null,
  believes: null,
  ends: null,
});

/** Bounds for work and memory, RFC 1034 §5.3.3: nobody's zone can make a resolver run for ever. */
export const LIMITS = {
  /** Questions sent on behalf of one client, for addresses of name servers too. */
  queries: 40,
  /** How deep the search for an address of a name server may lead to another. */
  depth: 5,
  aliases: 11,
  triesPerServer: 3,
  lookups: 200,
  waitersPerLookup: 20,
  cacheEntries: 1000,
  recordsPerEntry: 64,
  silentServers: 200,
} as const;
