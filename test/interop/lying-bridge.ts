import { flipped, runLyingBridge, swapped } from './lying.ts';

const ICMP = 1;
const TCP = 6;
const UDP = 17;
const HEADER_CHECKSUM = 24;
const TRANSPORT = 34;
/** Ports of the datagram that an ICMP error quotes. */
const QUOTED_PORTS = TRANSPORT + 8 + 20;
const FIRST_DATA = TRANSPORT + 20;

// An echo reply is for a raw socket, which gets it whatever its own checksum says.
const inIcmp = (frame: Uint8Array): Uint8Array =>
  frame[TRANSPORT] === 0 ? flipped(frame, HEADER_CHECKSUM) : swapped(frame, QUOTED_PORTS);

/** Ports of HTTP, HTTPS and SSH. */
const CHANGED = [80, 443, 22];

/** From some ports the data are changed, from every other port the checksum. */
const inTcp = (frame: Uint8Array): Uint8Array => {
  const port = ((frame[TRANSPORT] ?? 0) << 8) | (frame[TRANSPORT + 1] ?? 0);
  if (!CHANGED.includes(port)) return flipped(frame, TRANSPORT + 16);
  return frame.length > 200 ? swapped(frame, FIRST_DATA + 120) : frame;
};

/** What a wrong network would send: its ARP says another address, its checksums, quotes and data are wrong. */
const spoiled = (frame: Uint8Array): Uint8Array => {
  if (frame[12] === 8 && frame[13] === 6) {
    // Only for one address, or nothing else could be seen to fail.
    return frame[31] === 20 ? flipped(frame, 30) : frame;
  }
  if (frame[23] === ICMP) return inIcmp(frame);
  if (frame[23] === TCP) return inTcp(frame);
  return frame[23] === UDP ? flipped(frame, TRANSPORT + 6) : frame;
};

await runLyingBridge(spoiled);
