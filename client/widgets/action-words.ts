import type { Action, DropReason } from '../../shared/network/task.ts';
import type { FindingView } from '../../shared/session/views/play.ts';

const DROP_WORDS: Readonly<Record<DropReason, string>> = {
  'not-mine': 'It is not for me',
  'bad-frame-check': 'The frame check sequence does not fit',
  'bad-header-checksum': 'The header checksum does not fit',
  'bad-transport-checksum': 'The checksum does not fit',
  'time-to-live-expired': 'Its time to live is used up',
  'no-route': 'No route leads there',
  'no-such-port': 'No process has that port',
  'not-my-question': 'I did not ask that',
  'not-asked': 'It answers nothing that I have asked',
  'no-address-left': 'No address is left to give',
  'other-server': 'It is for another server',
  'not-my-client': 'I know no such client',
  'not-my-protocol': 'It is not my protocol',
  'given-back': 'It gives its address back, and I note it',
  'address-taken': 'It says that somebody has the address, and I note it',
  'already-received': 'I have it already',
  'not-permitted': 'No line of the list permits it',
  'line-denies': 'A line of the list denies it',
  'opens-nothing': 'It belongs to no connection and opens none',
  'no-mapping': 'It belongs to nobody inside',
  malformed: 'It breaks the rules of its header',
  'same-port': 'Its card is on the port it came from',
  'source-checked': 'Somebody on the way would check the source',
  'no-reply-to-me': 'Without a reply to me it is no use',
  'nothing-to-do': 'There is nothing to do',
};

const ANSWER_WORDS: Readonly<Record<string, string>> = {
  rst: 'a reset (RST)',
  ack: 'an acknowledgment (ACK)',
  'port-unreachable': 'port unreachable',
  'net-unreachable': 'network unreachable',
  'host-unreachable': 'host unreachable',
  'time-exceeded': 'time exceeded',
  'fragmentation-needed': 'too long, and must not be cut',
  prohibited: 'communication prohibited',
  'arp-reply': 'the ARP reply',
  'echo-reply': 'the echo reply',
  records: 'the records',
  'no-such-name': 'that there is no such name',
  'no-data': 'that there is nothing of that type',
  failure: 'that it could not be found out',
  refused: 'that you refuse',
  '400': '400 Bad Request',
  '413': '413 Content Too Large',
  '414': '414 URI Too Long',
  '431': '431 Header Fields Too Large',
  '500': '500 no such command, or too long',
  '502': '502 not at hand',
  '503': '503 out of order',
  '505': '505 version not supported',
  '554': '554 no',
  FORMERR: 'FORMERR, format error',
  NOTIMP: 'NOTIMP, not implemented',
  REFUSED: 'REFUSED, by policy',
};

const spacedOut = (code: string): string => code.replaceAll('-', ' ');

export const reasonWords = (reason: string): string =>
  DROP_WORDS[reason as DropReason] ?? spacedOut(reason);

export const answerWords = (choice: string): string => ANSWER_WORDS[choice] ?? spacedOut(choice);

const ACTION_WORDS: Readonly<Record<Action, string>> = {
  send: 'send it on',
  deliver: 'hand it up',
  drop: 'drop it',
  answer: 'send an answer back',
};

const actionWords = (given: string): string =>
  ACTION_WORDS[given as Action] ?? DROP_WORDS[given as DropReason] ?? answerWords(given);

/** What was given, in words where it was no value of a field but something done with the unit. */
export const givenWords = ({ field, givenShown }: FindingView): string => {
  if (givenShown === '') return 'nothing';
  return field === 'action' ? `“${actionWords(givenShown)}”` : givenShown;
};
