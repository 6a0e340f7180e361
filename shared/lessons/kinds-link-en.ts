const WRAP = {
  title: 'A packet to put into a frame',
  question: 'Which card on this LAN shall take the frame?',
  sentence: 'The next hop is {nextHop}, so this frame goes to the card ___ on this LAN.',
} as const;

const ARRIVED = {
  title: 'A frame from the wire',
  question: 'Is it whole, is it for you, and who above shall get it?',
  sentence: 'My card is {ownMac}. I take this frame and hand it to ___, or I drop it and say why.',
} as const;

const ASKED = {
  title: 'A question for an address',
  question: 'Do you answer, and with which hardware address?',
  sentence: '{asker} asks who has {asked}. I answer with the card ___, or I stay silent.',
} as const;

const HEARD = {
  title: 'A wave from the wire',
  question: 'Which byte is it?',
  sentence: 'Byte {byteIndex} of the frame, as it came over the wire, is ___.',
} as const;

/** Kinds of the data link and the physical layer. */
export const LINK_KINDS = {
  'frame/to-gateway': { ...WRAP, name: 'A frame to the gateway' },
  'frame/to-neighbour': { ...WRAP, name: 'A frame to a neighbour' },
  'frame/for-all': { ...WRAP, name: 'A frame for everybody' },
  'frame/onward': {
    title: 'A packet to put into a new frame',
    question: 'Which card is the sender of this new frame?',
    sentence: 'The packet goes on by {interface}; the sender of this frame is the card ___.',
    name: 'A new frame at a router',
  },
  'frame/mine': { ...ARRIVED, name: 'A frame for me' },
  'frame/carries-arp': { ...ARRIVED, name: 'A frame that carries ARP' },
  'frame/not-mine': { ...ARRIVED, name: 'A frame for somebody else' },
  'frame/bad-check': { ...ARRIVED, name: 'A damaged frame' },
  'arp/ask': {
    title: 'A hardware address is missing',
    question: 'Whose hardware address do you ask for?',
    sentence: 'The packet waits for {nextHop}. Everybody here hears my question: who has ___?',
    name: 'Ask ARP',
  },
  'arp/answer': { ...ASKED, name: 'Answer an ARP question' },
  'arp/not-me': { ...ASKED, name: 'An ARP question for somebody else' },
  'arp/learn': {
    title: 'An answer to an ARP question',
    question: 'Which hardware address do you write into your table?',
    sentence: 'The one who answered has the card ___.',
    name: 'Learn from an ARP answer',
  },
  'bits/send': {
    title: 'A byte to put on the wire',
    question: 'Which wave carries this byte?',
    sentence: 'Byte {byteIndex} of the frame is {byte}; its wave on the wire is ___.',
    name: 'Send a byte as a wave',
  },
  'bits/hear': { ...HEARD, name: 'Read a byte from its wave' },
  'bits/noise': { ...HEARD, name: 'Notice noise on the wire' },
} as const;
