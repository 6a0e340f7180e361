import { bigEndian, concat } from '../../base/bytes.ts';
import { formatIpv6 } from '../../base/ipv6.ts';
import { fragment as fragmentHeader } from '../../protocols/ipv6-extensions.ts';
import { type Gathered, type Gathering, gatherPiece, roomFor, UNIT_BYTES } from '../fragments.ts';
import { arise } from '../schedule.ts';
import type { NodeState, World } from '../world.ts';
import { REASSEMBLY_EXCEEDED, TIME_EXCEEDED } from './errors.ts';
import { deservesIpv6Error, FRAGMENT_HEADER, type Ipv6Packet } from './packets.ts';

const HEADER_BYTES = 40;
const FRAGMENT_HEADER_BYTES = 8;
const PAYLOAD_LENGTH_AT = 4;
const NEXT_HEADER_AT = 6;
const LONGEST_PAYLOAD_BYTES = 0xffff;

const withPayloadLength = (packet: Uint8Array): Uint8Array => {
  packet.set(bigEndian(packet.length - HEADER_BYTES, 2), PAYLOAD_LENGTH_AT);
  return packet;
};

/** The packets of at most `mtuBytes` that `packet` is cut into by its sender, in order, RFC 8200 §4.5; itself where it fits. */
export const ipv6FragmentsOf = (
  packet: Uint8Array,
  mtuBytes: number,
  identification: number,
): readonly Uint8Array[] => {
  const size = roomFor(mtuBytes, HEADER_BYTES + FRAGMENT_HEADER_BYTES);
  if (packet.length <= mtuBytes || size <= 0) return [packet];
  const carried = packet.slice(HEADER_BYTES);
  const outer = packet.slice(0, HEADER_BYTES).with(NEXT_HEADER_AT, FRAGMENT_HEADER);
  const nextHeader = packet[NEXT_HEADER_AT] ?? 0;
  const cuts: Uint8Array[] = [];
  for (let at = 0; at < carried.length; at += size) {
    const moreFragments = at + size < carried.length ? 1 : 0;
    const place = { nextHeader, fragmentOffset: at / UNIT_BYTES, moreFragments, identification };
    const piece = fragmentHeader.encode(place, carried.slice(at, at + size));
    cuts.push(withPayloadLength(concat(outer, piece)));
  }
  return cuts;
};

/** The fragment header of a packet whose reading ended there; undefined where it is cut short. */
const placeIn = ({ bytes, payloadStart }: Ipv6Packet) => {
  const decoded = fragmentHeader.decode(bytes, payloadStart);
  return decoded.ok ? decoded.value.header : undefined;
};

/** What tells that fragments belong together, RFC 8200 §4.5. */
export const ipv6FragmentKey = (packet: Ipv6Packet): string => {
  const { source, destination } = packet.fixed;
  const identification = placeIn(packet)?.identification ?? 0;
  return `${formatIpv6(source)} ${formatIpv6(destination)} ${identification}`;
};

/** The headers before the fragment header, which now name what the packet carries, and what it carries. */
const joined = (first: Ipv6Packet, carried: Uint8Array): Uint8Array | null => {
  const before = first.bytes.slice(0, first.payloadStart);
  if (before.length + carried.length - HEADER_BYTES > LONGEST_PAYLOAD_BYTES) return null;
  before[first.namedAt] = placeIn(first)?.nextHeader ?? 0;
  return withPayloadLength(concat(before, carried));
};

/** Adds a fragment to those before it, RFC 8200 §4.5; one that is a whole packet does not mix with them, RFC 6946 §4. */
export const gatherIpv6 = (
  before: Gathering<Ipv6Packet> | undefined,
  packet: Ipv6Packet,
): Gathered<Ipv6Packet> => {
  const place = placeIn(packet);
  if (place === undefined) return { type: 'refused', why: 'uneven' };
  const { fragmentOffset, moreFragments } = place;
  const isAtomic = fragmentOffset === 0 && moreFragments === 0;
  return gatherPiece(isAtomic ? undefined : before, {
    start: fragmentOffset * UNIT_BYTES,
    payload: packet.bytes.subarray(packet.payloadStart + FRAGMENT_HEADER_BYTES),
    isLast: moreFragments === 0,
    packet,
    longestBytes: LONGEST_PAYLOAD_BYTES,
    join: joined,
  });
};

/** The rest has not come in time: the sender is told if the first fragment is here to be quoted, RFC 8200 §4.5. */
export const ipv6ReassemblyTimedOut = (
  world: World,
  node: NodeState,
  key: string,
  origin: { readonly exchange: number | null; readonly cause: number | null },
): void => {
  const first = node.ipv6?.gatherings.get(key)?.first ?? null;
  node.ipv6?.gatherings.delete(key);
  if (first === null || !deservesIpv6Error(first, TIME_EXCEEDED)) return;
  arise(world, {
    node: node.spec.name,
    layer: 'network',
    situation: {
      type: 'compose-icmpv6',
      icmpType: TIME_EXCEEDED,
      icmpCode: REASSEMBLY_EXCEEDED,
      source: first.fixed.destination,
      destination: first.fixed.source,
      zone: null,
      target: null,
    },
    unit: first.bytes,
    ...origin,
  });
};
