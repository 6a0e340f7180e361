/** Labels of choices that stand outside the header. */
const FIELD_LABELS: Readonly<Record<string, string>> = {
  action: 'What to do',
  nextHop: 'Next hop',
  interface: 'Goes out of',
  handTo: 'Hand it up to',
  socket: 'For which socket',
  server: 'Whom to ask',
  answer: 'What the answer says',
  answerTo: 'Send it back to',
  mine: 'Is it an answer to your question',
  reason: 'Why it ends here',
  page: 'What the user sees',
  status: 'Status',
  text: 'Text',
  signal: 'Signal',
  byte: 'Byte you hear',
  meaning: 'What it tells you',
  diedAt: 'Where the packet ended',
  'learn.address': 'Whose address',
  'learn.mac': 'Its MAC',
  'learn.port': 'Heard on port',
  'learn.row': 'What becomes of the table',
  rule: 'What decides',
  'nat.port': 'Port or identifier',
  'nat.rewrites': 'What you write',
  mtu: 'Cut to at most',
  secondOffset: 'Second piece begins at',
  ports: 'Leaves by',
  why: 'Because',
  card: 'Whose card',
  readable: 'What can be read',
  host: 'Which host',
  asked: 'What is asked for',
  damage: 'What happened to it',
  part: 'How much of a message',
  again: 'Who says it again',
  wears: 'Source address it wears',
  toPort: 'To port',
  asks: 'Question it repeats',
  pointsTo: 'Address it tells',
  lasts: 'To be kept, seconds',
  when: 'When it leaves',
  replyGoes: 'Replies arrive at',
  odds: 'Odds that it fits',
  'dns.id': 'Id',
  'dns.name': 'Name asked for',
  'dns.type': 'Type of record',
  'dns.rd': 'Recursion desired',
  reply: 'What you answer',
  'dns.aa': 'Authoritative',
  'dns.rcode': 'Response code',
  'dns.answers': 'Answer section',
  'dns.authority': 'Authority section',
  'dns.additional': 'Additional section',
  'dns.ttl': 'May be kept, seconds',
  queryId: 'Id of your question',
  queryPort: 'Port of your question',
  keep: 'What you keep',
  answerTtl: 'May be kept, seconds',
  answerAuthority: 'Authoritative',
  answerRecursion: 'Recursion available',
  'http.method': 'Method',
  'http.target': 'Target',
  'http.version': 'Version',
  'http.host': 'Host',
  'http.status': 'Status',
  'http.reason': 'Reason',
  'http.file': 'File',
  'http.contentLength': 'Content-Length',
};

/** 'udp.sourcePort' becomes 'Source port' where no table gives a better name. */
export const fieldName = (path: string): string => {
  const known = FIELD_LABELS[path];
  if (known !== undefined) return known;
  const name = path.split('.').at(-1) ?? path;
  const spaced = name.replace(/([A-Z])/g, ' $1').toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
};

/** A label inside a sentence: 'Source port' becomes 'source port', 'TTL' stays. */
export const inSentence = (label: string): string =>
  /^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
