const DATAGRAM = { title: 'A message to put into a datagram' } as const;
const SEGMENT_PORT = {
  question: 'Which port at {remote} shall get it?',
  sentence: 'This segment of {process} knocks at port ___ of {remote}.',
} as const;
const SEGMENT_FLAGS = {
  question: 'Which flags does the next segment carry?',
  sentence: 'What this segment says by its flags is ___.',
} as const;

const DATAGRAM_IN = {
  title: 'A datagram from below',
  question: 'Which socket gets it?',
  sentence: 'I hand it to the socket ___, or nobody here has that port.',
} as const;

const SEGMENT_IN = {
  title: 'A segment from below',
  question: 'Which connection or listening socket gets it?',
  sentence: 'I hand it to the socket ___, or I send something back.',
} as const;

/** Kinds of the transport layer. */
export const TRANSPORT_KINDS = {
  'datagram/wrap-query': {
    ...DATAGRAM,
    question: 'Which port at {remote} shall get it?',
    sentence: 'This datagram of {process} knocks at port ___ of {remote}.',
    name: 'Address a datagram',
  },
  'datagram/choose-source': {
    ...DATAGRAM,
    question: 'Which port of ours shall the answer come back to?',
    sentence: '{process} waits for the answer at port ___.',
    name: 'Choose a source port',
  },
  'datagram/measure': {
    ...DATAGRAM,
    question: 'How long is the datagram?',
    sentence: 'Header and message together are ___ bytes.',
    name: 'Measure a datagram',
  },
  'datagram/wrap-reply': {
    ...DATAGRAM,
    question: 'Which port at {remote} waits for this answer?',
    sentence: 'This answer of {process} goes back to port ___ of {remote}.',
    name: 'Address an answer',
  },
  'datagram/deliver': { ...DATAGRAM_IN, name: 'Hand a datagram to its program' },
  'datagram/closed-port': { ...DATAGRAM_IN, name: 'A datagram for a closed port' },
  'datagram/unwanted': { ...DATAGRAM_IN, name: 'A broadcast that nobody here wants' },
  'datagram/bad-sum': { ...DATAGRAM_IN, name: 'A damaged datagram' },
  'segment/open': { title: 'A connection to open', ...SEGMENT_PORT, name: 'Open a connection' },
  'segment/accept': {
    title: 'A connection to accept',
    ...SEGMENT_FLAGS,
    name: 'Accept a connection',
  },
  'segment/acknowledge': {
    title: 'Something to acknowledge',
    question: 'Which byte do you expect next?',
    sentence: 'The next byte that I expect from {remote} has the number ___.',
    name: 'Acknowledge',
  },
  'segment/data': { title: 'A message to put into a segment', ...SEGMENT_PORT, name: 'Send data' },
  'segment/close': { title: 'A connection to close', ...SEGMENT_FLAGS, name: 'Close a connection' },
  'segment/reset': {
    title: 'A segment to answer',
    ...SEGMENT_FLAGS,
    name: 'Refuse a connection',
  },
  'segment/again': {
    title: 'A segment to send again',
    question: 'Which number does its first byte have?',
    sentence: 'The segment that was lost began at byte number ___.',
    name: 'Send a lost segment again',
  },
  'segment/deliver-open': { ...SEGMENT_IN, name: 'Somebody opens a connection' },
  'segment/deliver-accept': { ...SEGMENT_IN, name: 'Our connection is accepted' },
  'segment/deliver-acknowledgment': { ...SEGMENT_IN, name: 'An acknowledgment comes in' },
  'segment/deliver-data': { ...SEGMENT_IN, name: 'Hand data to its connection' },
  'segment/deliver-close': { ...SEGMENT_IN, name: 'The other end closes' },
  'segment/deliver-reset': { ...SEGMENT_IN, name: 'The other end refuses' },
  'segment/closed-port': { ...SEGMENT_IN, name: 'A segment for a closed port' },
  'segment/already-received': { ...SEGMENT_IN, name: 'A segment that came before' },
  'segment/bad-sum': { ...SEGMENT_IN, name: 'A damaged segment' },
} as const;
