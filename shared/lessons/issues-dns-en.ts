import type { DNS_ISSUES } from '../protocols/issue-codes/dns.ts';
import type { WordsFor } from './issue-words.ts';

/** Objections to DNS messages. */
export const DNS_ISSUE_WORDS: WordsFor<typeof DNS_ISSUES> = {
  'dns/count-too-high': {
    means: 'The header promises more entries than the message holds.',
    look: 'Compare the count with the entries that follow.',
  },
  'dns/trailing-bytes': {
    means: 'Bytes are left behind the last entry, and no count speaks of them.',
    look: 'Look at the four counts and at the end of the message.',
  },
  'dns/reserved-bit-set': {
    means: 'A bit that has no meaning yet is set.',
    look: 'Look at the flags, behind "recursion available".',
  },
  'dns/answer-in-query': {
    means: 'A question that carries answers is odd: whoever asks does not know them.',
    look: 'Look at the bit that tells query from response, and at the count of answers.',
  },
  'dns/name-pointer-loop': {
    means: 'The name points to a place from where it comes back to itself, so it never ends.',
    look: 'Follow the pointers: each has to lead further back.',
  },
  'dns/name-pointer-outside': {
    means: 'The name goes on at a place that is not in the message.',
    look: 'A pointer counts bytes from the start of the message.',
  },
  'dns/name-bad-label': {
    means: 'A label starts with two bits that mean neither a length nor a pointer.',
    look: 'Look at the first byte of the label.',
  },
  'dns/name-too-long': {
    means: 'The name is longer than the 255 bytes that a name may have.',
    look: 'Add up the labels and one byte for the length of each.',
  },
  'dns/name-overruns': {
    means: 'A label claims more bytes than are left.',
    look: 'Look at the byte in front of the label: it is its length.',
  },
  'dns/data-length-mismatch': {
    means: 'The record claims a length that its content does not have.',
    look: 'Compare the data length with what the type of record takes.',
  },
  'dns/name-empty-label': {
    means: 'Between two dots of the name there is nothing, but only the root has no letters.',
    look: 'Look for two dots in a row or a dot at the start.',
  },
  'dns/name-label-too-long': {
    means: 'One part of the name is longer than the 63 bytes that a label may have.',
    look: 'Count the bytes between two dots; letters beyond ASCII take more than one.',
  },
  'dns/opt-outside-additional': {
    means: 'The record that says what the sender can do stands in the wrong section.',
    look: 'An OPT record belongs among the additional records.',
  },
  'dns/opt-repeated': {
    means: 'The sender says twice what it can do, so nobody knows which is meant.',
    look: 'Count the OPT records: there is one at most.',
  },
  'dns/opt-with-name': {
    means: 'A record about the message itself was given the name of a host.',
    look: 'The name of an OPT record is the root: a single zero byte.',
  },
};
