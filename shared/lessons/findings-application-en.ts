import type { FindingWords } from './finding-words.ts';

const RECORDS = 'Look at the records of the answer, one by one.';
const WISH = 'Look at what the user wants, above the form.';

/** Findings about names, pages and texts. */
export const APPLICATION_FINDINGS = {
  'query/server-is-host': {
    happened:
      'The question went to the host itself, and nobody there answers questions about names.',
    why: 'A name is not a place. Before anything can be sent to it, a name server has to say which address it has.',
    look: 'Look at the name server that is configured here.',
  },
  'query/server-wrong': {
    happened: 'No name server answered at {given}.',
    why: 'A host is told once which name server it shall ask.',
    look: 'Look at the name server that is configured here.',
  },
  'query/name-wrong': {
    happened: 'The name server looked for another name.',
    why: 'It finds the name as it is asked, label by label.',
    look: WISH,
  },
  'query/name-is-address': {
    happened: 'The name server was asked for a name that is an address.',
    why: 'Who has the address need not ask. Names have labels of letters, read from the right.',
    look: WISH,
  },
  'query/name-not-reversed': {
    happened: 'The name server knows no such name.',
    why: 'Names are read from the right, the largest part last. An address has its largest part first, so it is turned round and put below in-addr.arpa.',
    look: 'Compare the order of the four numbers.',
  },
  'query/type-wrong': {
    happened: 'The answer is about something else than what is wanted.',
    why: 'One name may have an address, an alias and a mail server: the type says which is meant.',
    look: WISH,
  },
  'query/no-recursion': {
    happened: 'The server need not look any further for the answer.',
    why: 'A host asks to have the whole answer found; it does not walk through the servers itself.',
    look: 'Look at the bit "recursion desired".',
  },
  'answer/stopped-at-alias': {
    happened: '{given} is another name, and nothing can be sent to a name.',
    why: 'An alias says: look under that name instead. The search goes on until the type that was asked for.',
    look: RECORDS,
  },
  'answer/worse-preference': {
    happened: 'Mail would go to a server that is only there for need.',
    why: 'Of several mail servers the one with the lowest preference is tried first.',
    look: 'Look at the preferences of the records.',
  },
  'answer/not-in-message': {
    happened: 'The answer does not say {given}.',
    why: 'Only what stands in the message has been answered.',
    look: RECORDS,
  },
  'answer/other-record': {
    happened: 'That record answers something else.',
    why: 'The record that counts has the name and the type that were asked for.',
    look: RECORDS,
  },
  'answer/exists': {
    happened: 'The user was told that there is nothing, and there is.',
    why: 'A name that does not exist is answered with a code of its own.',
    look: 'Look at the response code and at the number of answers.',
  },
  'answer/does-not-exist': {
    happened: 'The user was told an answer that nobody gave.',
    why: 'The response code says how it went, before any record.',
    look: 'Look at the response code and at the number of answers.',
  },
  'answer/took-others': {
    happened: 'An answer to another question was believed.',
    why: 'Anybody can send an answer. It counts only if number and question are the ones that were sent.',
    look: 'Compare the identifier and the question with yours.',
  },
  'answer/dropped-mine': {
    happened: 'What the program waits for was thrown away.',
    why: 'It came to the right socket and fits what was asked.',
    look: 'Compare it with what you asked.',
  },
  'answer/wrong-reason': {
    happened: 'It does end here, but for another reason.',
    why: 'First: is it an answer to our question? Then: can it be read at all?',
    look: 'Compare it with what you asked.',
  },
  'request/method-wrong': {
    happened: 'The server does not understand what to do with the page.',
    why: 'The first word says what is wanted, in capital letters as the protocol writes it.',
    look: WISH,
  },
  'request/target-wrong': {
    happened: 'The server looked for another file.',
    why: 'The target is the path on the server, from the first slash on.',
    look: WISH,
  },
  'request/target-is-url': {
    happened: 'The target names the host as well.',
    why: 'The connection leads to the host already, and its name has a line of its own. The request line holds only the path.',
    look: 'Where does the path begin in the address?',
  },
  'request/version-wrong': {
    happened: 'The server does not know that version.',
    why: 'Both ends say which version of the protocol they speak.',
    look: 'Look at how the last word of a request line is written.',
  },
  'request/host-is-address': {
    happened: 'The server has many sites and does not know which one is meant.',
    why: 'Several names may share one address. The name is for the server, the address was for the way.',
    look: 'Look at the name in the address line.',
  },
  'request/host-wrong': {
    happened: 'The server has no site of that name.',
    why: 'One server may hold many sites; this line says which.',
    look: 'Look at the name in the address line.',
  },
  'response/status-wrong': {
    happened: 'The browser understood that it went otherwise.',
    why: 'The first digit tells: 2 it worked, 4 the request cannot be met, 5 the server failed.',
    look: 'Is the file there? Look at your files.',
  },
  'response/file-wrong': {
    happened: 'The browser got another page than it asked for.',
    why: 'The target of the request names the file.',
    look: 'Compare the request line with your files.',
  },
  'response/length-wrong': {
    happened: 'The browser waits for more bytes, or stops too early.',
    why: 'On a connection that stays open only the length says where the page ends.',
    look: 'Let it be filled in, or count the bytes of the file.',
  },
  'response/reason-unusual': {
    happened: 'Unusual, works: the phrase "{given}".',
    why: 'Programs look at the number only; the phrase is for people.',
    look: 'Nothing to change.',
  },
  'page/misread': {
    happened: 'The user saw something else than what the server said.',
    why: 'The status line comes first and says how it went.',
    look: 'Look at the three digits in the first line.',
  },
  'text/changed': {
    happened: 'The words that arrived are not the words that were written.',
    why: 'Every sign is a byte of its own: a capital letter and a full stop count too.',
    look: 'Compare sign by sign.',
  },
} as const satisfies Readonly<Record<string, FindingWords>>;
