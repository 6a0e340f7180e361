import type { DropReason } from '../../shared/network/task.ts';

/** Labels of choices that stand outside the header. */
const FIELD_LABELS: Readonly<Record<string, string>> = {
  nextHop: 'Next hop',
  interface: 'Goes out of',
  handTo: 'Hand it up to',
  socket: 'For which socket',
  server: 'Whom to ask',
  answer: 'What you send back',
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
export const outsideLabel = (path: string): string => {
  const known = FIELD_LABELS[path];
  if (known !== undefined) return known;
  const name = path.split('.').at(-1) ?? path;
  const spaced = name.replace(/([A-Z])/g, ' $1').toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
};

const DROP_WORDS: Readonly<Record<DropReason, string>> = {
  'not-mine': 'It is not for me',
  'bad-frame-check': 'The frame check sequence does not fit',
  'bad-header-checksum': 'The header checksum does not fit',
  'bad-transport-checksum': 'The checksum does not fit',
  'time-to-live-expired': 'Its time to live is used up',
  'no-route': 'No route leads there',
  'no-such-port': 'No process has that port',
  'not-my-question': 'I did not ask that',
  'already-received': 'I have it already',
  malformed: 'It breaks the rules of its header',
  'nothing-to-do': 'There is nothing to do',
};

const ANSWER_WORDS: Readonly<Record<string, string>> = {
  rst: 'a reset (RST)',
  ack: 'an acknowledgment (ACK)',
  'port-unreachable': 'port unreachable',
  'net-unreachable': 'network unreachable',
  'host-unreachable': 'host unreachable',
  'time-exceeded': 'time exceeded',
  'arp-reply': 'the ARP reply',
  'echo-reply': 'the echo reply',
};

const spacedOut = (code: string): string => code.replaceAll('-', ' ');

export const reasonWords = (reason: string): string =>
  DROP_WORDS[reason as DropReason] ?? spacedOut(reason);

export const answerWords = (choice: string): string => ANSWER_WORDS[choice] ?? spacedOut(choice);
