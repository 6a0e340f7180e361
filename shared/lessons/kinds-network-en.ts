const WRAP = {
  title: 'Something to put into a packet',
  question: 'Can you reach the destination directly, or through whom?',
  sentence: 'I am {ownAddress}. To reach {destination} the packet goes next to ___.',
} as const;

const ARRIVED = {
  title: 'A packet from below',
  question: 'Is it whole, is it for you, and who above shall get it?',
  sentence: 'My address is {ownAddress}. I hand what is inside to ___, or I drop it and say why.',
} as const;

const ROUTE = {
  title: 'A packet to pass on',
  question: 'Which neighbour gets it next?',
  sentence: 'For {destination} the best signpost points to ___.',
} as const;

const COUNTED = {
  title: 'A packet to pass on',
  question: 'What becomes of its time to live?',
  sentence: 'If the packet goes on from here, its time to live is ___.',
} as const;

const COMPOSE = {
  title: 'A message of the network layer itself',
  question: 'Which type of ICMP message is it?',
} as const;

const READ = {
  title: 'An ICMP message for this host',
  question: 'What does it tell you?',
  sentence: 'This message from {source} says ___, or it wants an answer.',
} as const;

const REPORT = {
  title: 'An ICMP message for this host',
  question: 'Which node sent the news, so where did the packet end?',
  sentence: 'The packet that this message is about ended at ___.',
} as const;

/** Kinds of the network layer, of hosts and routers. */
export const NETWORK_KINDS = {
  'packet/remote': { ...WRAP, name: 'A packet to another network' },
  'packet/on-link': { ...WRAP, name: 'A packet to a neighbour' },
  'packet/for-all': { ...WRAP, name: 'A packet for everybody on the LAN' },
  'packet/carries-icmp': {
    title: 'Something to put into a packet',
    question: 'Which protocol number tells what is inside?',
    sentence: 'The packet carries {protocolName}, so its protocol field says ___.',
    name: 'A packet that carries ICMP',
  },
  'packet/mine': { ...ARRIVED, name: 'A packet for me' },
  'packet/mine-icmp': { ...ARRIVED, name: 'A packet with ICMP for me' },
  'packet/not-mine': { ...ARRIVED, name: 'A packet for somebody else' },
  'packet/bad-sum': { ...ARRIVED, name: 'A packet with a damaged header' },
  'icmp/ask-echo': {
    ...COMPOSE,
    sentence: 'The user wants to know whether {destination} answers: I send type ___.',
    name: 'Ask for an echo',
  },
  'icmp/answer-echo': {
    ...COMPOSE,
    sentence: '{destination} asked for an echo: I send type ___.',
    name: 'Answer an echo',
  },
  'icmp/report-expired': {
    ...COMPOSE,
    sentence: 'A packet of {destination} has no hop left: I send type ___.',
    name: 'Report an expired packet',
  },
  'icmp/report-unreachable': {
    ...COMPOSE,
    sentence: 'A packet of {destination} cannot be delivered: I send type ___.',
    name: 'Report an unreachable destination',
  },
  'icmp/echo-asked': { ...READ, name: 'An echo is asked for' },
  'icmp/echo-answered': { ...READ, name: 'An echo has come back' },
  'icmp/expired-read': { ...REPORT, name: 'Read that a packet expired' },
  'icmp/unreachable-read': { ...REPORT, name: 'Read that nobody could be reached' },
  'route/longest-prefix': { ...ROUTE, name: 'Find the longest prefix' },
  'route/connected': { ...ROUTE, name: 'Deliver on a connected network' },
  'route/default': { ...ROUTE, name: 'Use the default route' },
  'route/none': { ...ROUTE, name: 'No route leads there' },
  'route/one-less': { ...COUNTED, name: 'Take one off the time to live' },
  'route/expired': { ...COUNTED, name: 'A packet whose time to live runs out' },
  'route/bad-sum': { ...COUNTED, name: 'A damaged header at a router' },
  'route/addresses-stay': {
    title: 'A packet to pass on',
    question: 'Which source address does it carry when it leaves?',
    sentence: 'When the packet leaves this router, its source address is ___.',
    name: 'Leave the addresses alone',
  },
} as const;
