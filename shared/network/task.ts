import type { IpAddress } from '../base/ip.ts';
import type { PermitSpec } from './boundary/rule.ts';
import type { FoesSituation } from './foes-situation.ts';
import type { Ipv6Situation } from './ipv6/situations.ts';
import type { Endpoint, ToldProgram } from './told-program.ts';

/** The five layers of a host, top to bottom, RFC 1122 §1.1.3 and the course's numbering 5 to 1. */
export const LAYERS = ['application', 'transport', 'network', 'link', 'physical'] as const;
export type Layer = (typeof LAYERS)[number];

/** One layer of one node, as 'client.transport' or 'r1.network'. */
export type StationId = `${string}.${Layer}`;

export const stationOf = (node: string, layer: Layer): StationId => `${node}.${layer}`;

/** A value a decision gives to a field: numbers for header fields (addresses as unsigned integers), words for the rest. */
export type Value = number | string;

/**
 * What a layer answers to a task. `values` is keyed by field path: header fields as '<protocol>.<field>'
 * ('ipv4.timeToLive'), choices outside the header by a plain name ('nextHop', 'interface', 'handTo', 'socket', 'reason').
 */
export interface Decision {
  readonly action: Action;
  readonly values: Readonly<Record<string, Value>>;
}

/**
 * send: pass the unit on downwards or out. deliver: hand it up. drop: end it here, `values.reason` says why.
 * answer: end it here and send something back (`values.answer`: 'rst', 'port-unreachable', 'ack', 'arp-reply', ...).
 */
export const ACTIONS = ['send', 'deliver', 'drop', 'answer'] as const;
export type Action = (typeof ACTIONS)[number];

export type DropReason =
  | 'not-mine'
  | 'bad-frame-check'
  | 'bad-header-checksum'
  | 'bad-transport-checksum'
  | 'time-to-live-expired'
  | 'no-route'
  | 'no-such-port'
  | 'not-my-question'
  | 'not-asked'
  | 'no-address-left'
  | 'other-server'
  | 'not-my-client'
  | 'not-my-protocol'
  | 'given-back'
  | 'address-taken'
  | 'already-received'
  | 'not-permitted'
  | 'line-denies'
  | 'opens-nothing'
  | 'no-mapping'
  | 'malformed'
  | 'same-port'
  | 'source-checked'
  | 'no-reply-to-me'
  | 'nothing-to-do';

/**
 * Work that waits for one layer of one node. `unit` is what arrived there (from above: the payload to wrap; from
 * below: the unit to unwrap; empty where the layer starts something itself). What else the layer may know is in
 * `situation`. Ids count up per network, so the same log gives the same ids.
 */
export interface Task {
  readonly id: number;
  readonly station: StationId;
  readonly node: string;
  readonly layer: Layer;
  readonly situation: Situation;
  readonly unit: Uint8Array;
  /** The user's wish that this work belongs to, or null for traffic that nobody of the crew asked for. */
  readonly exchange: number | null;
  /** The task whose decision made this one; null where it all begins. */
  readonly cause: number | null;
  /** Virtual time, microseconds. */
  readonly arisenAtMicros: number;
}

/** What happened, and what the layer above or below handed over with the unit. Addresses are unsigned integers. */
export type Situation =
  // application
  | {
      readonly type: 'compose-query';
      readonly program: string;
      readonly name: string;
      readonly recordType: number;
      readonly server: number;
    }
  | {
      readonly type: 'read-answer';
      readonly program: string;
      readonly name: string;
      readonly recordType: number;
      readonly id: number;
      readonly socket: number;
    }
  | {
      readonly type: 'serve-query';
      readonly program: string;
      readonly socket: number;
      readonly client: IpAddress;
      readonly clientPort: number;
    }
  | {
      readonly type: 'compose-request';
      readonly program: string;
      readonly host: string;
      readonly target: string;
      readonly server: number;
      readonly socket: number;
    }
  | {
      readonly type: 'read-response';
      readonly program: string;
      readonly host: string;
      readonly target: string;
      readonly socket: number;
    }
  | {
      readonly type: 'serve-request';
      readonly program: string;
      readonly socket: number;
      readonly client: IpAddress;
    }
  | {
      readonly type: 'compose-text';
      readonly program: string;
      readonly text: string;
      readonly to: IpAddress;
      readonly socket: number | null;
    }
  | {
      readonly type: 'read-text';
      readonly program: string;
      readonly from: IpAddress;
      readonly socket: number;
    }
  /** Something happened to a running program: it speaks for itself. */
  | ({ readonly type: 'converse' } & ToldProgram)
  /** The same where somebody may speak in its stead (see played/): a name server gets a question. */
  | ({ readonly type: 'answer-query' } & ToldProgram)
  /** A resolver gets a question of a client. */
  | ({ readonly type: 'resolve-question' } & ToldProgram)
  /** A resolver gets what may be the answer of a name server. */
  | ({ readonly type: 'resolve-reply' } & ToldProgram)
  /** A DHCP server hears a client. */
  | ({ readonly type: 'serve-lease' } & ToldProgram)
  /** A DHCP client has something to say. */
  | ({ readonly type: 'ask-lease' } & ToldProgram)
  /** A DHCP client knows whether somebody has the address that it was granted. */
  | ({ readonly type: 'check-lease' } & ToldProgram)
  /** A DHCP client hears a server. */
  | ({ readonly type: 'read-lease' } & ToldProgram)
  // transport
  | {
      readonly type: 'wrap-datagram';
      readonly socket: number;
      readonly local: Endpoint;
      readonly remote: Endpoint;
    }
  | {
      readonly type: 'wrap-segment';
      readonly socket: number;
      readonly local: Endpoint;
      readonly remote: Endpoint;
      readonly purpose: SegmentPurpose;
    }
  | {
      readonly type: 'unwrap-datagram';
      readonly source: IpAddress;
      readonly destination: IpAddress;
      /** Where it came in; only when it is for no address of the host: for everybody, or for a card without one. */
      readonly interface?: string;
    }
  | {
      readonly type: 'unwrap-segment';
      readonly source: IpAddress;
      readonly destination: IpAddress;
    }
  // network
  | {
      readonly type: 'wrap-packet';
      readonly protocol: number;
      readonly source: number;
      readonly destination: number;
      readonly timeToLive: number | null;
    }
  | { readonly type: 'unwrap-packet'; readonly interface: string }
  | { readonly type: 'forward-packet'; readonly interface: string }
  /** A packet passes a boundary device; out: it came from inside. */
  | {
      readonly type: 'filter-packet';
      readonly interface: string;
      readonly direction: 'in' | 'out';
    }
  /** Somebody wishes that something may pass the boundary: a line is to be written. */
  | { readonly type: 'write-rule'; readonly wanted: PermitSpec }
  /** A packet passes an address translator; `nextHop` is where it goes when it leaves. */
  | {
      readonly type: 'translate-packet';
      readonly interface: string;
      readonly direction: 'in' | 'out';
      readonly nextHop: number;
    }
  | {
      readonly type: 'compose-icmp';
      readonly icmpType: number;
      readonly icmpCode: number;
      readonly to: number;
    }
  | { readonly type: 'read-icmp'; readonly source: number; readonly destination: number }
  // link
  | {
      readonly type: 'wrap-frame';
      readonly interface: string;
      readonly nextHop: number;
      readonly etherType: number;
    }
  | { readonly type: 'ask-arp'; readonly interface: string; readonly nextHop: number }
  | { readonly type: 'arp-request-in'; readonly interface: string }
  | { readonly type: 'arp-reply-in'; readonly interface: string }
  | { readonly type: 'unwrap-frame'; readonly interface: string }
  // physical: `byteIndex` is the marked byte of the frame, decided by hand; the rest is done for the player
  | { readonly type: 'send-bits'; readonly interface: string; readonly byteIndex: number }
  | {
      readonly type: 'hear-bits';
      readonly interface: string;
      readonly byteIndex: number;
      readonly halfBits: readonly number[];
    }
  // switch
  | { readonly type: 'switch-frame'; readonly interface: string }
  | Ipv6Situation
  | FoesSituation<ToldProgram>;

export type SituationType = Situation['type'];

/** Why TCP sends this segment, RFC 9293 §3.10. */
export type SegmentPurpose =
  | 'open'
  | 'accept'
  | 'acknowledge'
  | 'data'
  | 'close'
  | 'reset'
  | 'retransmit';
