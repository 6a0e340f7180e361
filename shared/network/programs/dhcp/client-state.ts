import type { DhcpPhase } from './client-states.ts';
import type { DhcpLease } from './lease.ts';

/** Programs of this service ask for the address of an interface. */
export const DHCP_CLIENT = 'dhcp-client';

/** How a client is set up. Times in microseconds. */
export interface DhcpClientSettings {
  /** Its own card, 48 bits. */
  readonly card: number;
  readonly hostName?: string;
  /** An address it had before it was switched off: it starts in INIT-REBOOT, RFC 2131 §3.2. */
  readonly formerAddress?: number;
  /** Addresses that somebody on the LAN has, as ARP would find: acknowledged, they are declined. */
  readonly inUse?: readonly number[];
  /** Asks by ARP whether somebody has an address before it uses it, RFC 2131 §4.4.1. */
  readonly probes?: boolean;
  /** It can take in only what is for everybody while it has no address, RFC 2131 §4.1. */
  readonly hearsBroadcast?: boolean;
  /** How long offers are collected. */
  readonly collectMicros?: number;
  /** When the lease is given back; never without it. */
  readonly releaseAfterMicros?: number;
}

/** What a server would give. */
export interface DhcpOffer {
  readonly address: number;
  readonly server: number;
}

/** Where a client stands. A host configures its interface from `lease`. */
export interface DhcpClientState {
  readonly phase: DhcpPhase;
  readonly transactionId: number;
  /** The server chosen, and the address it offered. */
  readonly offer: DhcpOffer | null;
  /** All that were made while offers are collected, in the order in which they came. */
  readonly offers: readonly DhcpOffer[];
  readonly lease: DhcpLease | null;
  /** Acknowledged, while it is found out whether somebody has the address. */
  readonly granted?: DhcpLease | null;
  /** Sent so often in this phase already. */
  readonly tries: number;
  readonly startedAtMicros: number;
  readonly sentAtMicros: number;
  /** Timers of an earlier epoch are stale. */
  readonly epoch: number;
}
