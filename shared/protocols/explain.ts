import { applicationOf } from './application-of.ts';
import { arp } from './arp.ts';
import { dhcp } from './dhcp.ts';
import { dns } from './dns.ts';
import { plainSpan } from './header-spans.ts';
import { icmp } from './icmp.ts';
import { type Ipv4Header, ipv4 } from './ipv4.ts';
import type { Issue } from './issue.ts';
import type { Dissection, EncodeContext, Explainable } from './protocol.ts';
import type { Explained, Layer, Span } from './span.ts';
import { tcp } from './tcp.ts';
import { udp } from './udp.ts';

/** Where to begin and what is known from outside. Offsets are bytes. */
export interface ExplainOptions {
  readonly start?: number;
  readonly end?: number;
  /** Addresses for the pseudo header, when the explanation begins with UDP or TCP. */
  readonly context?: EncodeContext;
}

const BY_ETHER_TYPE: Readonly<Record<number, Explainable>> = { 2048: ipv4, 2054: arp };
const BY_PROTOCOL_NUMBER: Readonly<Record<number, Explainable>> = { 1: icmp, 6: tcp, 17: udp };

const BY_UDP_PORT: Readonly<Record<number, Explainable>> = { 53: dns, 67: dhcp, 68: dhcp };

type NumberFields = Readonly<Record<string, number>>;

const NEXT: Readonly<Record<string, (header: NumberFields) => Explainable | undefined>> = {
  ethernet: ({ etherType = 0 }) => BY_ETHER_TYPE[etherType],
  ipv4: ({ protocol = 0 }) => BY_PROTOCOL_NUMBER[protocol],
  tcp: ({ sourcePort = 0, destinationPort = 0 }) => applicationOf(sourcePort, destinationPort),
  udp: ({ sourcePort = 0, destinationPort = 0 }) =>
    BY_UDP_PORT[destinationPort] ?? BY_UDP_PORT[sourcePort],
};

const nextOf = ({ layer, opens }: Dissection): Explainable | undefined =>
  layer !== undefined && opens ? NEXT[layer.id]?.(layer.header as NumberFields) : undefined;

/** A checksum over what was cut off cannot be judged, so only a whole packet gives addresses. */
const contextInside = (layer: Layer | undefined, outer: EncodeContext): EncodeContext => {
  if (layer?.id !== 'ipv4') return outer;
  const { source, destination, totalLength } = layer.header as Ipv4Header;
  return layer.end === layer.start + totalLength
    ? { sourceAddress: source, destinationAddress: destination }
    : {};
};

interface Walk {
  readonly bytes: Uint8Array;
  readonly layers: Layer[];
  readonly spans: Span[];
  readonly issues: Issue[];
}

const headerSpan = (protocol: Explainable, start: number, part: Dissection): Span => ({
  path: protocol.id,
  label: protocol.title,
  bitOffset: start * 8,
  bitLength: (part.headerEnd - start) * 8,
  shown: '',
  rfc: protocol.rfc,
  children: part.spans,
});

const record = (walk: Walk, protocol: Explainable, start: number, part: Dissection): void => {
  if (part.layer !== undefined) walk.layers.push(part.layer);
  if (part.headerEnd > start) walk.spans.push(headerSpan(protocol, start, part));
  walk.issues.push(...part.issues);
};

const finish = (walk: Walk, protocol: Explainable, from: number, part: Dissection): void => {
  const trailerBits = part.trailer.reduce((bits, span) => bits + span.bitLength, 0);
  const to = part.end - trailerBits / 8;
  walk.spans.push(
    ...plainSpan(`${protocol.id}.padding`, 'Padding', walk.bytes, from, to),
    ...part.trailer,
  );
};

/** Explains the unit at `start` and all inside it; returns where it says that it ends. */
const explainUnit = (
  walk: Walk,
  protocol: Explainable,
  start: number,
  limit: number,
  context: EncodeContext,
): number => {
  const part = protocol.dissect(walk.bytes, start, limit, context);
  record(walk, protocol, start, part);
  const next = nextOf(part);
  if (next === undefined) {
    const { headerEnd, payloadEnd } = part;
    const path = `${protocol.id}.payload`;
    walk.spans.push(...plainSpan(path, 'Payload', walk.bytes, headerEnd, payloadEnd));
    finish(walk, protocol, payloadEnd, part);
    return part.end;
  }
  const inside = contextInside(part.layer, context);
  const innerEnd = explainUnit(walk, next, part.headerEnd, part.payloadEnd, inside);
  finish(walk, protocol, innerEnd, part);
  return part.end;
};

/** Explains `bytes` as a unit of `first` and everything in it: the leaf spans cover every bit
 *  between start and end exactly once, whatever the bytes are. Never throws. */
export const explain = (
  bytes: Uint8Array,
  first: Explainable,
  options: ExplainOptions = {},
): Explained => {
  const { start = 0, end = bytes.length, context = {} } = options;
  const walk: Walk = { bytes, layers: [], spans: [], issues: [] };
  const reached = explainUnit(walk, first, start, end, context);
  walk.spans.push(...plainSpan(`${first.id}.padding`, 'Padding', bytes, reached, end));
  return walk;
};

/** Explains one header alone: everything behind it is one sealed span `<id>.payload`, as a layer
 *  has no business with what it carries; a trailer of its own stays open. */
export const explainHeader = (
  protocol: Explainable,
  bytes: Uint8Array,
  context: EncodeContext = {},
): Explained => {
  const walk: Walk = { bytes, layers: [], spans: [], issues: [] };
  const part = protocol.dissect(bytes, 0, bytes.length, context);
  record(walk, protocol, 0, part);
  const trailerBits = part.trailer.reduce((bits, span) => bits + span.bitLength, 0);
  const to = bytes.length - trailerBits / 8;
  walk.spans.push(
    ...plainSpan(`${protocol.id}.payload`, 'Payload', bytes, part.headerEnd, to),
    ...part.trailer,
  );
  return walk;
};
