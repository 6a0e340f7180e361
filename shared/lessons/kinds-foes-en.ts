const CARD = {
  title: 'A frame on the wire',
  question: 'Whose card is the frame for?',
  sentence: 'Between {wire} goes a frame for the card of ___.',
} as const;

const READABLE = {
  title: 'A message on the wire',
  question: 'How much of the message can anybody on this wire read?',
  sentence: 'Whoever reads this frame between {wire} learns of its message: ___.',
} as const;

const PART = {
  title: 'A page on the wire',
  question: 'Is that a whole message?',
  sentence: 'Of a message of HTTP this segment holds ___.',
} as const;

/** Kinds of those who read, forge and guard. */
export const FOES_KINDS = {
  'tap/next-card': { ...CARD, name: 'See whose card a frame is for' },
  'tap/far-end': {
    title: 'A packet on the wire',
    question: 'Which host is the packet for in the end?',
    sentence: 'Between {wire} goes a packet that is for ___.',
    name: 'See which host a packet is for',
  },
  'tap/who-answers': {
    title: 'A SYN on the wire',
    question: 'Who answers this SYN?',
    sentence: 'Between {wire} somebody knocks with SYN. It is answered by ___.',
    name: 'See who answers a handshake',
  },
  'tap/name-asked': {
    title: 'A question on the wire',
    question: 'Which name is asked for?',
    sentence: 'Whoever reads this frame knows that somebody wants ___.',
    name: 'Read which name is asked for',
  },
  'tap/page-asked': {
    title: 'A request on the wire',
    question: 'What is asked for?',
    sentence: 'Whoever reads this frame knows that somebody asks for ___.',
    name: 'Read which page is asked for',
  },
  'tap/resolves': {
    title: 'ARP on the wire',
    question: 'Whose hardware address is this about?',
    sentence: 'This is about the hardware address of ___.',
    name: 'Read whom ARP is about',
  },
  'tap/server-name': {
    title: 'A hello on the wire',
    question: 'Which name stands in the clear?',
    sentence: 'Two sides agree on a key. Until then one name can be read: ___.',
    name: 'Read the server name of TLS',
  },
  'tap/clear': { ...READABLE, name: 'Read a message in the clear' },
  'tap/sealed': { ...READABLE, name: 'See that a message is encrypted' },
  'tap/empty': { ...READABLE, name: 'See that there is no message' },
  'tap/whole': { ...PART, name: 'See a whole message' },
  'tap/piece': { ...PART, name: 'See a piece of a message' },
  'tap/again': {
    title: 'Something seen before',
    question: 'Who says it again?',
    sentence: 'This went by before and got no answer. It is said again by ___.',
    name: 'See who repeats something lost',
  },
  'tap/damage': {
    title: 'A sum that does not fit',
    question: 'What has happened to it?',
    sentence: 'A sum in this frame does not fit. The likely reason: ___.',
    name: 'See why a sum does not fit',
  },
} as const;
