import { DHCP_OPTION } from '../../../protocols/dhcp-option-table.ts';
import { numberAt, textAt, type Values } from '../../values.ts';
import { sayingOfType, typeOfSaying } from './client-words.ts';
import {
  type DhcpMessage,
  optionNumber,
  optionUnlessZero,
  readDhcp,
  typeOption,
  writeDhcp,
} from './message.ts';

const { requestedAddress, serverIdentifier, messageType } = DHCP_OPTION;
const DECIDED: readonly number[] = [messageType, requestedAddress, serverIdentifier];

/** A client's message without what is decided about it: its sort, who is meant, which address. */
export const draftOfAsk = (message: DhcpMessage): Uint8Array =>
  writeDhcp({ ...message.header, clientAddress: 0 }, [
    typeOption(0),
    ...message.options.filter(({ code }) => !DECIDED.includes(code)),
  ]);

/** The message that a decision makes of a draft, RFC 2131 §4.4.1 table 5; a 0 leaves an option out. */
export const askOfValues = (draft: Uint8Array, values: Values): Uint8Array => {
  const message = readDhcp(draft);
  if (message === undefined) return draft;
  const clientAddress = numberAt(values, 'dhcp.clientAddress', 0) % 2 ** 32;
  const options = [
    typeOption(typeOfSaying(textAt(values, 'say', 'discover'))),
    ...optionUnlessZero(requestedAddress, numberAt(values, 'dhcp.requestedAddress', 0)),
    ...optionUnlessZero(serverIdentifier, numberAt(values, 'dhcp.serverIdentifier', 0)),
    ...message.options.filter(({ code }) => !DECIDED.includes(code)),
  ];
  return writeDhcp({ ...message.header, clientAddress }, options);
};

/** The other way: a client's message as values of a decision. */
export const valuesOfAsk = (message: DhcpMessage): Values => ({
  say: sayingOfType(message.type),
  'dhcp.requestedAddress': optionNumber(message, requestedAddress) ?? 0,
  'dhcp.serverIdentifier': optionNumber(message, serverIdentifier) ?? 0,
  'dhcp.clientAddress': message.header.clientAddress,
});
