import { impLeader } from '../protocols/imp.ts';
import { ipv4 } from '../protocols/ipv4.ts';
import { ipx } from '../protocols/ipx.ts';
import { lapb, lapbInformation } from '../protocols/lapb.ts';
import type { Explainable } from '../protocols/protocol.ts';
import { pup } from '../protocols/pup.ts';
import { x25Call } from '../protocols/x25.ts';

/** A way to join computers, and one packet of it as it would be on the wire. */
export interface OldStack {
  readonly name: string;
  readonly year: string;
  readonly maker: string;
  readonly addresses: string;
  readonly fate: string;
  /** RFC or document that says how it is written. */
  readonly source: string;
  readonly example: string;
  readonly protocol: Explainable;
  readonly bytes: Uint8Array;
}

const hello = (): Uint8Array => Uint8Array.of(0x68, 0x65, 0x6c, 0x6c, 0x6f, 0x21);

/** What is used today, to hold the old ones against. */
export const TODAY: OldStack = {
  name: 'IPv4',
  year: '1981',
  maker: 'many, for DARPA',
  addresses: 'A number for each interface, 32 bits; its front names the network.',
  fate: 'It carries most of the Internet still, next to IPv6.',
  source: 'RFC 791',
  example: 'A packet from 192.0.2.10 to 198.51.100.7.',
  protocol: ipv4,
  bytes: ipv4.encode(
    { timeToLive: 64, protocol: 253, source: 0xc000020a, destination: 0xc6336407 },
    hello(),
  ),
};

/** The four old stacks of the course, oldest first. */
export const OLD_STACKS: readonly OldStack[] = [
  {
    name: 'ARPANET, IMP leader',
    year: '1969',
    maker: 'Bolt Beranek and Newman, for ARPA',
    addresses: 'A packet switch (6 bits) and one of four computers at it (2 bits).',
    fate: 'Too small at 63 switches, it grew to 96 bits. On 1 January 1983 its hosts changed to TCP/IP.',
    source: 'BBN Report 1822',
    example: 'A message to host 1 at IMP 2, on link 5.',
    protocol: impLeader,
    bytes: impLeader.encode({ host: 1, imp: 2, link: 5 }, hello()),
  },
  {
    name: 'Pup',
    year: 'about 1974',
    maker: 'Xerox PARC',
    addresses: 'A network (8 bits), a machine on it (8 bits), a socket in it (32 bits).',
    fate: 'Xerox made XNS of it. Its EtherType 0x0200 looks like a length today, so it got 0x0a00.',
    source: 'Xerox PARC CSL-79-10',
    example: 'A packet from machine 5 to machine 9 of network 3.',
    protocol: pup,
    bytes: pup.encode(
      {
        type: 1,
        identifier: 1,
        destinationNetwork: 3,
        destinationHost: 9,
        destinationSocket: 5,
        sourceNetwork: 3,
        sourceHost: 5,
        sourceSocket: 0x1234,
      },
      hello(),
    ),
  },
  {
    name: 'X.25 over LAPB',
    year: '1976',
    maker: 'telephone administrations, in the CCITT',
    addresses:
      'A number of up to 15 decimal digits, dialled once; then a channel number of the line.',
    fate: 'Banks and card terminals used it for decades; frame relay and IP took its place.',
    source: 'ITU-T X.25',
    example: 'A call from number 4321 to number 12345.',
    protocol: lapb,
    bytes: lapbInformation.encode(
      {},
      x25Call.encode({
        channel: 1,
        callingLength: 4,
        calledLength: 5,
        addresses: Uint8Array.of(0x12, 0x34, 0x54, 0x32, 0x10, 0),
      }),
    ),
  },
  {
    name: 'IPX',
    year: '1983',
    maker: 'Novell, after XNS of Xerox',
    addresses: 'A cable (32 bits), the hardware address of a card (48 bits), a socket (16 bits).',
    fate: 'It served offices and games in the nineties; NetWare 5 of 1998 could do without it.',
    source: 'Novell IPX Router Specification',
    example: 'A question to all stations of the own cable: which routes are there?',
    protocol: ipx,
    bytes: ipx.encode(
      {
        packetType: 1,
        destinationNode: 0xffffffffffff,
        destinationSocket: 0x0453,
        sourceNode: 0x02000000000a,
        sourceSocket: 0x0453,
      },
      Uint8Array.of(0, 1, 255, 255, 255, 255, 255, 255, 255, 255),
    ),
  },
];
