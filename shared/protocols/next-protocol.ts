import { applicationOf } from './application-of.ts';
import { arp } from './arp.ts';
import { inDatagram } from './by-port.ts';
import { type CookedHeader, cookedEtherType } from './cooked.ts';
import { dns } from './dns.ts';
import { icmp } from './icmp.ts';
import { icmpv6 } from './icmpv6.ts';
import { ipv4 } from './ipv4.ts';
import { ipv6 } from './ipv6.ts';
import { destinationOptions, fragment, hopByHop, routing } from './ipv6-extensions.ts';
import { ipx } from './ipx.ts';
import { isSnap, type LlcHeader, llcFrame, snap } from './llc.ts';
import { carriedByFamily } from './loopback.ts';
import type { Dissection, Explainable } from './protocol.ts';
import { pup } from './pup.ts';
import { otherSmb } from './smb/other-messages.ts';
import { smb2 } from './smb/smb2.ts';
import { beginsTlsRecord } from './stream-content.ts';
import { tcp } from './tcp.ts';
import { tls } from './tls/record.ts';
import { udp } from './udp.ts';
import { vlan } from './vlan.ts';
import { x25 } from './x25.ts';

const LONGEST_LENGTH = 1500;

/** By EtherType; the tag types are those of IEEE 802.1Q and 802.1ad, and an older one for the outer tag. */
const BY_ETHER_TYPE: Readonly<Record<number, Explainable>> = {
  2048: ipv4,
  2054: arp,
  2560: pup,
  33024: vlan,
  33079: ipx,
  34525: ipv6,
  34984: vlan,
  37120: vlan,
};

const BY_PROTOCOL_NUMBER: Readonly<Record<number, Explainable>> = {
  4: ipv4,
  6: tcp,
  17: udp,
  41: ipv6,
};

const BEHIND_IPV4: Readonly<Record<number, Explainable>> = { ...BY_PROTOCOL_NUMBER, 1: icmp };

const BEHIND_IPV6: Readonly<Record<number, Explainable>> = {
  ...BY_PROTOCOL_NUMBER,
  43: routing,
  44: fragment,
  58: icmpv6,
  60: destinationOptions,
};

type NumberFields = Readonly<Record<string, number>>;
type Chooser = (header: NumberFields, bytes: Uint8Array, at: number) => Explainable | undefined;

/** An old frame of IPX begins with two bytes of ones where LLC would be. */
const isRawIpx = (bytes: Uint8Array, at: number): boolean =>
  bytes[at] === 0xff && bytes[at + 1] === 0xff;

const inFrame: Chooser = ({ etherType = 0 }, bytes, at) => {
  if (etherType > LONGEST_LENGTH) return BY_ETHER_TYPE[etherType];
  return etherType === 0 || isRawIpx(bytes, at) ? undefined : llcFrame;
};

const LLC_FOLLOWS = 4;

const inCooked: Chooser = header => {
  if (header.protocol === LLC_FOLLOWS) return llcFrame;
  return BY_ETHER_TYPE[cookedEtherType(header as unknown as CookedHeader) ?? 0];
};

const BY_FAMILY = { ipv4, ipv6 } as const;

const inLoopback: Chooser = ({ family = 0 }) => {
  const carried = carriedByFamily(family);
  return carried === undefined ? undefined : BY_FAMILY[carried];
};

const inIpv6: Chooser = ({ nextHeader = 59 }) => BEHIND_IPV6[nextHeader];

// RFC 1042, and the bridge tunnel encapsulation of IEEE 802.1H.
const ETHER_TYPE_FOLLOWS = [0, 0x0000f8];

const NEXT: Readonly<Record<string, Chooser>> = {
  ethernet: inFrame,
  cooked: inCooked,
  cooked2: inCooked,
  loopback: inLoopback,
  vlan: inFrame,
  llc: header => (isSnap(header as unknown as LlcHeader) ? snap : undefined),
  snap: ({ organization = 0, protocol = 0 }) =>
    ETHER_TYPE_FOLLOWS.includes(organization) ? BY_ETHER_TYPE[protocol] : undefined,
  lapb: () => x25,
  ipv4: ({ protocol = 0 }) => BEHIND_IPV4[protocol],
  // Options for every router stand right behind the header, RFC 8200 §4.1.
  ipv6: ({ nextHeader = 59 }) => (nextHeader === 0 ? hopByHop : BEHIND_IPV6[nextHeader]),
  'hop-by-hop': inIpv6,
  'destination-options': inIpv6,
  routing: inIpv6,
  fragment: inIpv6,
  'dns-stream': () => dns,
  tcp: ({ sourcePort = 0, destinationPort = 0 }) => applicationOf(sourcePort, destinationPort),
  udp: ({ sourcePort = 0, destinationPort = 0 }) => inDatagram(sourcePort, destinationPort),
};

/** A conversation of any kind may have gone on encrypted (STARTTLS), which its port does not tell. */
const inStream = (usual: Explainable | undefined, payload: Uint8Array): Explainable | undefined => {
  if (usual !== undefined && beginsTlsRecord(payload)) return tls;
  return usual === smb2 && otherSmb.begins?.(payload) === true ? otherSmb : usual;
};

/** What the header just explained carries, where that can be read on. */
export const nextOf = (part: Dissection, bytes: Uint8Array): Explainable | undefined => {
  const { layer, opens } = part;
  if (layer === undefined || !opens) return undefined;
  const payload = bytes.subarray(part.headerEnd, part.payloadEnd);
  const isTransport = layer.id === 'tcp' || layer.id === 'udp';
  // A segment that only acknowledges carries no message, and so none that is broken; nor does an empty datagram.
  if (isTransport && payload.length === 0) return undefined;
  const usual = NEXT[layer.id]?.(layer.header as NumberFields, bytes, part.headerEnd);
  const next = layer.id === 'tcp' ? inStream(usual, payload) : usual;
  return (next?.begins?.(payload) ?? true) ? next : undefined;
};
