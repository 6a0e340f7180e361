/** Kinds of IPv6: automata decide them, so they are only looked at. */
export const IPV6_KINDS = {
  'ipv6/wrap': {
    title: 'Something to put into an IPv6 packet',
    question: 'Which neighbour gets it next?',
    sentence: 'To reach {destination} the packet goes next to ___.',
    name: 'Put something into an IPv6 packet',
  },
  'ipv6/unwrap': {
    title: 'An IPv6 packet from below',
    question: 'Is it for you, and who above shall get it?',
    sentence: 'What came in by {interface} goes to ___.',
    name: 'Take an IPv6 packet',
  },
  'ipv6/forward': {
    title: 'An IPv6 packet to pass on',
    question: 'Which neighbour gets it next, and with how many hops left?',
    sentence: 'What came in by {interface} goes next to ___.',
    name: 'Pass on an IPv6 packet',
  },
  'ipv6/frame': {
    title: 'An IPv6 packet to put into a frame',
    question: 'Which card is the frame for?',
    sentence: 'The frame for {nextHop} is addressed to ___.',
    name: 'Put an IPv6 packet into a frame',
  },
  'icmpv6/compose': {
    title: 'A message of ICMPv6',
    question: 'What does it say?',
    sentence: 'I tell {destination} that ___.',
    name: 'Speak ICMPv6',
  },
  'icmpv6/read': {
    title: 'A message of ICMPv6 for you',
    question: 'What does it tell you, or what does it ask?',
    sentence: 'The message from {source} says ___.',
    name: 'Listen to ICMPv6',
  },
} as const;
