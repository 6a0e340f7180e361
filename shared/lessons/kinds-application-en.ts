const QUERY_TYPE = {
  title: 'A question to ask',
  question: 'Which type of record do you ask for?',
} as const;

const ANSWER = {
  title: 'An answer from the name server',
  question: 'Is it the answer to your question, and what does it say?',
  sentence: 'I asked for {about}. The answer is ___, or this is not my answer.',
} as const;

const RESPONSE = {
  title: 'A request for a page',
  question: 'Which status do you answer with?',
  sentence: 'The request says "{requestLine}": I answer with status ___.',
} as const;

const PAGE = {
  title: 'An answer from the web server',
  question: 'What does the user get to see?',
  sentence: 'For {address} the user sees: ___.',
} as const;

const WRITE = {
  title: 'Words to send',
  question: 'Which words go into the message?',
  sentence: 'The user wrote "{text}". The message says ___.',
} as const;

const READ = {
  title: 'A message to read',
  question: 'Which words are in these bytes?',
  sentence: '{from} wrote ___.',
} as const;

/** Kinds of the application layer. */
export const APPLICATION_KINDS = {
  'query/a': {
    title: 'A question to ask',
    question: 'Whom do you ask?',
    sentence: 'To learn the address of {about}, {program} asks ___.',
    name: 'Ask for an address',
  },
  'query/ptr': {
    title: 'A question to ask',
    question: 'Under which name is an address looked up?',
    sentence: 'To learn the name of {about}, {program} asks for ___.',
    name: 'Ask for a name',
  },
  'query/mx': {
    ...QUERY_TYPE,
    sentence: 'To learn who takes mail for {about}, {program} asks for type ___.',
    name: 'Ask for a mail server',
  },
  'query/alias': {
    ...QUERY_TYPE,
    sentence: 'To learn what {about} stands for, {program} asks for type ___.',
    name: 'Ask for an alias',
  },
  'query/other': {
    ...QUERY_TYPE,
    sentence: 'About {about}, {program} asks for type ___.',
    name: 'Ask for another record',
  },
  'query/serve': {
    title: 'A question for this name server',
    question: 'Which records answer it?',
    sentence: 'The answer holds ___.',
    name: 'Answer from a zone',
  },
  'program/converse': {
    title: 'Something for this program',
    question: 'What does it say to that?',
    sentence: '{program} says ___.',
    name: 'Speak for a program',
  },
  'answer/address': { ...ANSWER, name: 'Read an address' },
  'answer/alias': { ...ANSWER, name: 'Follow an alias' },
  'answer/mail': { ...ANSWER, name: 'Choose a mail server' },
  'answer/name': { ...ANSWER, name: 'Read a name' },
  'answer/none': { ...ANSWER, name: 'There is no such name' },
  'answer/not-mine': { ...ANSWER, name: 'An answer to another question' },
  'request/page': {
    title: 'A page to ask for',
    question: 'What stands behind GET?',
    sentence: 'The user wants {address}. The request line says GET ___ HTTP/1.1.',
    name: 'Ask for a page',
  },
  'request/host': {
    title: 'A page to ask for',
    question: 'What stands in the Host line?',
    sentence: 'The user wants {address}. The line below the request says Host: ___.',
    name: 'Name the host of a page',
  },
  'response/found': { ...RESPONSE, name: 'Answer with a page' },
  'response/missing': { ...RESPONSE, name: 'Answer that there is no page' },
  'response/bad-request': { ...RESPONSE, name: 'Answer a bad request' },
  'page/shown': { ...PAGE, name: 'Show a page' },
  'page/missing': { ...PAGE, name: 'Show that there is no page' },
  'text/write': { ...WRITE, name: 'Write a message' },
  'text/write-numbers': { ...WRITE, name: 'Write digits as characters' },
  'text/answer': { ...WRITE, name: 'Answer a message' },
  'text/read': { ...READ, name: 'Read a message' },
  'text/read-numbers': { ...READ, name: 'Read digits as characters' },
  'text/read-answer': { ...READ, name: 'Read an answer' },
} as const;
