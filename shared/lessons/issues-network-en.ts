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
    means:
      'An option claims a length that leads out of the header, none at all, or one that its kind cannot have.',
    look: 'Look at the second byte of each option.',
  },
  'ipv4/group-source': {
    means: 'The source is an address that nobody can own: a group or everybody.',
    look: 'Look at the first byte of the source address.',
  },
  'ipv4/total-length-zero': {
    means:
      'The packet was written down before the interface cut it into pieces, so it has no length yet.',
    look: 'Look at whether it was captured on the host that sent it.',
  },
  'ipv6/bad-version': {
    means:
      'The packet says that it is of another version, so the fields behind are other ones too.',
    look: 'Look at the first half byte, and at the EtherType of the frame around it.',
  },
  'ipv6/payload-length-too-long': {
    means: 'The packet claims more bytes than have come.',
    look: 'Compare the payload length with the bytes behind the header of 40 bytes.',
  },
  'ipv6/payload-length-zero': {
    means:
      'The length is 0 although bytes follow: it is too long for the field, or not yet cut into pieces.',
    look: 'Look at the hop-by-hop options, or at whether the sending host captured it.',
  },
  'ipv6/hop-limit-zero': {
    means: 'A packet with no hops left is dropped by the router that took the last one.',
    look: 'Look at the hop limit.',
  },
  'ipv6/group-source': {
    means: 'The source is a group, and nobody can be a group.',
    look: 'Look at the first byte of the source address: ff begins a group.',
  },
  'ipv6/bad-option-length': {
    means: 'An option claims a length that leads out of its header.',
    look: 'Look at the second byte of each option: it counts what is behind it.',
  },
  'ipv6/source-route': {
    means:
      'The sender prescribes the way. Routers no longer follow this kind, as it could be made to run in circles.',
    look: 'Look at the routing type.',
  },
  'ipv6/fragment-length': {
    means: 'A fragment with more behind it has whole blocks of eight bytes, and this one has not.',
    look: 'Count the bytes behind the fragment header.',
  },
  'icmpv6/bad-checksum': {
    means: 'The sum does not come out even: a byte of the message changed, or an address did.',
    look: 'The sum covers the message and both addresses of the packet around it.',
  },
  'icmpv6/unknown-type': {
    means: 'The type is none that this course knows, so the rest is left as bytes.',
    look: 'Look at the first byte of the message.',
  },
  'icmpv6/hop-limit-not-255': {
    means:
      'Neighbours are found on one link only. Less than 255 hops left means that a router passed it on.',
    look: 'Look at the hop limit of the packet around it.',
  },
  'icmpv6/bad-code': {
    means: 'This type of message has only the code 0.',
    look: 'Look at the second byte of the message.',
  },
  'icmpv6/bad-option-length': {
    means: 'An option claims no length at all or one that leads out of the message.',
    look: 'Look at the second byte of each option: it counts blocks of eight bytes.',
  },
  'icmpv6/group-target': {
    means: 'The neighbour looked for is a group, and a group has no hardware address of its own.',
    look: 'Look at the target address.',
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
