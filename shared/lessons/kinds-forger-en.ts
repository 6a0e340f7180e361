/** Kinds of a forger: with made-up names, on a network that ends at the edge of the screen. */
export const FORGER_KINDS = {
  'forge/source': {
    title: 'A chance to forge',
    question: 'Whose address does the false answer wear?',
    sentence:
      'In this game of made-up names: {victimName} asks {serverName} for {about}. A false answer bears the source address ___.',
    name: 'Wear an address',
  },
  'forge/number': {
    title: 'A chance to forge',
    question: 'Which number does the false answer bear?',
    sentence:
      'In this game of made-up names: {victimName} asks for {about}. You know {known}. The false answer gets the number ___.',
    name: 'Number a false answer',
  },
  'forge/reply': {
    title: 'A chance to forge',
    question: 'If somebody replies to the false answer, where does the reply go?',
    sentence:
      'In this game of made-up names: a false answer goes to {victimName} under the address {server}. Whatever is said to it arrives at ___.',
    name: 'See where replies go',
  },
  'forge/port': {
    title: 'A chance to forge',
    question: 'To which port does the false answer go?',
    sentence:
      'In this game of made-up names: {victimName} asks for {about}. You know {known}. The false answer goes to port ___.',
    name: 'Aim at a port',
  },
  'forge/answer': {
    title: 'A chance to forge',
    question: 'Which address does the false answer tell?',
    sentence: 'In this game of made-up names: the false answer says that {about} is at ___.',
    name: 'Point at the look-alike',
  },
  'forge/when': {
    title: 'A chance to forge',
    question: 'When does the false answer leave?',
    sentence:
      'In this game of made-up names: {serverName} is about to answer {victimName}. The false answer leaves ___.',
    name: 'Win the race',
  },
  'forge/question': {
    title: 'A chance to forge',
    question: 'Which question does the false answer repeat?',
    sentence:
      'In this game of made-up names: {victimName} looks up {about}. The false answer repeats the question about ___.',
    name: 'Repeat the question',
  },
  'forge/odds': {
    title: 'A chance to forge',
    question: 'How likely is it that one false answer fits?',
    sentence:
      'In this game of made-up names: {victimName} asks for {about}. You know {known}. That one false answer fits is ___.',
    name: 'Work out the odds',
  },
} as const;
