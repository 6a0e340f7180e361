import type { FindingWords } from './finding-words.ts';

const WISH = 'Look at the wish: which program, at which address, on which port.';
const ORDER = 'Read the list from the top as the device does, with your line in its place.';

/** Findings about a line that somebody writes at a boundary. */
export const PERMIT_FINDINGS = {
  'permit/other-direction': {
    happened: 'The line is about the other way: what was wished for still ends here.',
    why: 'A line says from which side a new conversation may begin. Whoever asks first decides the direction.',
    look: 'On which side is the host that asks first?',
  },
  'permit/protocol-is-port': {
    happened: 'The line speaks of an IP protocol of that number, and nothing carries it.',
    why: 'The protocol number names what stands behind the IP header: 6 for TCP, 17 for UDP. The port stands in that header, and names a program.',
    look: WISH,
  },
  'permit/port-is-protocol': {
    happened: 'The line names a port, and the number is that of the protocol.',
    why: 'The protocol number names TCP or UDP. The port names the program, and is another field of another header.',
    look: WISH,
  },
  'permit/other-protocol': {
    happened: 'What was wished for is carried by another protocol and still ends here.',
    why: 'TCP has the number 6, UDP 17, ICMP 1. A port of one says nothing about the same port of another.',
    look: WISH,
  },
  'permit/usual-port': {
    happened: 'The line opens the usual port, and the service is not there.',
    why: 'A program chooses its port, and the number is only a habit. The line has to name the port on which this one listens.',
    look: WISH,
  },
  'permit/other-port': {
    happened: 'The line opens a port on which nobody was wished for.',
    why: 'A line names the destination port of what begins a conversation.',
    look: WISH,
  },
  'permit/other-end': {
    happened: 'What was wished for does not fit the line: an address is not covered.',
    why: 'The source is the one who asks first, the destination the one who serves. A network covers all addresses with its first bits.',
    look: WISH,
  },
  'permit/too-wide': {
    happened: 'What was wished for passes, and something else does too.',
    why: 'Each open way is a way in for others. A line permits what is needed, for whom it is needed, and no more.',
    look: 'Which packet could pass now that nobody asked for?',
  },
  'permit/inside-source': {
    happened: 'The line lets in whoever says that he is from inside.',
    why: 'Whoever sends a packet writes its source, and nobody proves it. An address of the inside that comes from outside is a sign of forgery.',
    look: 'Where do those live who are to be let in?',
  },
  'permit/way-back-forgotten': {
    happened:
      'The question gets in, and its answer ends at the boundary. Whoever asked waits in vain.',
    why: 'A way there is not a way back. Either the device remembers what it let through, or the answers need a line of their own.',
    look: 'Follow the answer: what lets it pass?',
  },
  'permit/answers-open': {
    happened:
      'Everything from that host may leave now, whether it answers or begins something new.',
    why: 'A line cannot tell an answer from a question. A device that remembers who asked can.',
    look: 'Which packet could pass now that nobody asked for?',
  },
  'permit/never-reached': {
    happened: 'Nobody ever gets to the line: another one denies the packet before.',
    why: 'The list is read from the top, and the first line that fits decides.',
    look: ORDER,
  },
  'permit/before-denied': {
    happened: 'Something that a line below denies passes now.',
    why: 'The list is read from the top, and the first line that fits decides. Yours is met before the one that denies.',
    look: ORDER,
  },
  'permit/before-forged': {
    happened:
      'Packets with a false inside address pass now: the line that stops them comes too late.',
    why: 'Nobody proves a source on the way. The device alone can see that an inside address comes from outside, and has to look at that first.',
    look: ORDER,
  },
} as const satisfies Readonly<Record<string, FindingWords>>;
