import { internetChecksum } from '../protocols/checksum.ts';
import { DESTINATION_UNREACHABLE, TIME_EXCEEDED } from '../protocols/icmp.ts';
import { type Ipv4Header, ipv4 } from '../protocols/ipv4.ts';
import { lastKept } from './last-kept.ts';

type FixedHeader = ReturnType<typeof ipv4.view>;

export const PROTOCOL_ICMP = 1;
export const PROTOCOL_TCP = 6;
export const PROTOCOL_UDP = 17;

/** A packet that can be read: its length fields agree with what is there. Each part is made when it is asked for. */
export class ReadPacket {
  /** What the packet came in, with what may be behind it. */
  private readonly unit: Uint8Array;
  readonly headerBytes: number;
  /** The header's fixed fields, read in place. */
  readonly fixed: FixedHeader;

  constructor(unit: Uint8Array, headerBytes: number, fixed: FixedHeader) {
    this.unit = unit;
    this.headerBytes = headerBytes;
    this.fixed = fixed;
  }

  /** The header as an object of its own, options too. */
  get header(): Ipv4Header {
    const decoded = ipv4.decode(this.unit);
    if (!decoded.ok) throw new Error('a packet that could be read cannot be read');
    return decoded.value.header;
  }

  /** What the packet carries, in place. */
  get payload(): Uint8Array {
    return this.unit.subarray(this.headerBytes, this.fixed.totalLength);
  }

  /** The packet without padding behind it, in place. */
  get bytes(): Uint8Array {
    const { unit, fixed } = this;
    return fixed.totalLength === unit.length ? unit : unit.subarray(0, fixed.totalLength);
  }

  /** The first `count` bytes of what the packet carries, in place; fewer where there are not so many. */
  startOfPayload(count: number): Uint8Array {
    const { unit, headerBytes, fixed } = this;
    return unit.subarray(headerBytes, Math.min(headerBytes + count, fixed.totalLength));
  }

  /** What the header's words sum up to, RFC 1071 §1: 0 where the header is right. */
  get headerSum(): number {
    return internetChecksum(this.unit, 0, this.headerBytes);
  }
}

const SHORTEST_HEADER_BYTES = 20;

const readAnew = (unit: Uint8Array): ReadPacket | undefined => {
  if (unit.length < SHORTEST_HEADER_BYTES) return undefined;
  const fixed = ipv4.view(unit, 0);
  const headerBytes = fixed.headerLength * 4;
  const { totalLength } = fixed;
  if (fixed.version !== 4 || headerBytes < SHORTEST_HEADER_BYTES) return undefined;
  if (totalLength < headerBytes || totalLength > unit.length) return undefined;
  return new ReadPacket(unit, headerBytes, fixed);
};

/** Reads a packet; undefined if version or lengths cannot be right, RFC 1122 §3.2.1.1 and RFC 1812 §5.2.2. */
export const readPacket = lastKept<Uint8Array, void, ReadPacket | undefined>(readAnew);

/** Whether the header sums to zero with its checksum, RFC 791 §3.1. */
export const hasGoodHeaderChecksum = ({ headerSum }: ReadPacket): boolean => headerSum === 0;

/** No error is sent about an error, a later fragment, or for many or nobody, RFC 1122 §3.2.2. */
export const deservesError = (packet: ReadPacket): boolean => {
  const header = packet.fixed;
  const [type] = packet.startOfPayload(1);
  const isError =
    header.protocol === PROTOCOL_ICMP &&
    (type === DESTINATION_UNREACHABLE || type === TIME_EXCEEDED);
  const isGroup = header.destination >= 0xe0000000;
  return !isError && !isGroup && header.fragmentOffset === 0 && header.source !== 0;
};

/** What an error message carries of the packet it is about: the header and eight bytes, RFC 792. */
export const quoteOf = ({ bytes, headerBytes }: ReadPacket): Uint8Array =>
  bytes.slice(0, headerBytes + 8);
