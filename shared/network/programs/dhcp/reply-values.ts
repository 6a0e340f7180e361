import { ownValue } from '../../../base/own-value.ts';
import { DHCP_MESSAGE, DHCP_OPTION } from '../../../protocols/dhcp-option-table.ts';
import type { DhcpOption } from '../../../protocols/dhcp-options.ts';
import { numberAt, textAt, type Values } from '../../values.ts';
import {
  type DhcpMessage,
  firstNumber,
  optionUnlessZero,
  textOption,
  typeOption,
  writeDhcp,
} from './message.ts';
import { relayed, replyHeader, roomFor, WHY_REFUSED } from './server-words.ts';

/** What a server may answer, in one word, with the message type of it, RFC 2131 §3.1 table 2. */
export const REPLY_TYPES: Readonly<Record<string, number>> = {
  offer: DHCP_MESSAGE.offer,
  acknowledge: DHCP_MESSAGE.acknowledge,
  refuse: DHCP_MESSAGE.refuse,
};

/** The words for the answers of a server. */
export const LEASE_REPLIES = ['offer', 'acknowledge', 'refuse'] as const;

/** What is told of the LAN and the lease, in the order in which it is written; a 0 leaves one out. */
const TOLD = [
  ['dhcp.leaseSeconds', DHCP_OPTION.leaseSeconds],
  ['dhcp.subnetMask', DHCP_OPTION.subnetMask],
  ['dhcp.router', DHCP_OPTION.router],
  ['dhcp.nameServer', DHCP_OPTION.nameServer],
] as const;

const told = (values: Values): readonly DhcpOption[] => {
  const domainName = textAt(values, 'dhcp.domainName', '');
  return [
    ...TOLD.flatMap(([path, code]) => optionUnlessZero(code, numberAt(values, path, 0) % 2 ** 32)),
    ...(domainName === '' ? [] : [textOption(DHCP_OPTION.domainName, domainName)]),
  ];
};

/** The answer to `asked` that a decision says, RFC 2131 §4.3.1 table 3: `reply` is its sort, the rest by option. */
export const replyOfValues = (asked: DhcpMessage, values: Values): Uint8Array => {
  const type = ownValue(REPLY_TYPES, textAt(values, 'lease.reply', 'offer')) ?? DHCP_MESSAGE.offer;
  const isRefusal = type === DHCP_MESSAGE.refuse;
  const own = numberAt(values, 'dhcp.serverIdentifier', 0) % 2 ** 32;
  const header = replyHeader(asked, type, numberAt(values, 'dhcp.yourAddress', 0) % 2 ** 32);
  const transactionId = numberAt(values, 'dhcp.transactionId', header.transactionId) % 2 ** 32;
  const options = [
    typeOption(type),
    ...optionUnlessZero(DHCP_OPTION.serverIdentifier, own),
    ...(isRefusal ? [textOption(DHCP_OPTION.message, WHY_REFUSED)] : told(values)),
    ...relayed(asked),
  ];
  return writeDhcp({ ...header, transactionId }, options, roomFor(asked));
};

const wordOf = (type: number): string | undefined =>
  LEASE_REPLIES.find(word => REPLY_TYPES[word] === type);

/** The other way: an answer as values of a decision; undefined where a server says no such thing. */
export const valuesOfReply = (message: DhcpMessage): Values | undefined => {
  const reply = wordOf(message.type);
  if (reply === undefined) return undefined;
  const { yourAddress, transactionId } = message.header;
  return {
    'lease.reply': reply,
    'dhcp.transactionId': transactionId,
    'dhcp.yourAddress': yourAddress,
    'dhcp.serverIdentifier': firstNumber(message, DHCP_OPTION.serverIdentifier),
    ...Object.fromEntries(TOLD.map(([path, code]) => [path, firstNumber(message, code)])),
  };
};
