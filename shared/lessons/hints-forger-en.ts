const NUMBERS = {
  look: 'Look at what you know of the question.',
  rule: 'The answer bears the number of the question and goes to the port that it came from. Who sees the question reads them, who knows how they are counted tells the next, who knows nothing guesses.',
  sibling:
    'A question left from port {siblingPort} with number 700. Its answer bears number 700 and goes to port {siblingPort}.',
} as const;

/** Hints for a forger. */
export const FORGER_HINTS = {
  'forge/source': {
    look: 'Look whom the resolver has asked.',
    rule: 'The resolver takes an answer only from the address that it asked. Nobody else on the way looks at the source at all.',
    sibling:
      'A resolver had asked {siblingHost}. A false answer from {siblingFar} could bear {siblingHost} as its source.',
  },
  'forge/number': NUMBERS,
  'forge/port': NUMBERS,
  'forge/reply': {
    look: 'Look at the source address that the false answer wears.',
    rule: 'Whoever gets a packet replies to the source written on it, whoever has sent it.',
    sibling:
      '{siblingFar} sent a packet with the source {siblingHost}. The reply went to {siblingHost}.',
  },
  'forge/answer': {
    look: 'Look at your table.',
    rule: 'Whoever believes the answer goes where it says. The look-alike has to be there.',
    sibling: 'A false answer told {siblingFar}, where a copied page lay in wait.',
  },
  'forge/when': {
    look: 'Think of how long the resolver waits for the true answer.',
    rule: 'The first answer that fits ends the question.',
    sibling: 'Two answers came a thousandth of a second apart. The second was dropped unread.',
  },
  'forge/question': {
    look: 'Look which name is being looked up.',
    rule: 'An answer repeats the question that it answers, with name and type.',
    sibling: 'Asked for map.school.example, a server repeats map.school.example.',
  },
  'forge/odds': {
    look: 'Look at what you know of the question.',
    rule: 'What is known is certain. Two numbers that are drawn apart have to be guessed together: the chances are multiplied.',
    sibling: 'Two dice show two sixes once in 6 times 6, not once in 6 and 6.',
  },
} as const;
