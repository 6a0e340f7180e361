import type { FindingWords } from './finding-words.ts';

const LIST = 'Read the list from the top, and hold every part of a line against the packet.';
const FLOWS =
  'Look at the table of conversations: is there one with these two ends, either way round?';

/** Findings at a boundary device. */
export const BOUNDARY_FINDINGS = {
  'boundary/answer-refused': {
    happened: 'The question was let out, and its answer ended here. Whoever asked still waits.',
    why: 'A way there is not a way back. The device keeps a table of what it let through, so that answers pass without a line of their own.',
    look: FLOWS,
  },
  'boundary/answer-needs-no-line': {
    happened: '{given} does not speak of this packet.',
    why: 'What belongs to a conversation that was let through passes by the table. The list is for what begins a new one.',
    look: FLOWS,
  },
  'boundary/no-answer': {
    happened: 'The packet passed as an answer, and nobody here had asked.',
    why: 'Only the table tells an answer from a question: both ends have to stand in it, turned round.',
    look: FLOWS,
  },
  'boundary/line-too': {
    happened: 'The line would let it pass as well.',
    why: 'The table comes first: what belongs to a known conversation is not held against the list any more.',
    look: FLOWS,
  },
  'boundary/line-overlooked': {
    happened: 'A line of the list speaks of this packet.',
    why: 'The end of the list counts only where no line fits before it.',
    look: LIST,
  },
  'boundary/later-line': {
    happened: 'That line fits, but another one decided before it was read.',
    why: 'The list is read from the top, and the first line that fits decides. What follows is not looked at.',
    look: LIST,
  },
  'boundary/protocol-is-port': {
    happened:
      'The line speaks of an IP protocol of that number, and this packet carries another one.',
    why: 'The protocol number stands in the IP header and names TCP, UDP or ICMP. Ports stand one header further in, and name programs.',
    look: 'Hold the protocol field of the packet against the protocol column, and the port against the port column.',
  },
  'boundary/usual-port': {
    happened: 'The line permits the usual port, and this packet goes to another one.',
    why: 'A port is only a number that a program chose. The line has to name the port on which the service really listens.',
    look: 'Hold the destination port against the port column of each line.',
  },
  'boundary/other-port': {
    happened: 'The line is about another port of the same host.',
    why: 'Each part of a line has to agree, the port too.',
    look: 'Hold the destination port against the port column of each line.',
  },
  'boundary/other-direction': {
    happened: 'The line is about packets that go the other way.',
    why: 'In and out are two lists in one: what may leave may not for that reason come in.',
    look: 'Look at the side from which the packet comes.',
  },
  'boundary/line-misread': {
    happened: 'The line does not agree with the packet in every part.',
    why: 'Direction, protocol, both addresses and the port all have to fit.',
    look: LIST,
  },
  'boundary/service-refused': {
    happened: 'A service that is needed could not be reached: its port is not the usual one.',
    why: 'The list names what has to work by its real port. Whether the number is well known does not count.',
    look: LIST,
  },
  'boundary/permitted-refused': {
    happened: 'Something that a line permits ended here.',
    why: 'What is on the list has to pass, or somebody’s work stands still.',
    look: LIST,
  },
  'boundary/source-trusted': {
    happened: 'A packet from outside came in, because it says that it is from inside.',
    why: 'Whoever sends a packet writes its source, and no router on the way proves it. Here it can be seen: that address lives on the other side.',
    look: 'Hold the source address against your routes: by which interface should it come?',
  },
  'boundary/port-by-habit': {
    happened: 'A packet came in to a port that nobody needs.',
    why: 'The service of this host listens elsewhere. A usual port is not a reason: only a line of the list is.',
    look: 'Hold the destination port against the port column of each line.',
  },
  'boundary/let-through': {
    happened: 'Something passed that no line permits.',
    why: 'What is not on the list ends at the boundary. Each open way is a way in for others too.',
    look: LIST,
  },
  'boundary/kept-silent': {
    happened: 'The sender learns nothing, and will try again.',
    why: 'This device is set to tell. Silence works too: it costs the sender time, and tells a stranger less.',
    look: 'Look at how this device refuses.',
  },
  'boundary/told': {
    happened: 'The sender was told, and knows now that there is a boundary.',
    why: 'This device is set to refuse in silence. A message works too: it saves the sender the waiting.',
    look: 'Look at how this device refuses.',
  },
  'boundary/wrong-reason': {
    happened: 'The packet does end here, but for another reason.',
    why: 'Either a line denies it, or no line speaks of it, or it belongs to a connection that was never opened.',
    look: LIST,
  },
} as const satisfies Readonly<Record<string, FindingWords>>;
