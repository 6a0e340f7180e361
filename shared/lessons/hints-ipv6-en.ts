/** Hints for kinds of IPv6; nobody plays them yet. */
export const IPV6_HINTS = {
  'ipv6/wrap': {
    look: 'Look at the routes and the own addresses.',
    rule: 'On the own link the packet goes to its destination itself, else to the router that the longest prefix names.',
    sibling: 'A host on 2001:db8:9::/64 sent to 2001:db8:9::7 without any router.',
  },
  'ipv6/unwrap': {
    look: 'Look at the own addresses and the groups that belong to them.',
    rule: 'A host takes what is for its addresses or groups and hands it to the protocol that the last header names.',
    sibling: 'A packet for ff02::1 was taken by every node of a link.',
  },
  'ipv6/forward': {
    look: 'Look at the hop limit and the routes.',
    rule: 'A router takes one hop off and never cuts a packet: what is too big comes back as a message to its sender.',
    sibling: 'A packet of 1500 bytes met a link of 1400: its sender was told 1400.',
  },
  'ipv6/frame': {
    look: 'Look at the neighbour cache.',
    rule: 'A neighbour has a row with its card; a group has a card address made of its last four bytes.',
    sibling: 'A packet for ff02::2 left in a frame for 33:33:00:00:00:02.',
  },
  'icmpv6/compose': {
    look: 'Look at what it is about.',
    rule: 'Types up to 127 report an error, the others ask or answer.',
    sibling: 'Asked for an echo with type 128, a host answered with type 129.',
  },
  'icmpv6/read': {
    look: 'Look at the type and the hop limit.',
    rule: 'Neighbours ask and answer with the hop limit 255: what has less came through a router and is no neighbour’s.',
    sibling: 'A question for a card with the hop limit 254 was not answered.',
  },
} as const;
