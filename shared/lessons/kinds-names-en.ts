const SERVE = {
  title: 'A question for this name server',
  question: 'Is it mine, below me, or not mine?',
  sentence: '{about} ({recordType}) is asked for, and the zone here is {zones}. I answer with ___.',
} as const;

const WHOM = {
  title: 'A question for this resolver',
  question: 'Do you know it, or whom do you ask first?',
  sentence: 'A client asks for {about} ({recordType}). I ask ___, or I answer, for I know it.',
} as const;

const REPLY = {
  title: 'A message from a name server',
  question: 'Is it the answer to your question, and what next?',
  sentence: '{replyFrom} says something about {about}. Next I ask ___, or I answer the client.',
} as const;

const NUMBER = {
  title: 'A question to send on',
  question: 'Which number does the new question get?',
  sentence: 'The question about {about} goes on under the number ___.',
} as const;

const PORT = {
  title: 'A question to send on',
  question: 'From which port does the new question leave?',
  sentence: 'The question about {about} leaves from port ___.',
} as const;

/** Kinds of name servers and resolvers. */
export const NAME_KINDS = {
  'serve/answer': { ...SERVE, name: 'Answer from the zone' },
  'serve/alias': { ...SERVE, name: 'Answer with an alias' },
  'serve/refer': { ...SERVE, name: 'Point to the servers below' },
  'serve/missing': { ...SERVE, name: 'Say that there is no such name' },
  'serve/no-data': { ...SERVE, name: 'Say that the type is missing' },
  'serve/refuse': { ...SERVE, name: 'Refuse what is not mine' },
  'serve/records': {
    title: 'An answer to fill in',
    question: 'Which records answer the question?',
    sentence: 'To the question for {about} ({recordType}) the answer holds ___.',
    name: 'Choose the records of an answer',
  },
  'serve/pointers': {
    title: 'A reply to fill in',
    question: 'What stands in the authority section?',
    sentence:
      'Asked for {about} ({recordType}), the zone {zone} has no answer. As authority I name ___.',
    name: 'Name who has the authority',
  },
  'serve/glue': {
    title: 'A pointer to fill in',
    question: 'What has to come along so that the servers can be found?',
    sentence: 'For {about} I point to the servers below. Along with their names go ___.',
    name: 'Send glue along',
  },
  'serve/authority': {
    title: 'A reply to sign',
    question: 'Do you have the last word on that name?',
    sentence:
      '{about} ({recordType}) is asked for, the zone here is {zones}. The bit "authoritative" is ___.',
    name: 'Set or clear the authority bit',
  },
  'serve/lasts': {
    title: 'An answer to date',
    question: 'For how many seconds may the answer be kept?',
    sentence: 'Whoever asked for {about} ({recordType}) may keep the answer for ___ seconds.',
    name: 'Say how long an answer lasts',
  },
  'resolve/from-root': { ...WHOM, name: 'Begin at the root' },
  'resolve/from-nearer': { ...WHOM, name: 'Begin at the nearest zone known' },
  'resolve/remembered': { ...WHOM, name: 'Answer from the cache' },
  'resolve/denied': { ...WHOM, name: 'Remember that there is nothing' },
  'resolve/waits': { ...WHOM, name: 'Let a second client wait too' },
  'resolve/number': { ...NUMBER, name: 'Number a question' },
  'resolve/port': { ...PORT, name: 'Choose a port for a question' },
  'resolve/remaining': {
    title: 'An answer from the cache',
    question: 'For how many seconds may the client keep it?',
    sentence: 'I know the answer about {about} already. The client may keep it for ___ seconds.',
    name: 'Say how long it still lasts',
  },
  'reply/go-on': { ...REPLY, name: 'Follow a pointer downwards' },
  'reply/alias': { ...REPLY, name: 'Look for what an alias stands for' },
  'reply/answer': { ...REPLY, name: 'Bring an answer home' },
  'reply/denial': { ...REPLY, name: 'Bring home that there is nothing' },
  'reply/not-mine': { ...REPLY, name: 'Drop what was not asked' },
  'reply/keep': {
    title: 'A message from a name server',
    question: 'How much of it do you believe?',
    sentence: '{replyFrom} was asked as a server of {zone}. I keep ___.',
    name: 'Keep what a server has a say in',
  },
  'reply/number': {
    ...NUMBER,
    sentence: 'To follow the pointer, the next question about {about} gets the number ___.',
    name: 'Number the next question',
  },
  'reply/port': {
    ...PORT,
    sentence: 'To follow the pointer, the next question about {about} leaves from port ___.',
    name: 'Choose a port for the next question',
  },
  'reply/say': {
    title: 'An answer to bring home',
    question: 'Do you have authority for what you have been told?',
    sentence: 'I tell the client what I have learnt about {about}. The bit "authoritative" is ___.',
    name: 'Answer without authority',
  },
} as const;
