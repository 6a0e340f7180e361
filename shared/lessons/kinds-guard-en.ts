const REQUEST = {
  title: 'Something in the buffer of the web server',
  question:
    '{came} bytes from {from} lie in the {boxes} boxes of {program}. How many are the first request? Take them, wait, or refuse?',
  sentence:
    '{came} bytes from {from} lie in the {boxes} boxes of {program}. If I take a request now, I take ___ bytes.',
} as const;

const COMMAND = {
  title: 'A line for the mail server',
  question: 'From {from}; {state}. What breaks a rule, if anything?',
  sentence: '{came} bytes came from {from}; {state}. What is wrong with them is ___.',
} as const;

const QUERY = {
  title: 'A datagram for the name server',
  question: '{came} bytes from {from}. What breaks a rule, if anything?',
  sentence: '{came} bytes came from {from}. What is wrong with them is ___.',
} as const;

/** Kinds of those who guard a daemon. */
export const GUARD_KINDS = {
  'guard/request-good': { ...REQUEST, name: 'Take a request, and no byte more' },
  'guard/request-part': { ...REQUEST, name: 'Wait for the rest of a request' },
  'guard/request-bad': { ...REQUEST, name: 'Refuse a request' },
  'guard/command-good': { ...COMMAND, name: 'Take a command' },
  'guard/command-bad': { ...COMMAND, name: 'Refuse a command' },
  'guard/query-good': { ...QUERY, name: 'Take a question' },
  'guard/query-bad': { ...QUERY, name: 'Refuse a datagram' },
  'guard/length': {
    title: 'A length in the input of a daemon',
    question: '{came} bytes came. How does the length that they tell go with them?',
    sentence: '{came} bytes came from {from}. Of the length that they tell: ___.',
    name: 'Hold a length against what came',
  },
  'guard/protocol': {
    title: 'Bytes at the port of a daemon',
    question: 'It came to port {port}. Which protocol is it?',
    sentence: 'What came from {from} to port {port} is written in this protocol: ___.',
    name: 'Tell a protocol from its bytes',
  },
  'guard/order': {
    title: 'A line in a conversation by SMTP',
    question: 'From {from}; {state}. May this line come now?',
    sentence: 'So far: {state}. What came from {from} ___.',
    name: 'Hold a command against the state',
  },
  'guard/rule': {
    title: 'A request before the web server',
    question: 'What breaks a rule of HTTP, if anything?',
    sentence: 'What breaks a rule in the {came} bytes from {from} is ___.',
    name: 'Find the broken rule',
  },
  'guard/sum': {
    title: 'Input with a right checksum',
    question: 'Its checksum was right. What does that say?',
    sentence: '{came} bytes came from {from}, and their checksum was right. That says: ___.',
    name: 'Know what a right checksum says',
  },
} as const;
