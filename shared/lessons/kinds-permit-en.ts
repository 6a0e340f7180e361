const ASK = '{says} It is for the program {service}.';

/** Kinds of work on the list of a boundary device. */
export const PERMIT_KINDS = {
  'permit/port': {
    title: 'A wish at the boundary',
    question: `${ASK} To which port does a line have to let it pass?`,
    sentence: `${ASK} The line permits what goes to port ___.`,
    name: 'Write the port of a service',
  },
  'permit/protocol': {
    title: 'A wish at the boundary',
    question: `${ASK} Which protocol number does a line have to name?`,
    sentence: `${ASK} The line permits the IP protocol ___.`,
    name: 'Write the protocol number',
  },
  'permit/direction': {
    title: 'A wish at the boundary',
    question: `${ASK} Which way does the line permit?`,
    sentence: `${ASK} The line permits what goes ___.`,
    name: 'Write which way',
  },
  'permit/source': {
    title: 'A wish at the boundary',
    question: `${ASK} From where may it come?`,
    sentence: `${ASK} The line permits what comes from ___.`,
    name: 'Write who may ask',
  },
  'permit/destination': {
    title: 'A wish at the boundary',
    question: `${ASK} Where may it go to?`,
    sentence: `${ASK} The line permits what goes to ___.`,
    name: 'Write who may be asked',
  },
  'permit/answers': {
    title: 'A wish at the boundary',
    question: `${ASK} What becomes of the answers?`,
    sentence: `${ASK} As for the way back: ___.`,
    name: 'Remember the way back',
  },
  'permit/place': {
    title: 'A wish at the boundary',
    question: `${ASK} The list has {lines} lines: where does the new one go?`,
    sentence: `${ASK} In the list of {lines}, the new one becomes ___.`,
    name: 'Put a line in its place',
  },
} as const;
