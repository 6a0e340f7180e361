import { flipped, runLyingBridge, swapped } from './lying.ts';

const NEXT_HEADER = 20;
const HOP_LIMIT = 21;
const TRANSPORT = 54;
const ICMPV6 = 58;
const TCP = 6;
/** Last byte of the target of an advertisement. */
const TARGET_END = TRANSPORT + 23;
/** Ports of the datagram that an ICMPv6 error quotes. */
const QUOTED_PORTS = TRANSPORT + 8 + 40;

const PORT_UNREACHABLE = 1;
const ECHO_REPLY = 129;
const ROUTER_ADVERTISEMENT = 134;
const NEIGHBOR_ADVERTISEMENT = 136;

/** Only for one neighbour, or nothing else could be seen to fail. */
const LIAR = 0x57;

const inIcmpv6 = (frame: Uint8Array): Uint8Array => {
  switch (frame[TRANSPORT]) {
    case PORT_UNREACHABLE:
      return swapped(frame, QUOTED_PORTS);
    case ECHO_REPLY:
      return flipped(frame, TRANSPORT + 2);
    case ROUTER_ADVERTISEMENT:
      // As if it had passed a router, RFC 4861 §6.1.2.
      return frame.with(HOP_LIMIT, 254);
    case NEIGHBOR_ADVERTISEMENT:
      return frame[TARGET_END] === LIAR ? frame.with(HOP_LIMIT, 254) : frame;
    default:
      return frame;
  }
};

/** What a wrong network would send over IPv6: wrong checksums, quotes and hop limits. */
const spoiled = (frame: Uint8Array): Uint8Array => {
  if (frame[12] !== 0x86 || frame[13] !== 0xdd) return frame;
  if (frame[NEXT_HEADER] === ICMPV6) return inIcmpv6(frame);
  return frame[NEXT_HEADER] === TCP ? flipped(frame, TRANSPORT + 16) : frame;
};

await runLyingBridge(spoiled);
