import type { Ipv4Header } from './ipv4.ts';
import type { Ipv6Header } from './ipv6.ts';
import type { RoutingHeader } from './ipv6-extensions.ts';
import { hasHomeAddress } from './ipv6-options.ts';
import type { Dissection, EncodeContext } from './protocol.ts';
import type { Layer } from './span.ts';
import { readWide } from './wide-access.ts';

type Addresses = Omit<EncodeContext, 'cutBytes'>;

/** A checksum over what was cut off cannot be judged, so only a whole packet gives addresses. */
const inIpv4 = ({ header, start, end }: Layer): Addresses => {
  const { source, destination, totalLength } = header as Ipv4Header;
  return end === start + totalLength
    ? { sourceAddress: source, destinationAddress: destination }
    : {};
};

const HOP_LIMIT_BITS = 7 * 8;

const inIpv6 = ({ header, start, headerEnd, end }: Layer): Addresses => {
  const { source, destination, payloadLength, hopLimit } = header as Ipv6Header;
  const hops = { hopLimit, hopLimitAt: start * 8 + HOP_LIMIT_BITS };
  return end === headerEnd + payloadLength
    ? { sourceAddress: source, destinationAddress: destination, ...hops }
    : hops;
};

const TYPE_0 = 0;
const SEGMENT_ROUTING = 4;
const FIXED_BYTES = 8;

/** Where in the route the last node stands that the packet will visit: a checksum is made for that
 *  one, RFC 8200 §8.1. Of other kinds of route it is not known. */
const lastNodeAt = ({ header, start, headerEnd }: Layer): number | undefined => {
  const { routingType, segmentsLeft } = header as RoutingHeader;
  if (segmentsLeft === 0 || headerEnd - start < FIXED_BYTES + 16) return undefined;
  if (routingType === TYPE_0) return headerEnd - 16;
  return routingType === SEGMENT_ROUTING ? start + FIXED_BYTES : undefined;
};

const inRouting = (layer: Layer, outer: EncodeContext, bytes: Uint8Array): Addresses => {
  if ((layer.header as RoutingHeader).segmentsLeft === 0) return outer;
  const at = lastNodeAt(layer);
  const { destinationAddress: _next, ...known } = outer;
  if (at === undefined || typeof outer.destinationAddress !== 'bigint') return known;
  return {
    ...known,
    destinationAddress: readWide(bytes, at, { at: 0, size: 16, shift: 0, mask: 0 }),
  };
};

const inOptions = (layer: Layer, outer: EncodeContext, bytes: Uint8Array): Addresses => {
  if (!hasHomeAddress(bytes, layer.start + 2, layer.headerEnd)) return outer;
  const { sourceAddress: _careOf, ...known } = outer;
  return known;
};

const addressesInside = (
  layer: Layer | undefined,
  outer: EncodeContext,
  bytes: Uint8Array,
): Addresses => {
  switch (layer?.id) {
    case 'ipv4':
      return inIpv4(layer);
    case 'ipv6':
      return inIpv6(layer);
    case 'routing':
      return inRouting(layer, outer, bytes);
    case 'destination-options':
      return inOptions(layer, outer, bytes);
    default:
      return outer;
  }
};

/** What the header just explained tells those inside it. */
export const contextInside = (
  { layer, cutBytes }: Dissection,
  outer: EncodeContext,
  bytes: Uint8Array,
): EncodeContext => {
  const { cutBytes: _outside, ...inside } = addressesInside(layer, outer, bytes) as EncodeContext;
  return cutBytes === undefined ? inside : { ...inside, cutBytes };
};
