const FRAME_OUT = {
  look: 'The next hop came with the packet: {nextHop}. Look it up in your ARP table.',
  rule: 'A frame goes to one card on this LAN: the card of the next hop. How far the packet still has to go does not matter here.',
  sibling:
    'A packet for {siblingFar} has the next hop {siblingGateway}. The frame goes to the card that the ARP table names beside {siblingGateway}.',
} as const;

const FRAME_IN = {
  look: 'Look at the check sequence, then at the destination, then at the EtherType. Your own card is in the table of interfaces.',
  rule: 'A card takes what is whole and names it, or everybody. The EtherType names the protocol that gets the rest: 0x0800 is IPv4, 0x0806 is ARP.',
  sibling:
    'A frame for 02:00:5e:00:53:07 came to the card 02:00:5e:00:53:09: not for it, so it was dropped, whatever was inside.',
} as const;

const ARP_IN = {
  look: 'Look at the address that is asked for, and at the addresses of your interfaces.',
  rule: 'Only the owner of an address answers, and it answers with the card that is on this LAN. Everybody else stays silent.',
  sibling:
    'Who has {siblingGateway}? The host {siblingHost} heard it and stayed silent; {siblingGateway} answered with its own card.',
} as const;

const PACKET_OUT = {
  look: 'Look at your own address with its mask, and at the destination {destination}.',
  rule: 'Compare as many leading bits as the mask has. All the same: the destination is a neighbour and gets the packet itself. Not the same: the best route names the gateway.',
  sibling:
    'In {siblingNetwork} the host {siblingHost} is a neighbour: next hop {siblingHost}. For {siblingFar} the first 24 bits differ: next hop {siblingGateway}.',
} as const;

const PACKET_IN = {
  look: 'Look at the header checksum, then at the destination, then at the protocol.',
  rule: 'First: does the header add up? Second: is the destination one of our addresses? Third: the protocol number names who gets it. 1 is ICMP, 6 is TCP, 17 is UDP.',
  sibling:
    'A packet for {siblingHost} with protocol 89 came to {siblingHost}: it was taken, and handed to the protocol of number 89.',
} as const;

const ROUTE = {
  look: 'Look at your routes and at the destination {destination}.',
  rule: 'Every route whose prefix agrees with the destination matches. The longest one wins. Without a gateway the destination is next door; the default route has length 0 and matches all.',
  sibling:
    'For {siblingHost} both {siblingNetwork} and 0.0.0.0/0 match. The longer one wins: {siblingNetwork}.',
} as const;

const COUNT = {
  look: 'Look at the time to live as it came in, and at the header checksum.',
  rule: 'Each router takes one off, whatever the time. If nothing is left, the packet ends here and its source is told. A header that does not add up ends in silence.',
  sibling:
    'A packet came with 31 and went on with 30. One that came with 1 ended, and its source got time exceeded.',
} as const;

const ICMP_OUT = {
  look: 'Look at why this message is sent: the line above the form says it.',
  rule: 'The type says what the message is: a question for an echo, the echo, or news of a packet that ended. The code says it more closely.',
  sibling:
    'A host that was told to redirect gets type 5: each thing that can be said has one number.',
} as const;

const ICMP_IN = {
  look: 'Look at the type in the first byte, and at who sent the message: {source}.',
  rule: 'Type 8 wants an answer; 0 is the echo to our question; 11 and 3 are news, sent by the node where the packet ended, and are not answered.',
  sibling:
    'News of type 3 came from {siblingGateway}: the packet had ended there, though it was meant for {siblingFar}.',
} as const;

const ICMP_NEWS = {
  look: 'Look at which node sent this message.',
  rule: 'Whoever ends a packet sends the news from an own address: a router on the way, or the host at the end of it. The packet that it is about is quoted behind the header.',
  sibling:
    'A packet for {siblingFar} ended; the news came from {siblingGateway}, so it had ended there.',
} as const;

const WAVE = {
  look: 'Look at your line code: what a 0 and a 1 do in the middle of the bit.',
  rule: 'Each bit changes in its middle: up for 1, down for 0. The least significant bit of a byte is the first on the wire. A bit without a change is noise.',
  sibling:
    'The byte 0x01 in bits is 00000001. On the wire the 1 comes first: low high, then seven times high low.',
} as const;

/** Hints for network, data link and physical layer. */
export const NETWORK_HINTS = {
  'frame/to-gateway': FRAME_OUT,
  'frame/to-neighbour': FRAME_OUT,
  'frame/for-all': FRAME_OUT,
  'frame/onward': {
    look: 'Look at the interface by which the packet leaves: {interface}.',
    rule: 'On each LAN the frame is a new one. Its sender is the card that puts it there; the old sender stays behind on the old LAN.',
    sibling:
      'A router took a frame in by eth7 and sent a new one by eth9: source the card of eth9.',
  },
  'frame/mine': FRAME_IN,
  'frame/carries-arp': FRAME_IN,
  'frame/not-mine': FRAME_IN,
  'frame/bad-check': FRAME_IN,
  'arp/ask': {
    look: 'Look at the next hop that the network layer handed down with the packet.',
    rule: 'One asks for the card of a neighbour: the next hop. The question goes to everybody, and it ends at the edge of the LAN.',
    sibling:
      'A packet for {siblingFar} waits for its next hop {siblingGateway}. The question: who has {siblingGateway}?',
  },
  'arp/answer': ARP_IN,
  'arp/not-me': ARP_IN,
  'arp/learn': {
    look: 'Look at the sender fields of the answer.',
    rule: 'In every ARP message the sender speaks of itself: its address and its card. The target fields are about the other one.',
    sibling:
      'An answer had the sender {siblingGateway} at 02:00:5e:00:53:01. The table got the row {siblingGateway}, 02:00:5e:00:53:01.',
  },
  'packet/remote': PACKET_OUT,
  'packet/on-link': PACKET_OUT,
  'packet/for-all': PACKET_OUT,
  'packet/carries-icmp': {
    look: 'Look at what was handed to you: {protocolName}.',
    rule: 'The protocol field names what comes right behind this header, by its number in the list of protocols. Ports are in another header.',
    sibling:
      'A packet with a question for a name inside says 17, for UDP. One with a page inside says 6, for TCP.',
  },
  'packet/mine': PACKET_IN,
  'packet/mine-icmp': PACKET_IN,
  'packet/not-mine': PACKET_IN,
  'packet/bad-sum': PACKET_IN,
  'icmp/ask-echo': ICMP_OUT,
  'icmp/answer-echo': ICMP_OUT,
  'icmp/report-expired': ICMP_OUT,
  'icmp/report-unreachable': ICMP_OUT,
  'icmp/echo-asked': ICMP_IN,
  'icmp/echo-answered': ICMP_IN,
  'icmp/expired-read': ICMP_NEWS,
  'icmp/unreachable-read': ICMP_NEWS,
  'route/longest-prefix': ROUTE,
  'route/connected': ROUTE,
  'route/default': ROUTE,
  'route/none': ROUTE,
  'route/one-less': COUNT,
  'route/expired': COUNT,
  'route/bad-sum': COUNT,
  'route/addresses-stay': {
    look: 'Look at the header as it came in.',
    rule: 'A router changes the time to live and the sum. The addresses name the two ends, and an answer has to find its way to the first of them.',
    sibling:
      'A packet from {siblingHost} to {siblingFar} crossed three routers and arrived with both addresses as they were.',
  },
  'bits/send': WAVE,
  'bits/hear': WAVE,
  'bits/noise': WAVE,
} as const;
