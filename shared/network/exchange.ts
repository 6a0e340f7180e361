import type { IpAddress } from '../base/ip.ts';
import type { PermitSpec } from './boundary/rule.ts';
import type { ServiceSettings } from './programs/service.ts';

/**
 * A user's wish, the root of all traffic: the program that gets it composes messages until it is met.
 * `forget` drops learned state at the named nodes as the exchange starts, as time passing would (ageing by event).
 */
export type ExchangeSpec = {
  readonly node: string;
  /** Which variant of its questions the message puts to whoever plays; absent: the first. */
  readonly question?: number;
  readonly forget?: readonly Forgotten[];
  /** The host has to get its address first, if it has none. */
  readonly joins?: true;
  /** What the list of a boundary device has to permit first: a line for it is written before the wish begins. */
  readonly permits?: PermitSpec;
} & (
  | { readonly type: 'lookup'; readonly name: string; readonly recordType: number }
  | { readonly type: 'fetch'; readonly host: string; readonly targets: readonly string[] }
  | {
      readonly type: 'text';
      readonly to: IpAddress;
      readonly text: string;
      readonly reply: string | null;
    }
  /** A user starts the program of that name, a 'service' that is told `settings` too; met when it says so. */
  | { readonly type: 'use'; readonly program: string; readonly settings?: ServiceSettings }
  | { readonly type: 'echo'; readonly to: IpAddress; readonly timeToLive: number | null }
  /** A host that was just plugged in looks for a router, forms its IPv6 addresses and asks for one of IPv4; or it renews
   *  its lease of that, or gives it back. */
  | { readonly type: 'configure'; readonly lease?: 'renew' | 'release' }
  /** A unit that nobody asked for: the right answer to it is to drop it, with a reason. */
  | {
      readonly type: 'decoy';
      readonly decoy: DecoyType;
      readonly target: string;
      /** Port that it knocks at; a closed one when left out. */
      readonly port?: number;
      /** Address of somebody else that a forged packet bears as its source. */
      readonly wears?: number;
    }
);

/** What a node forgets as an exchange starts. `name`: of what a resolver there has learned only that name and what lies
 * below it; of the leases of a DHCP server those of the node of that name. */
export interface Forgotten {
  readonly node: string;
  readonly what: 'arp' | 'dns' | 'lease';
  readonly name?: string;
}

/** GAME §1 rule 4: what happens on a network without anybody's fault. */
export const DECOYS = [
  'flooded-frame',
  'corrupt-frame',
  'closed-port',
  'closed-datagram',
  'moved-card',
  'far-segment',
  'far-datagram',
  'forged-source',
  'late-datagram',
  'unasked-lease',
] as const;
export type DecoyType = (typeof DECOYS)[number];
