import type { FindingWords } from './finding-words.ts';

const QUESTION = 'Look at what you know of the question.';
const SERVER = 'Whose answer does the resolver wait for?';
const BACK = 'Which address stands where an answer to it would be sent?';

/** Findings about forged answers. */
export const FORGER_FINDINGS_WORDS = {
  'forge/own-source': {
    happened: 'The answer came from {given}, and the resolver had asked somebody else: dropped.',
    why: 'A source address is a word that the sender writes. Nobody on the way proves it, so no honesty is needed here; only the resolver compares it with whom it asked.',
    look: SERVER,
  },
  'forge/other-source': {
    happened: 'The answer bore the name of {given}, who was not asked: dropped.',
    why: 'The resolver takes an answer from the address that its question went to, and from no other.',
    look: SERVER,
  },
  'forge/port-of-service': {
    happened: 'The answer knocked at port {given}, where the resolver takes questions.',
    why: 'An answer goes to the port that the question came from. Port 53 is where questions go, not where they come from.',
    look: QUESTION,
  },
  'forge/port-other': {
    happened: 'No question had left from port {given}, so nobody there waited for an answer.',
    why: 'An answer goes to the port that the question came from, and questions do not come from the low ports of services.',
    look: QUESTION,
  },
  'forge/number-other': {
    happened: 'Number {given} is not that of the question: dropped.',
    why: 'The answer has to repeat the number of its question. Whoever sees the question can read it; whoever knows how it counts can tell the next.',
    look: QUESTION,
  },
  'forge/other-question': {
    happened: 'The answer was about {given}, and that had not been asked: dropped.',
    why: 'An answer repeats its question. A resolver that waits for another one throws it away.',
    look: 'Which name is being looked up?',
  },
  'forge/tells-truth': {
    happened: 'Everybody was led to where they wanted to go.',
    why: 'That is the address that the server itself would have told.',
    look: 'Look at your table.',
  },
  'forge/leads-nowhere': {
    happened: 'Whoever believed it found no page at {given}.',
    why: 'The look-alike waits at another address.',
    look: 'Look at your table.',
  },
  'forge/soon-over': {
    happened: 'Unusual, works: after {given} s the resolver asks again.',
    why: 'The time in the record says how long the resolver keeps it.',
    look: 'How long shall it be believed?',
  },
  'forge/too-late': {
    happened: 'The true answer was there first, and the question was closed: dropped.',
    why: 'The first answer that fits ends the question. What comes later answers nothing.',
    look: 'How long does the resolver wait?',
  },
  'forge/nobody-asks': {
    happened: 'Nobody asked, so nothing was sent.',
    why: 'The resolver has asked its server. Whoever forges speaks without being asked.',
    look: 'Whom did the resolver ask?',
  },
  'forge/expects-reply': {
    happened: 'The reply went to the address that was worn; the tray of {own} stayed empty.',
    why: 'Whoever receives a packet answers to the source written on it, not to the sender.',
    look: BACK,
  },
  'forge/reply-elsewhere': {
    happened: 'Nothing came to {given}.',
    why: 'Whoever receives a packet answers to the source written on it.',
    look: BACK,
  },
  'forge/odds-wrong': {
    happened: 'The odds were thought to be {given}.',
    why: 'Two numbers have to be guessed together: 65,536 numbers, each with 64,512 ports. Chances of both are multiplied.',
    look: 'How many numbers are there, and how many ports with each of them?',
  },
  'forge/numbers-known': {
    happened: 'The odds were thought to be {given}.',
    why: 'What can be read or counted on need not be guessed. The race alone is left.',
    look: QUESTION,
  },
  'forge/hopes-for-check': {
    happened: 'Nobody would have stopped it.',
    why: 'Routers look where a packet goes, not where it says it is from. Who gets it has to check.',
    look: 'Who on the way compares the source with anything?',
  },
  'forge/wants-reply': {
    happened: 'The chance went by. No reply was needed.',
    why: 'One forged answer does its work at the resolver. Whatever is said to it goes to the address that was worn.',
    look: 'What becomes of an answer that is believed?',
  },
} as const satisfies Readonly<Record<string, FindingWords>>;
