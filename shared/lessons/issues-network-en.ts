import type { NETWORK_ISSUES } from '../protocols/issue-codes/network.ts';
import type { WordsFor } from './issue-words.ts';

/** Objections to packets and to what reports about them. */
export const NETWORK_ISSUE_WORDS: WordsFor<typeof NETWORK_ISSUES> = {
  'ipv4/bad-version': {
    means:
      'The packet says that it is of another version, so the fields behind are other ones too.',
    look: 'Look at the first half byte, and at the EtherType of the frame around it.',
  },
  'ipv4/short-header-length': {
    means: 'The header claims to be shorter than its own fixed part of five words.',
    look: 'Look at the second half byte: it counts words of four bytes.',
  },
  'ipv4/total-length-too-long': {
    means: 'The packet claims more bytes than have come.',
    look: 'Compare the total length with the bytes that are there.',
  },
  'ipv4/total-length-too-short': {
    means: 'The packet claims to end inside its own header.',
    look: 'Compare the total length with the header length.',
  },
  'ipv4/reserved-flag-set': {
    means: 'The first flag has no meaning and is always 0.',
    look: 'Look at the three bits before the fragment offset.',
  },
  'ipv4/time-to-live-zero': {
    means: 'A packet with no hops left is dropped by the router that took the last one.',
    look: 'Look at the time to live.',
  },
  'ipv4/bad-checksum': {
    means: 'The sum over the header does not come out even: a field was changed, but not the sum.',
    look: 'Whoever changes a field of this header works out the sum anew.',
  },
  'ipv4/bad-option-length': {
    means: 'An option claims a length that leads out of the header, or none at all.',
    look: 'Look at the second byte of each option.',
  },
  'ipv4/group-source': {
    means: 'The source is an address that nobody can own: a group or everybody.',
    look: 'Look at the first byte of the source address.',
  },
  'icmp/bad-checksum': {
    means: 'The sum over the message does not come out even.',
    look: 'The sum covers the whole message, data included.',
  },
  'icmp/unknown-type': {
    means: 'The type is none that this course knows, so the rest is left as bytes.',
    look: 'Look at the first byte of the message.',
  },
};
