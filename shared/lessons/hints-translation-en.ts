const OUT = {
  look: 'Look in the table of translations for the host and port that sent this, and at the ports outside that are taken.',
  rule: 'What has a row keeps the port of that row. What has none gets a port that no row of this protocol has; its own will do if it is free.',
  sibling:
    '{siblingHost} port {siblingPort} had no row, and port {siblingPort} was free outside: it left under that number, and its second packet too.',
} as const;

const IN = {
  look: 'Look for the protocol and the port (or the identifier) in the table of translations, and at the age of the row.',
  rule: 'A valid row says who is meant. Without one nobody inside is: the packet ends here, in silence.',
  sibling:
    'A row said {siblingHost} port {siblingPort}, outside port 40001: a segment to port 40001 went to {siblingHost}, one to port 40003 ended.',
} as const;

const WRITTEN = {
  look: 'List what has changed, and ask which checksums cover it.',
  rule: 'The header checksum covers the addresses. The checksum of TCP and UDP covers the ports and, by the pseudo header, the addresses too; that of ICMP covers the identifier and all that the message quotes.',
  sibling:
    'In a datagram that left as 198.51.100.9 instead of {siblingHost}, the header checksum and the one of UDP were new, and all the rest was as before.',
} as const;

/** Hints for address translators. */
export const TRANSLATION_HINTS = {
  'nat/new-flow': OUT,
  'nat/known-flow': OUT,
  'nat/echo': IN,
  'nat/source': {
    look: 'Look at your interfaces: which address is known outside?',
    rule: 'Everybody inside leaves under the one address on the outer side.',
    sibling: '{siblingHost} and two others left as 198.51.100.9, each with a port of its own.',
  },
  'nat/far-end': {
    look: 'Which of the two addresses belongs to somebody outside?',
    rule: 'Only the end that lies inside is written anew. The host outside keeps its address, both ways.',
    sibling:
      'A packet from {siblingHost} to {siblingFar} left as 198.51.100.9 to {siblingFar}; the answer came from {siblingFar} and still said so inside.',
  },
  'nat/sums': WRITTEN,
  'nat/header-sum': {
    look: 'Only the two words of one address are new.',
    rule: 'Take the complement of the old sum, subtract the old words, add the new ones, bring the carries round, and take the complement again.',
    sibling:
      'A sum of dd2f, with a word 5555 that became 3285: the complement 22d0, less 5555, plus 3285, gives ffff after the carry; its complement is 0000.',
  },
  'nat/inside': IN,
  'nat/unasked': IN,
  'nat/too-old': IN,
  'nat/damaged': IN,
  'nat/inside-port': {
    look: 'Look at the row of this port: which number stands on its inner side?',
    rule: 'The host expects its answer on the port that it chose itself.',
    sibling:
      'A row said {siblingHost} port {siblingPort}, outside port 40001: the answer to 40001 went in to port {siblingPort}.',
  },
  'nat/news': {
    look: 'The message is about a packet that left: read its source port, and look for that in the table.',
    rule: 'News goes to whoever sent the packet that it quotes, not to a port of its own: it has none.',
    sibling:
      'News about a segment from 198.51.100.9 port 40001 went to {siblingHost}, whose row had the outside port 40001.',
  },
  'nat/quote': {
    look: 'Look at what the message quotes: under whose address did that packet travel?',
    rule: 'The quoted packet is turned back to what it was inside: address, port and their checksums. Then the checksum of the message follows, and the address outside it.',
    sibling:
      'News that quoted 198.51.100.9 port 40001 went in quoting {siblingHost} port {siblingPort}.',
  },
} as const;
