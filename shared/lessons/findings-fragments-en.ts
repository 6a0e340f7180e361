import type { FindingWords } from './finding-words.ts';

/** Findings at a router whose next link is too small. */
export const FRAGMENT_FINDINGS = {
  'route/uncut': {
    happened: 'The packet was longer than the next link takes, and was lost there.',
    why: 'Each link carries packets up to a size. A message does not have to travel whole: the far end puts the pieces together.',
    look: 'Hold the total length against the size of the next link.',
  },
  'route/cut-smaller': {
    happened: 'The pieces are smaller than they had to be.',
    why: 'They will arrive. But each piece bears a header of its own, and if one is lost all are.',
    look: 'Look at how much the next link takes.',
  },
  'route/cut-too-small': {
    happened: 'A piece of {given} could carry nothing.',
    why: 'Each piece bears the whole header and at least eight bytes behind it.',
    look: 'Look at the length of the header.',
  },
  'route/refused-to-cut': {
    happened: 'The source was told that its packet must not be cut, and it never said so.',
    why: 'Only a packet with the flag “don’t fragment” is sent back for its size. All others go on in pieces.',
    look: 'Look at the flags of the packet as it came in.',
  },
  'route/offset-in-bytes': {
    happened: 'The far end put the second piece eight times too far back.',
    why: 'The offset has 13 bits for lengths that need 16, so it counts in units of eight bytes.',
    look: 'Divide the bytes that the first piece carries.',
  },
  'route/offset-wrong': {
    happened: 'At the far end the pieces did not fit together.',
    why: 'The offset says where the piece belongs in what the whole packet carries, without any header.',
    look: 'Look at how many bytes the first piece carries behind its header.',
  },
} as const satisfies Readonly<Record<string, FindingWords>>;
