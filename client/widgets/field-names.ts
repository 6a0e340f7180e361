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
  ports: 'Leaves by',
  why: 'Because',
  card: 'Whose card',
  readable: 'What can be read',
  host: 'Which host',
  asked: 'What is asked for',
  damage: 'What happened to it',
  part: 'How much of a message',
  again: 'Who says it again',
  'dns.id': 'Id',
  'dns.name': 'Name asked for',
  'dns.type': 'Type of record',
  'dns.rd': 'Recursion desired',
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
