import type { CapturedPacket, CaptureInterface } from './capture.ts';
import { cooked, cooked2 } from './cooked.ts';
import { bareEthernet, ethernet } from './ethernet.ts';
import { explain } from './explain.ts';
import { plainSpan } from './header-spans.ts';
import { ipv4 } from './ipv4.ts';
import { ipv6 } from './ipv6.ts';
import { loopback } from './loopback.ts';
import type { Explainable } from './protocol.ts';
import type { Explained } from './span.ts';

const FRAME_CHECK_BYTES = 4;

/** Link types of capture files, www.tcpdump.org "Link-layer header types". */
const ETHERNET = 1;
const RAW_IP = [12, 14, 101];

/** Kinds of link whose packets all begin with the same header. */
const BY_LINK_TYPE: Readonly<Record<number, Explainable>> = {
  0: loopback,
  108: loopback,
  113: cooked,
  228: ipv4,
  229: ipv6,
  276: cooked2,
};

const packetOf = (bytes: Uint8Array): Explainable => ((bytes[0] ?? 0) >> 4 === 6 ? ipv6 : ipv4);

/** How the first byte of a captured packet is to be read; undefined for links that nobody here knows. */
export const firstProtocolOf = (
  { linkType, fcsLength }: CaptureInterface,
  { bytes, originalLengthBytes }: CapturedPacket,
): Explainable | undefined => {
  if (linkType === ETHERNET) {
    const whole = originalLengthBytes === undefined || originalLengthBytes <= bytes.length;
    return whole && fcsLength === FRAME_CHECK_BYTES ? ethernet : bareEthernet;
  }
  return RAW_IP.includes(linkType) ? packetOf(bytes) : BY_LINK_TYPE[linkType];
};

/** Explains a packet of a capture file: what was on the wire and not kept is "not captured", never
 *  malformed. The packet of an unknown kind of link is one span. */
export const explainCaptured = (from: CaptureInterface, packet: CapturedPacket): Explained => {
  const { bytes, originalLengthBytes = bytes.length } = packet;
  const first = firstProtocolOf(from, packet);
  if (first === undefined) {
    const spans = plainSpan('link.payload', 'Unknown kind of link', bytes, 0, bytes.length);
    return { layers: [], spans, issues: [] };
  }
  const cut = originalLengthBytes - bytes.length;
  const withheld = from.fcsLength === FRAME_CHECK_BYTES ? FRAME_CHECK_BYTES : 0;
  const cutBytes = Math.max(0, cut - withheld);
  return explain(bytes, first, cutBytes > 0 ? { context: { cutBytes } } : {});
};
