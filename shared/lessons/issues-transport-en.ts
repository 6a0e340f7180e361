import type { TRANSPORT_ISSUES } from '../protocols/issue-codes/transport.ts';
import type { WordsFor } from './issue-words.ts';

/** Objections to datagrams and segments. */
export const TRANSPORT_ISSUE_WORDS: WordsFor<typeof TRANSPORT_ISSUES> = {
  'udp/length-too-long': {
    means: 'The datagram claims more bytes than its packet carries.',
    look: 'Compare the length with what is left of the packet.',
  },
  'udp/length-too-short': {
    means: 'The datagram claims to be shorter than its own header of eight bytes.',
    look: 'Look at the length: the header counts too.',
  },
  'udp/bad-checksum': {
    means: 'The sum does not come out even: a byte of the datagram changed, or an address did.',
    look: 'The sum covers the data and both addresses of the packet around it.',
  },
  'udp/checksum-missing': {
    means: 'Over IPv6 a datagram has a checksum, as the packet around it has none of its own.',
    look: 'Look at the checksum: a sum of 0 is written as ffff.',
  },
  'udp/destination-port-zero': {
    means: 'Port 0 belongs to no program, so nobody can take the datagram.',
    look: 'Look at the destination port.',
  },
  'tcp/short-data-offset': {
    means: 'The header claims to be shorter than its own fixed part of five words.',
    look: 'Look at the data offset: it counts words of four bytes.',
  },
  'tcp/bad-checksum': {
    means: 'The sum does not come out even: a byte of the segment changed, or an address did.',
    look: 'The sum covers the data and both addresses of the packet around it.',
  },
  'tcp/bad-option-length': {
    means:
      'An option claims a length that leads out of the header, none at all, or one that its kind cannot have.',
    look: 'Look at the second byte of each option.',
  },
  'tcp/padding-not-zero': {
    means:
      'Behind the end of the options only zeros may fill up the header, and here is something else.',
    look: 'Look at the bytes between the option of kind 0 and the end of the header.',
  },
  'tcp/port-zero': {
    means: 'Port 0 belongs to no program.',
    look: 'Look at the two ports.',
  },
  'tcp/syn-with-fin': {
    means: 'The segment opens a connection and ends it at once, which no ordinary sender does.',
    look: 'Look at the control bits.',
  },
  'tcp/syn-with-rst': {
    means: 'The segment opens a connection and breaks it off at once.',
    look: 'Look at the control bits.',
  },
  'tcp/no-flags': {
    means: 'No control bit is set; after the first SYN every segment acknowledges something.',
    look: 'Look at the control bits.',
  },
  'tcp/acknowledgment-without-ack': {
    means: 'There is an acknowledgment number, but the bit that makes it count is not set.',
    look: 'Look at the bit ACK.',
  },
  'tcp/urgent-pointer-without-urg': {
    means: 'There is an urgent pointer, but the bit that makes it count is not set.',
    look: 'Look at the bit URG.',
  },
  'tcp/reserved-bits-set': {
    means: 'Bits that have no meaning yet are set.',
    look: 'Look behind the data offset.',
  },
};
