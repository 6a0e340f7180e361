import type { FindingWords } from './finding-words.ts';

const TEXT = 'Look at the signs beside the bytes, behind the last header.';

/** Findings about what can be read on a wire. */
export const FOES_FINDINGS = {
  'tap/card-is-far-host': {
    happened: 'No card of {given} is on this wire, so the frame cannot be for it.',
    why: 'A frame goes from one card to the next. The far host stands in the packet inside, and each router makes a new frame.',
    look: 'Compare the destination of the frame with the cards on this LAN.',
  },
  'tap/other-card': {
    happened: 'The first six bytes name another card than that of {given}.',
    why: 'A frame begins with the hardware address of the card that shall take it; all ones means everybody.',
    look: 'Compare the destination of the frame with the cards on this LAN.',
  },
  'tap/router-answers': {
    happened: '{given} passes the SYN on and does not answer it.',
    why: 'Routers forward packets. They do not look into segments and take no part in the handshake.',
    look: 'Look at the destination address of the packet.',
  },
  'tap/host-is-next-card': {
    happened: '{given} carries the packet, but it is not for it.',
    why: 'The destination of the packet stays the same on the whole way; only the frame around it changes.',
    look: 'Look at the destination address of the packet.',
  },
  'tap/other-host': {
    happened: 'The packet does not say {given}.',
    why: 'Four bytes of the header name the host that it is for.',
    look: 'Look at the destination address of the packet.',
  },
  'tap/tcp-hides': {
    happened: 'TCP was thought to hide the message, and it does not.',
    why: 'TCP sees that all bytes arrive, in order and undamaged. It keeps nothing secret; that takes encryption on top of it.',
    look: TEXT,
  },
  'tap/clear-is-sealed': {
    happened: 'The message was taken for encrypted, and its words stand there for everybody.',
    why: 'What is not encrypted can be read on every wire that it crosses.',
    look: TEXT,
  },
  'tap/sealed-is-clear': {
    happened: 'Nobody without the key can read that message.',
    why: 'TLS encrypts what the programs say. Lengths, addresses and ports stay in sight.',
    look: TEXT,
  },
  'tap/nothing-inside': {
    happened: 'There is no message in this segment that could be read or hidden.',
    why: 'Opening, acknowledging and closing a connection takes segments of their own, without a message.',
    look: 'Look at the length of the packet, and how much of it the headers take.',
  },
  'tap/missed': {
    happened: 'There is another thing to be read in it.',
    why: 'Some messages are plain text, some are encrypted, and the first message of TLS names the server in the clear.',
    look: TEXT,
  },
  'tap/asked-other': {
    happened: 'The frame does not ask for {given}.',
    why: 'What is asked for stands in the message as it is: a name in labels, a path behind GET, an address in four bytes.',
    look: TEXT,
  },
  'tap/damage-is-attack': {
    happened: 'An attack was suspected, and the sum does not speak for one.',
    why: 'Whoever changes a frame on purpose works its sums out anew. A sum that does not fit means noise on the wire, or a device that forgot to work it out.',
    look: 'Look which of the sums does not fit: that of the frame or that of the packet.',
  },
  'tap/damage-other': {
    happened: 'The sums tell another story.',
    why: 'The frame check is made anew on each wire, so it fails for what happened on this one. The sum of the packet header fails for what a device did before.',
    look: 'Look which of the sums does not fit: that of the frame or that of the packet.',
  },
  'tap/piece-is-whole': {
    happened: 'The segment was taken for a whole message, and it holds a part of one.',
    why: 'TCP cuts a stream of bytes where segments are full, wherever messages begin and end. What is cut may even take different ways.',
    look: 'Compare the length that the message promises with what is here.',
  },
  'tap/whole-is-piece': {
    happened: 'A message begins and ends in this segment.',
    why: 'A message is cut only where it does not fit into one segment.',
    look: 'Compare the length that the message promises with what is here.',
  },
  'tap/network-repeats': {
    happened: 'Nobody below the program keeps a copy to say it again: {given} was named.',
    why: 'UDP sends and forgets, and routers pass on what they get. Who needs an answer and gets none asks again.',
    look: 'Look at the protocol number, and who is waiting for something.',
  },
  'tap/other-repeats': {
    happened: 'Somebody else says it again.',
    why: 'TCP repeats what is not acknowledged. Over UDP the program has to see to it.',
    look: 'Look at the protocol number of the packet.',
  },
} as const satisfies Readonly<Record<string, FindingWords>>;
