import type { LINK_ISSUES } from '../protocols/issue-codes/link.ts';
import type { WordsFor } from './issue-words.ts';

/** Objections to any header, to frames, to ARP and to signals on the wire. */
export const LINK_ISSUE_WORDS: WordsFor<typeof LINK_ISSUES> = {
  'header/truncated': {
    means: 'The bytes end before the header does, so its last fields are missing.',
    look: 'Compare how many bytes are there with how many the header needs.',
  },
  'header/not-captured': {
    means: 'The rest was on the wire, but it is not among these bytes: only the start was kept.',
    look: 'Compare the length on the wire with the length that was captured or quoted.',
  },
  'header/nested-too-deep': {
    means: 'There are more headers inside one another than anybody needs, so reading stops here.',
    look: 'Count the headers around this one.',
  },
  'ethernet/group-source': {
    means: 'The source address names a group, and a group sends nothing: only one interface can.',
    look: 'Look at the lowest bit of the first byte of the source address.',
  },
  'ethernet/length-mismatch': {
    means: 'The frame says that it carries more bytes than there are.',
    look: 'Compare the length field with the bytes up to the frame check sequence.',
  },
  'ethernet/undefined-type': {
    means: 'The value is too large for a length and too small for an EtherType.',
    look: 'A length is at most 1500, an EtherType at least 1536.',
  },
  'ethernet/too-short': {
    means: 'A frame has at least 64 bytes, so that a collision is noticed while it is still sent.',
    look: 'Look for the padding behind the payload.',
  },
  'ethernet/bad-frame-check-sequence': {
    means:
      'At least one bit of the frame changed on its way, or the sum was made over other bytes.',
    look: 'Look at the last four bytes and at what was changed before them.',
  },
  'vlan/reserved-identifier': {
    means: 'This number is kept for special use and names no network.',
    look: 'Look at the last twelve bits of the tag: 4095 is none that can be used.',
  },
  'arp/not-ethernet': {
    means: 'The message asks about a kind of link that is not Ethernet.',
    look: 'Look at the hardware type.',
  },
  'arp/not-ipv4': {
    means: 'The message asks about addresses of another protocol than IPv4.',
    look: 'Look at the protocol type: it is an EtherType.',
  },
  'arp/bad-hardware-length': {
    means: 'An Ethernet address has six bytes, and the message claims another length.',
    look: 'Look at the hardware length.',
  },
  'arp/bad-protocol-length': {
    means: 'An IPv4 address has four bytes, and the message claims another length.',
    look: 'Look at the protocol length.',
  },
  'arp/unknown-operation': {
    means: 'The message is neither a request nor a reply of ARP itself.',
    look: 'Look at the operation.',
  },
  'arp/group-sender': {
    means: 'The sender gives a group as its own hardware address; whoever learns it sends to many.',
    look: 'Look at the sender hardware address.',
  },
  'old-stack/length-mismatch': {
    means: 'The packet says another length than there are bytes, or less than its own header.',
    look: 'Count the bytes from the start of this header to the end of the packet.',
  },
  'old-stack/bad-checksum': {
    means: 'At least one bit changed on its way, or the sum was made over other bytes.',
    look: 'Look at the last two bytes and at what was changed before them.',
  },
  'manchester/missing-edge': {
    means: 'The signal does not change in the middle of a bit, so nobody can tell which bit it is.',
    look: 'Look at the two halves of that bit: one is high, the other low.',
  },
  'manchester/half-bit-left': {
    means: 'The signal ends in the middle of a bit.',
    look: 'Count the halves: there are two for each bit.',
  },
  'manchester/bits-left': {
    means: 'The last bits do not fill a byte.',
    look: 'Count the bits: there are eight for each byte.',
  },
};
