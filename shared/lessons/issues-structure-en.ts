import type { STRUCTURE_ISSUES } from '../protocols/issue-codes/structure.ts';
import type { WordsFor } from './issue-words.ts';

const PARTS = 'Each part says in front how long it is; the parts inside must fill it exactly.';

/** Objections to any message made of nested parts. */
export const STRUCTURE_ISSUE_WORDS: WordsFor<typeof STRUCTURE_ISSUES> = {
  'structure/length-too-long': {
    means: 'A part claims to be longer than what is left around it.',
    look: PARTS,
  },
  'structure/length-too-short': {
    means: 'A length does not even cover the bytes that it always counts.',
    look: 'Look at what this length includes: often itself and the type before it.',
  },
  'structure/trailing-bytes': {
    means: 'Bytes are left over behind the last thing that belongs here.',
    look: PARTS,
  },
  'structure/continues': {
    means: 'The message goes on in the next piece of the stream.',
    look: 'A stream is cut anywhere; put the pieces of both sides in order first.',
  },
  'structure/constant': {
    means: 'Something always stands here, and this is something else.',
    look: 'Look whether the bytes are really of this protocol and begin where they should.',
  },
  'structure/empty-item': {
    means: 'A list holds items without any bytes, so nobody could say how many there are.',
    look: 'Look at the count and at the lengths inside the first item.',
  },
  'structure/too-deep': {
    means: 'Parts lie inside parts, deeper than anybody needs; nobody follows them further.',
    look: 'Look at how one part is wrapped in the next.',
  },
  'structure/bad-text': {
    means: 'These bytes are no characters in the encoding that belongs here.',
    look: 'Look whether the text was cut in the middle of a character.',
  },
};
