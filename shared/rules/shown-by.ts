import { ownValue } from '../base/own-value.ts';
import type { SituationType } from '../network/task.ts';
import type { FindingCode } from './findings.ts';

/** Where a message of DNS shows what was decided about one of its parts: the part, else the count of it. */
const ANSWERS = ['dns.answer.0', 'dns.answerCount'] as const;
const AUTHORITY = ['dns.authority.0', 'dns.authorityCount'] as const;
const ADDITIONAL = ['dns.additional.0', 'dns.additionalCount'] as const;
const ASKED = ['dns.question.0.name', 'dns.name'] as const;
/** An option that is not there would stand among the others. */
const OPTIONS = ['dhcp.options'] as const;
const SORT = ['dhcp.messageType'] as const;
const MESSAGE = ['text', 'http.startLine', 'frame.payload'] as const;
const CARRIED = ['tls', 'http.startLine', 'dns', 'tcp', 'udp', 'arp', 'ipv4'] as const;
const TCP_PLACE = ['tcp.sequenceNumber', 'dns.id', 'arp', 'ipv4.identification'] as const;

/** By field, where it is no field of the unit itself; the first span that is there counts. */
const BY_FIELD: Readonly<Record<string, readonly string[]>> = {
  'dns.answers': ANSWERS,
  'dns.authority': AUTHORITY,
  'dns.additional': ADDITIONAL,
  'dns.ttl': ['dns.answer.0.ttl', 'dns.authority.0.ttl', 'dns.rcode'],
  reply: ['dns.rcode'],
  answer: [...ANSWERS, 'dns.rcode'],
  keep: [...AUTHORITY, ...ADDITIONAL],
  answerTtl: ['dns.answer.0.ttl'],
  'dhcp.subnetMask': OPTIONS,
  'dhcp.router': OPTIONS,
  'dhcp.nameServer': OPTIONS,
  'dhcp.domainName': OPTIONS,
  'dhcp.leaseSeconds': OPTIONS,
  'dhcp.requestedAddress': OPTIONS,
  'dhcp.serverIdentifier': OPTIONS,
  say: SORT,
  'lease.reply': SORT,
  'lease.next': SORT,
  'lease.address': ['dhcp.yourAddress'],
  'lease.router': ['dhcp.router', ...OPTIONS],
  'lease.nameServer': ['dhcp.nameServer', ...OPTIONS],
  'lease.renewSeconds': ['dhcp.leaseSeconds', ...OPTIONS],
  'learn.mac': ['arp.senderHardware', 'ethernet.source'],
  'learn.address': ['arp.senderProtocol'],
  // Without options the length of the header says so.
  'ipv4.options': ['ipv4.headerLength'],
  'tcp.options': ['tcp.dataOffset'],
  read: ['http.emptyLine', 'http.startLine'],
  byte: MESSAGE,
  signal: MESSAGE,
  asked: ['http.target', 'dns.question.0.name', 'arp.targetProtocol', ...CARRIED],
  readable: CARRIED,
  damage: ['ethernet.frameCheckSequence', 'ipv4.headerChecksum'],
  part: TCP_PLACE,
  again: TCP_PLACE,
  diedAt: ['icmp.data.ipv4', 'icmp.type'],
  rule: ['ipv4'],
  'nat.rewrites': ['icmp.data', 'ipv4.payload'],
  'http.file': ['http.body', 'http.startLine'],
  'http.version': ['http.startLine'],
  status: ['http.status'],
};

/** What is left, dropped or handed on is judged by this. */
const BY_SITUATION: Readonly<Partial<Record<SituationType, readonly string[]>>> = {
  'answer-query': ASKED,
  'arp-reply-in': ['arp.targetHardware'],
  'filter-packet': ['ipv4'],
  'hear-bits': MESSAGE,
  'read-answer': ['dns.id'],
  'read-lease': ['dhcp.transactionId'],
  'read-response': ['http.startLine'],
  'read-text': MESSAGE,
  'resolve-question': ASKED,
  'resolve-reply': ['dns.id'],
  'serve-lease': SORT,
  'translate-packet': ['ipv4'],
  'wrap-packet': ['ipv4.destination'],
};

/** Where the two differ by what was found. */
const BY_CODE: Readonly<Partial<Record<FindingCode, readonly string[]>>> = {
  'answer/exists': ['dns.rcode'],
  'answer/does-not-exist': ['dns.rcode'],
  'reply/is-referral': AUTHORITY,
  'reply/is-answer': ANSWERS,
};

/** Paths of spans that show a finding about something that is no field of the unit, the most telling first. */
export const shownFor = (
  situation: SituationType,
  code: FindingCode,
  path: string,
): readonly string[] => [
  ...(BY_CODE[code] ?? []),
  ...(path === 'action' ? (BY_SITUATION[situation] ?? []) : (ownValue(BY_FIELD, path) ?? [])),
];
