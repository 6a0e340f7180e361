import type { CAPTURE_ISSUES } from '../protocols/issue-codes/capture.ts';
import type { WordsFor } from './issue-words.ts';

const LENGTHS = 'A block has its length before and behind its content.';

/** Objections to capture files. */
export const CAPTURE_ISSUE_WORDS: WordsFor<typeof CAPTURE_ISSUES> = {
  'pcapng/no-section-header': {
    means: 'The file does not begin as a capture file does.',
    look: 'Look at its first four bytes: 0a 0d 0d 0a.',
  },
  'pcapng/byte-order-magic': {
    means: 'The number by which a reader tells the order of bytes is none of the two it can be.',
    look: 'Look at the ninth byte of the section header and the three behind it.',
  },
  'pcapng/block-length': {
    means: 'A block claims a length that the file does not have or that no block can have.',
    look: LENGTHS,
  },
  'pcapng/trailing-length': {
    means: 'The length behind the block is another than the one before it.',
    look: LENGTHS,
  },
  'pcapng/block-unknown': {
    means: 'The block is of a kind that is not read here; it was left out.',
    look: 'Look at the first four bytes of the block.',
  },
  'pcapng/block-short': {
    means: 'The block is too short for what its kind always holds.',
    look: LENGTHS,
  },
  'pcapng/option-length': {
    means: 'An option claims to be longer than its block.',
    look: 'Look at the third and fourth byte of the option.',
  },
  'pcapng/packet-interface': {
    means: 'The packet names an interface that the file does not describe.',
    look: 'Count the interface descriptions before it, from 0.',
  },
  'pcapng/packet-length': {
    means: 'The packet claims more captured bytes than its block holds.',
    look: 'Compare the captured length with the length of the block.',
  },
  'pcap/no-file-header': {
    means: 'The file does not begin as a capture file does.',
    look: 'Look at its first four bytes: a1 b2 c3 d4, in one order or the other.',
  },
  'pcap/record-length': {
    means: 'A packet claims more bytes than are left of the file, so the rest cannot be read.',
    look: 'Look at the third number before the packet: it is how much of it was captured.',
  },
  'cooked/packet-type': {
    means: 'The capturing machine says of the packet something that it cannot say.',
    look: 'Look at the packet type: it counts from 0 to 4.',
  },
  'cooked/reserved': {
    means: 'A place that is kept free has something in it.',
    look: 'Look at the third and fourth byte: both are zero.',
  },
  'loopback/family': {
    means: 'The number before the packet names no kind of packet that is known.',
    look: 'Look at the first four bytes: 2 stands for IPv4, and 24, 28 or 30 for IPv6.',
  },
};
