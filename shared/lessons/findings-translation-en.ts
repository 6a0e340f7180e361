import type { FindingWords } from './finding-words.ts';

const TABLE = 'Look at the table of translations: protocol, who is inside, and the port outside.';
const WRITTEN = 'Ask of every checksum in the packet whether what it covers has changed.';

/** Findings at an address translator. */
export const TRANSLATION_FINDINGS_WORDS = {
  'nat/source-kept': {
    happened:
      'The packet left with an address that only this side knows. It may arrive, but no answer will.',
    why: 'Private addresses are used in many networks at once, so no router outside has a route to them. The shared address is the one that answers can find.',
    look: 'Ask whom the far host would answer, and which router knows a way there.',
  },
  'nat/source-inner': {
    happened: 'The packet left with the address of the inner side of this device.',
    why: 'That one is as private as the hosts behind it. Outside, only the address on the outer side is known.',
    look: 'Compare your two interfaces: which one faces the street?',
  },
  'nat/source-other': {
    happened: 'The answer to this packet will go to somebody else.',
    why: 'Whoever stands in the source gets the answer. A translator puts its own outside address there, so that the answer comes back to it.',
    look: 'Look at your interfaces.',
  },
  'nat/far-end-rewritten': {
    happened: 'The host at the other end of the conversation got another address.',
    why: 'A translator changes one end of a packet, the one that lies inside. The other end names a host outside, and that has to stay what it is. A router that only forwards changes neither.',
    look: 'Which of the two addresses belongs to somebody behind you?',
  },
  'nat/port-taken': {
    happened: 'Two conversations share one port now: their answers cannot be told apart.',
    why: 'All who are inside share one address. The port is all that tells them apart, so each gets one of its own.',
    look: TABLE,
  },
  'nat/port-zero': {
    happened: 'Nobody can answer to port 0.',
    why: 'Port 0 is reserved and names no program.',
    look: 'Any port that the table does not list will do.',
  },
  'nat/port-low': {
    happened: 'It works, but the port is one of those kept for services.',
    why: 'A host that chose a high port should be seen with a high one: the low ones are for programs that wait.',
    look: 'Compare it with the port that the host inside chose.',
  },
  'nat/port-is-protocol': {
    happened: 'That is the number of the protocol in the IP header.',
    why: 'The protocol number says what the packet carries. The port tells the conversations of one address apart: that is another number in another header.',
    look: 'Look for a port that nobody in the table has.',
  },
  'nat/port-is-service': {
    happened: 'The port of the service far away now stands for the host in here.',
    why: 'Each end of a conversation has a port of its own. The one that the service waits on stays with the service; this end needs one that is free here.',
    look: TABLE,
  },
  'nat/mapping-changed': {
    happened:
      'The conversation goes on under another port, and the far host takes it for a stranger.',
    why: 'As long as a row is alive, all that this host sends from this port leaves under the same outside port.',
    look: TABLE,
  },
  'nat/transport-sum-kept': {
    happened: 'The far end adds up the bytes, finds that they do not fit, and drops the packet.',
    why: 'The checksum of TCP and UDP covers the ports, and both IP addresses as well. Whoever changes them has to bring it up to date. That it stands in the header of another layer is no excuse: a translator is the exception that writes there.',
    look: WRITTEN,
  },
  'nat/port-not-written': {
    happened: 'The packet carries the old number, and its row says another one.',
    why: 'The port stands in the header behind the IP header. A translator has to write there too.',
    look: 'Compare the number in the packet with the one in the table.',
  },
  'nat/quote-kept': {
    happened: 'The host got news about a packet that it never sent, and ignored it.',
    why: 'An error message quotes the packet that it is about, as it was outside. The host inside knows that packet by its own address and port: the quote has to be turned back too.',
    look: 'Look at the start of the quoted packet: whose address is its source?',
  },
  'nat/header-sum-kept': {
    happened:
      'The next device adds up the header, finds that it does not fit, and drops the packet.',
    why: 'An address in the header has changed, so the sum over the header has too.',
    look: 'Take the difference of the old and the new words, and carry it over into the sum.',
  },
  'nat/header-sum-wrong': {
    happened:
      'The next device adds up the header, finds that it does not fit, and drops the packet.',
    why: 'The header checksum is the complement of the sum of all its words, in sixteen bits with the carry brought round.',
    look: 'Only the words of one address are different from before.',
  },
  'nat/not-turned-back': {
    happened: 'The answer ended at this device: it still bears the shared address.',
    why: 'The shared address belongs to the device. Who is meant stands in the table, behind the port.',
    look: TABLE,
  },
  'nat/wrong-host': {
    happened: 'The packet went to a host that has nothing to do with it.',
    why: 'Only the row with this protocol and this outside port says who is meant.',
    look: TABLE,
  },
  'nat/inside-port-wrong': {
    happened: 'The host got a packet for a port on which it expects nothing.',
    why: 'The row says under which port the host inside speaks. The two ports are often equal, and need not be.',
    look: TABLE,
  },
  'nat/host-by-service': {
    happened: 'A stranger was let in to a program that nobody outside was told of.',
    why: 'A port number does not choose a host. Behind a shared address only a row of the table does, and rows are made by those who are inside.',
    look: 'Is there a row for this port?',
  },
  'nat/let-in': {
    happened: 'Something passed that belongs to no conversation of the table.',
    why: 'Without a row nobody knows who is meant. It may be a stranger who tries ports, or an answer that is far too late.',
    look: TABLE,
  },
  'nat/row-too-old': {
    happened:
      'The packet passed by a row that is not valid any more. The port may belong to another host by now.',
    why: 'A row that nobody used for long enough is given up: for UDP after minutes, for TCP after hours. What comes later finds nobody.',
    look: 'Look at the age of the row.',
  },
  'nat/told': {
    happened: 'The stranger knows now that somebody is there.',
    why: 'It works: nobody inside is touched. Most translators stay silent, because a message helps those who try ports.',
    look: 'Who learns something from an answer?',
  },
  'nat/told-at-once': {
    happened:
      'The stranger was told at once, and an honest partner that was a moment early gives up.',
    why: 'Two hosts may begin a connection to each other at the same time. The first segment from outside then comes before the row is made, and silence lets it be sent again.',
    look: 'What happens to a first segment that is just dropped?',
  },
  'nat/not-to-answer': {
    happened: 'The sender was told that nobody is there, though somebody is.',
    why: 'A message like that is for packets that cannot go on. This one can.',
    look: TABLE,
  },
  'nat/answer-dropped': {
    happened: 'The question was let out, and what came back ended here.',
    why: 'The way out does not bring its way back with it: the table does. It lists this port, so somebody waits for this packet.',
    look: TABLE,
  },
  'nat/outward-dropped': {
    happened: 'A host inside cannot reach the world.',
    why: 'What comes from inside may open a row of its own. There is a free port for it.',
    look: TABLE,
  },
  'nat/took-damaged': {
    happened: 'A damaged header was carried on: nobody knows whether its addresses are right.',
    why: 'The sum over the header did not fit when the packet came. Correcting it for the change keeps the damage and hides the place.',
    look: 'Add up the header as it came.',
  },
  'nat/wrong-reason': {
    happened: 'The packet does end here, but for another reason.',
    why: 'Either its header is damaged, or there is no valid row for its port. A translator has no list of what is permitted.',
    look: TABLE,
  },
} as const satisfies Readonly<Record<string, FindingWords>>;
