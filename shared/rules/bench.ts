import type { Action, Layer, StationId, Value } from '../network/task.ts';
import type { KindId } from './kinds.ts';

/** Scaffold levels, in the order in which they fade (DESIGN §6). */
export const LEVELS = ['words', 'fields', 'hex'] as const;
export type Level = (typeof LEVELS)[number];

/** Header tables the bench can draw; 'none' where the decision is a choice or a text. */
export type BenchProtocol =
  | 'ethernet'
  | 'arp'
  | 'ipv4'
  | 'icmp'
  | 'udp'
  | 'tcp'
  | 'dns'
  | 'dhcp'
  | 'http'
  | 'smtp'
  /** A whole frame as an onlooker sees it, with all that is in it. */
  | 'capture'
  | 'none';

/**
 * A task as its own station may see it: own header as fields, the rest sealed. Everything the client needs to draw
 * the bench and to compute bytes as the player types; never an expected value.
 */
export interface Bench {
  readonly taskId: number;
  readonly kind: KindId;
  readonly level: Level;
  /** Levels that this decision can be shown at. */
  readonly levels: readonly Level[];
  readonly station: StationId;
  readonly layer: Layer;
  /** Which way the unit goes: down the stack, up, or through a router. */
  readonly direction: 'down' | 'up' | 'through';
  readonly protocol: BenchProtocol;
  /** Who handed it over: a station or a node name, and plain facts for the words ('nextHop': '10.60.145.1'). */
  readonly from: string;
  /** Station or node that gets it next if sent on. */
  readonly to: string;
  readonly facts: Readonly<Record<string, string>>;
  /** Fields in header order, then choices outside the header. */
  readonly fields: readonly BenchField[];
  /** The field that is new for this person, opened first; the others are open too from the second unit on. */
  readonly focus: string;
  /** What the layer above handed over, or what lies behind the header on the way up: bytes without meaning. */
  readonly sealed: SealedBytes | null;
  /** Where the unit came in with this layer's own header readable (upwards, and 'came in' at a router). */
  readonly arrived: ArrivedUnit | null;
  /** What records of TLS in it say, for a seat that holds the key; left out for all others. */
  readonly opened?: readonly OpenedRecordText[];
  /** Addresses of the pseudo header, for TCP and UDP checksums (RFC 9293 §3.1, RFC 768). */
  readonly pseudoHeader: { readonly source: number; readonly destination: number } | null;
  readonly actions: readonly ActionOffer[];
  /** Marked byte and line-code data at the physical station. */
  readonly signal: {
    readonly byteIndex: number;
    readonly byte: number | null;
    readonly halfBits: readonly number[] | null;
  } | null;
  /** `arrived` is shown as bytes alone, and nothing here says what they mean; left out where the unit is explained. */
  readonly raw?: RawUnit;
  /** Gold edge: every seat has one step of this message. */
  readonly allHands: boolean;
}

export interface BenchField {
  readonly path: string;
  /** open: the player's to fill. filled: shown, filled in by the automaton, may be taken over. locked: another layer's or fixed. */
  readonly state: 'open' | 'filled' | 'locked';
  readonly input:
    | 'number'
    | 'hex'
    | 'mac'
    | 'ipv4'
    | 'flags'
    | 'choice'
    | 'text'
    | 'signal'
    | 'byte';
  readonly value: Value | null;
  /** Plausible values with decoys that look like the rest, shuffled with a keyed draw; empty: typed only. */
  readonly options: readonly FieldOption[];
}

export interface FieldOption {
  readonly value: Value;
  /** Formatted value, as '02:00:00:00:00:01'. */
  readonly shown: string;
  /** A short neutral name beside it, as 'r1, 10.60.145.1'; '' for none. */
  readonly note: string;
}

/** A record of TLS that a key has opened, RFC 8446 §5.2. */
export interface OpenedRecordText {
  readonly is: 'handshake' | 'data' | 'other';
  readonly hex: string;
}

export interface SealedBytes {
  readonly hex: string;
  readonly name: 'message' | 'segment' | 'datagram' | 'packet' | 'frame';
}

export interface ArrivedUnit {
  readonly protocol: BenchProtocol;
  /** The whole unit as it came, hex; only this layer's header is explained, the rest is sealed. */
  readonly hex: string;
  readonly headerLength: number;
}

/** What a machine tells of a unit that its person reads byte by byte. */
export interface RawUnit {
  /** Whether the checksums and check sequences in it fit, which no person works out; 'none': it has none. */
  readonly sums: 'right' | 'wrong' | 'none';
}

export interface ActionOffer {
  readonly action: Action;
  /** For drop: reasons to choose from. For answer: what may be sent back. Empty otherwise. */
  readonly choices: readonly string[];
}
