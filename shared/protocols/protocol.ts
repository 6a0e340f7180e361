import type { Ipv4Address } from '../base/address.ts';
import type { Ipv6Address } from '../base/ipv6.ts';
import type { Result } from '../base/result.ts';
import type { Field } from './field.ts';
import type { SealedWords } from './fragment-words.ts';
import type { Issue, IssueCode } from './issue.ts';
import type { Layer, Span } from './span.ts';
import type { HeaderValues } from './table.ts';

/** What a header must be told by the layers around it: the addresses of the pseudo header
 *  (RFC 9293 §3.1, RFC 768, RFC 8200 §8.1) and the number that names what it carries. */
export interface EncodeContext {
  readonly sourceAddress?: Ipv4Address | Ipv6Address;
  readonly destinationAddress?: Ipv4Address | Ipv6Address;
  /** EtherType or IP protocol number of the payload. */
  readonly carries?: number;
  /** Of the IPv6 packet around it: neighbour discovery must not have passed a router. */
  readonly hopLimit?: number;
  /** First bit of that hop limit. */
  readonly hopLimitAt?: number;
  /** How many bytes of the unit are behind what is there: not captured, or not quoted. */
  readonly cutBytes?: number;
}

/** The bytes end before the header does. Both counts are bytes from the header's start. */
export interface Truncated {
  readonly code: 'header/truncated';
  readonly protocol: string;
  readonly needed: number;
  readonly available: number;
}

/** A header taken apart. The payload is bytes `[payloadStart, payloadEnd)` of what was decoded: as
 *  far as the header's own length field says, at most to the end of what is there. */
export interface Decoded<Header> {
  readonly header: Header;
  readonly headerLength: number;
  readonly payloadStart: number;
  readonly payloadEnd: number;
}

/** A header in its surroundings, for rules and derived fields: byte offsets into `bytes`. */
export interface Unit {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly headerEnd: number;
  /** End of the payload. */
  readonly end: number;
  readonly context: EncodeContext;
}

/** A unit that was read: `limit` is where the bytes around it end, `end` where it says that it does.
 *  Both may lie behind `bytes` where not everything was captured. */
export interface Subject<Header> extends Unit {
  readonly header: Header;
  readonly limit: number;
}

/** One way in which a header can be wrong, and what would be right. */
export interface Rule<Header> {
  readonly code: IssueCode;
  readonly severity: Issue['severity'];
  readonly field: keyof Header & string;
  readonly rfc: string;
  readonly broken: (subject: Subject<Header>) => boolean;
  readonly expected?: (subject: Subject<Header>) => number | string;
  /** What is wrong more exactly than `field` says, or in a header around this one. */
  readonly place?: (
    subject: Subject<Header>,
  ) => Pick<Issue, 'path' | 'bitOffset' | 'bitLength' | 'given'> | undefined;
}

/** One header explained. `opens` says whether what follows can be read as the next protocol. */
export interface Dissection {
  readonly layer: Layer | undefined;
  readonly spans: readonly Span[];
  readonly trailer: readonly Span[];
  readonly issues: readonly Issue[];
  readonly headerEnd: number;
  readonly payloadEnd: number;
  readonly end: number;
  readonly opens: boolean;
  /** Bytes of the payload behind `payloadEnd` that are not there. */
  readonly cutBytes?: number;
  /** What a payload is that cannot be read on, or of a first fragment: not unless its header is whole. */
  readonly sealed?: SealedWords;
}

/** What an explanation needs of a protocol, whatever its header looks like. */
export interface Explainable {
  readonly id: string;
  readonly title: string;
  readonly rfc: string;
  readonly fields: readonly Field[];
  /** Tells bytes that were not captured from bytes that were never there (`context.cutBytes`). */
  readonly seesCut?: true;
  /** Whether a message may begin with these bytes; asked where a piece of a stream can be the middle of one. */
  readonly begins?: (bytes: Uint8Array) => boolean;
  /** Several units may stand one behind the other in what carries them. */
  readonly repeats?: true;
  readonly dissect: (
    bytes: Uint8Array,
    start: number,
    limit: number,
    context: EncodeContext,
  ) => Dissection;
}

/** The steps of an encoding, so that a whole stack is written into one array. */
export interface HeaderWriter {
  /** EtherType or IPv4 protocol number by which the layer below names this one. */
  readonly carriedAs?: number;
  readonly minimumPayload: number;
  readonly trailerBytes: number;
  readonly measure: (values: HeaderValues) => number;
  readonly write: (bytes: Uint8Array, start: number, end: number, values: HeaderValues) => void;
  readonly derive: (unit: Unit, values: HeaderValues) => void;
}

/** A binary protocol. `Fixed` are the fields that a view reads in place. */
export interface Protocol<Header, Fixed = Header, Problem = Truncated> extends Explainable {
  /** How a whole stack writes it; absent where the whole message is written at once. */
  readonly writer?: HeaderWriter;
  readonly decode: (
    bytes: Uint8Array,
    offset?: number,
    end?: number,
  ) => Result<Decoded<Header>, Problem>;
  readonly view: (bytes: Uint8Array, offset: number) => Fixed;
  /** Header, payload and trailer in a new array. Derived fields are computed unless given: a wrong
   *  value that is given survives. */
  readonly encode: (
    values: Partial<Header>,
    payload?: Uint8Array,
    context?: EncodeContext,
  ) => Uint8Array;
  /** Values that a sender may really send, weighted to the limits; derived fields left out.
   *  `random` gives numbers in [0, 1). */
  readonly generate: (random: () => number) => Partial<Header>;
}
