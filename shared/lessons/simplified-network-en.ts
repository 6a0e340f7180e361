import type { SimplifiedLayer } from './simplified-words.ts';

/** From the wire up to transport. */
export const SIMPLIFIED_NETWORK: readonly SimplifiedLayer[] = [
  {
    layer: 'Wire and link',
    protocols: [
      {
        name: 'Line codes',
        rfc: 'IEEE 802.3',
        judges: ['sigrok, bit by bit: Manchester, differential Manchester, NRZ'],
        leftOut: [
          'A player codes one marked byte of a frame; the rest of the frame is coded by the card.',
          'Voltages, clock recovery and scrambling are not simulated.',
        ],
      },
      {
        name: 'Ethernet, tags, LLC and SNAP',
        rfc: 'IEEE 802.3, 802.1Q, 802.2',
        judges: ['tshark, field by field', 'the Linux kernel through a TAP device'],
        leftOut: [
          'Every link is full duplex: no collisions, no pause frames.',
          'Hosts of the game send Ethernet II; tags and LLC are read and written, but no switch here uses them.',
        ],
      },
      {
        name: 'IMP leaders, Pup, X.25 over LAPB, IPX',
        rfc: 'BBN Report 1822, RFC 704, Xerox PARC CSL-79-10, ITU-T X.25',
        judges: ['tshark, for IPX, LAPB and X.25'],
        leftOut: [
          'Formats only: no machine of the game speaks them.',
          'Nobody but our own tests held IMP leaders and Pup against anything.',
          'X.25 counts to 7, not to 127; addresses and facilities of a call are bytes; LAPB has no check sequence.',
          'An odd byte of data in a Pup is not padded.',
        ],
      },
      {
        name: 'Switches',
        rfc: 'IEEE 802.1Q',
        judges: ['No outside program: a table of the station, and its frames under tshark'],
        leftOut: [
          'No VLANs, no spanning tree: cables between switches must form no ring.',
          'A full table keeps what it has; a person at the switch may give up the oldest row instead.',
        ],
      },
      {
        name: 'ARP',
        rfc: 'RFC 826',
        judges: ['tshark, field by field', 'arping and the Linux kernel'],
        leftOut: [
          'No gratuitous ARP; only a DHCP client that is told to asks whether somebody has its address: three times, a second apart, without the random waits of RFC 5227, and it does not watch for a conflict later.',
        ],
      },
    ],
  },
  {
    layer: 'Network',
    protocols: [
      {
        name: 'IPv4 and ICMP',
        rfc: 'RFC 791, RFC 792',
        judges: [
          'tshark, field by field',
          'ping and traceroute of Linux, through two simulated routers',
        ],
        leftOut: [
          'Options are shown and carried, but no router acts on them.',
          'Extensions of ICMP messages (RFC 4884) are not taken apart.',
        ],
      },
      {
        name: 'Fragments and path MTU',
        rfc: 'RFC 791, RFC 1191, RFC 8200, RFC 8201',
        judges: [
          'tshark, on recorded and on simulated fragments',
          'ping of Linux, with 4000 bytes over IPv6',
        ],
        leftOut: [
          'Pieces that overlap are refused instead of laid over each other.',
          'An echo request over IPv4 does not learn the path MTU.',
        ],
      },
      {
        name: 'IPv6, ICMPv6 and neighbour discovery',
        rfc: 'RFC 8200, RFC 4443, RFC 4861, RFC 4862',
        judges: [
          'tshark, field by field and on simulated links',
          'the Linux kernel takes its address from our router; its ping, traceroute and curl go through a TAP device',
        ],
        leftOut: [
          'Automata speak it; the stations of people are of IPv4 only.',
          'Given addresses are not asked for first; only those that a router tells of.',
          'No redirects, no DHCPv6, no multicast listener reports: switches flood every group.',
          'Nothing of IPv6 passes a boundary filter or an address translator.',
          'Authentication, encryption and multicast listener messages are shown as bytes.',
        ],
      },
      {
        name: 'Address translation and boundary filter',
        rfc: 'RFC 3022, RFC 4787, RFC 5382, RFC 5508',
        judges: ['tshark on every link of the scenarios'],
        leftOut: [
          'No hairpinning; the table of mappings has no limit, and nobody inside can keep a port open for strangers.',
          'An echo reply or news of a packet that no mapping knows is for the device itself.',
          'Conversations are forgotten by age alone.',
          'A line is written for a wish and taken back when the same wish comes anew; people add one line at a time and move none.',
        ],
      },
    ],
  },
  {
    layer: 'Transport',
    protocols: [
      {
        name: 'UDP',
        rfc: 'RFC 768',
        judges: ['tshark, field by field', 'dig and the Linux kernel'],
        leftOut: [],
      },
      {
        name: 'TCP',
        rfc: 'RFC 9293',
        judges: [
          'tshark: whole conversations without a complaint',
          'curl and wget through a TAP device',
        ],
        leftOut: [
          'Missions use plain TCP unless they say otherwise: no congestion control, SACK, scaling or timestamps.',
          'No urgent data, no Fast Open, no ECN, no rescue retransmission (RFC 6675 rule 4).',
          'A new SYN in TIME-WAIT is not accepted early.',
        ],
      },
    ],
  },
];
