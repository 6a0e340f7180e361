import { internetChecksum } from '../protocols/checksum.ts';
import { DESTINATION_UNREACHABLE, TIME_EXCEEDED } from '../protocols/icmp.ts';
import { type Ipv4Header, ipv4 } from '../protocols/ipv4.ts';

export const PROTOCOL_ICMP = 1;
export const PROTOCOL_TCP = 6;
export const PROTOCOL_UDP = 17;

/** A packet that can be read: its length fields agree with what is there. */
export interface ReadPacket {
  readonly header: Ipv4Header;
  readonly payload: Uint8Array;
  /** The packet without padding behind it. */
  readonly bytes: Uint8Array;
  readonly headerBytes: number;
}

/** Reads a packet; undefined if version or lengths cannot be right, RFC 1122 §3.2.1.1 and RFC 1812 §5.2.2. */
export const readPacket = (unit: Uint8Array): ReadPacket | undefined => {
  const decoded = ipv4.decode(unit);
  if (!decoded.ok) return undefined;
  const { header, headerLength, payloadStart } = decoded.value;
  const { totalLength, version } = header;
  if (version !== 4 || header.headerLength < 5) return undefined;
  if (totalLength < headerLength || totalLength > unit.length) return undefined;
  return {
    header,
    payload: unit.slice(payloadStart, totalLength),
    bytes: unit.slice(0, totalLength),
    headerBytes: headerLength,
  };
};

/** Whether the header sums to zero with its checksum, RFC 791 §3.1. */
export const hasGoodHeaderChecksum = ({ bytes, headerBytes }: ReadPacket): boolean =>
  internetChecksum(bytes, 0, headerBytes) === 0;

/** No error is sent about an error, a later fragment, or for many or nobody, RFC 1122 §3.2.2. */
export const deservesError = ({ header, payload }: ReadPacket): boolean => {
  const type = payload[0];
  const isError =
    header.protocol === PROTOCOL_ICMP &&
    (type === DESTINATION_UNREACHABLE || type === TIME_EXCEEDED);
  const isGroup = header.destination >= 0xe0000000;
  return !isError && !isGroup && header.fragmentOffset === 0 && header.source !== 0;
};

/** What an error message carries of the packet it is about: the header and eight bytes, RFC 792. */
export const quoteOf = ({ bytes, headerBytes }: ReadPacket): Uint8Array =>
  bytes.slice(0, headerBytes + 8);
