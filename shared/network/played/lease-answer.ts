import { ownValue } from '../../base/own-value.ts';
import { DHCP_MESSAGE, DHCP_OPTION } from '../../protocols/dhcp-option-table.ts';
import type { DhcpOption } from '../../protocols/dhcp-options.ts';
import type { DhcpClientState } from '../programs/dhcp/client-state.ts';
import type { DhcpHappening } from '../programs/dhcp/client-states.ts';
import {
  type DhcpMessage,
  firstNumber,
  hardwareField,
  optionNumber,
  optionUnlessZero,
  readDhcp,
  typeOption,
  writeDhcp,
} from '../programs/dhcp/message.ts';
import { dhcpClientSettings } from '../programs/dhcp-services.ts';
import { numberAt, textAt, type Values } from '../values.ts';
import { clientAt, clientTurn, heardAt } from './lease-client.ts';
import type { Moment, PlayedProgram } from './played-program.ts';

/** What a client may do with a server's message: keep it as an offer, use the address, or begin anew. */
export const NEXTS = ['keep', 'use', 'start-anew'] as const;

const NEXT_OF: Readonly<Partial<Record<DhcpHappening, string>>> = {
  offer: 'keep',
  ack: 'use',
  granted: 'use',
  nak: 'start-anew',
};

const TYPES: Readonly<Record<string, number>> = {
  keep: DHCP_MESSAGE.offer,
  use: DHCP_MESSAGE.acknowledge,
  'start-anew': DHCP_MESSAGE.refuse,
};

/** What of a message a host puts into its own settings, with the option that says it. */
const TAKEN = [
  ['lease.router', DHCP_OPTION.router],
  ['lease.nameServer', DHCP_OPTION.nameServer],
] as const;

/** What the message says, as values; the seconds are those until half of the lease is over, RFC 2131 §4.4.5. */
const valuesTold = (message: DhcpMessage): Values => ({
  'lease.address': message.header.yourAddress,
  ...Object.fromEntries(TAKEN.map(([path, code]) => [path, firstNumber(message, code)])),
  'lease.renewSeconds':
    optionNumber(message, DHCP_OPTION.renewalSeconds) ??
    Math.floor((optionNumber(message, DHCP_OPTION.leaseSeconds) ?? 0) / 2),
});

/** Whether a message is about this client and this conversation, RFC 2131 §4.4.1. */
const isOwnConversation = (moment: Moment, { header }: DhcpMessage): boolean => {
  const card = hardwareField(dhcpClientSettings(moment.settings).card);
  return (
    header.transactionId === clientAt(moment).transactionId &&
    header.clientHardwareAddress.every((byte, index) => byte === card[index])
  );
};

const CHANGED: readonly number[] = [
  DHCP_OPTION.messageType,
  DHCP_OPTION.renewalSeconds,
  ...TAKEN.map(([, code]) => code),
];

/** What the host writes down of a lease that it takes. */
const writtenDown = (values: Values): readonly DhcpOption[] => {
  const renewSeconds = numberAt(values, 'lease.renewSeconds', 0) % 2 ** 32;
  return [
    ...TAKEN.flatMap(([path, code]) => optionUnlessZero(code, numberAt(values, path, 0) % 2 ** 32)),
    ...optionUnlessZero(DHCP_OPTION.renewalSeconds, renewSeconds),
  ];
};

/** The message as whoever decides takes it to be. */
const asTaken = (moment: Moment, message: DhcpMessage, values: Values): Uint8Array => {
  const { card } = dhcpClientSettings(moment.settings);
  const { transactionId } = clientAt(moment);
  const isUsed = values['lease.next'] === 'use';
  const own = message.header.yourAddress;
  const yourAddress = isUsed ? numberAt(values, 'lease.address', own) % 2 ** 32 : own;
  const changed = isUsed ? CHANGED : [DHCP_OPTION.messageType];
  const header = { ...message.header, transactionId, yourAddress };
  return writeDhcp({ ...header, clientHardwareAddress: hardwareField(card) }, [
    typeOption(ownValue(TYPES, textAt(values, 'lease.next', 'keep')) ?? message.type),
    ...(isUsed ? writtenDown(values) : []),
    ...message.options.filter(({ code }) => !changed.includes(code)),
  ]);
};

/** Where a client stands that believes a message: as if it had asked its sender for that. */
const believing = (moment: Moment, next: string): DhcpClientState => {
  const state = clientAt(moment);
  const isMeantSo = NEXT_OF[heardAt(moment) ?? 'start'] === next;
  return next === 'keep' || isMeantSo ? state : { ...state, phase: 'REQUESTING', offer: null };
};

/** A client and what a server says, RFC 2131 §4.4: is it for me, and what then? */
export const leaseAnswerPlayed: PlayedProgram = {
  choose: moment => {
    const message = readDhcp(moment.event.bytes);
    if (message === undefined) return { action: 'drop', values: { reason: 'malformed' } };
    const next = NEXT_OF[heardAt(moment) ?? 'start'];
    if (next !== undefined) return { action: 'deliver', values: { 'lease.next': next } };
    const reason = isOwnConversation(moment, message) ? 'not-asked' : 'not-my-question';
    return { action: 'drop', values: { reason } };
  },
  complete: (moment, action, given) => {
    const message = readDhcp(moment.event.bytes);
    if (action !== 'deliver' || message === undefined) return given;
    const next = NEXT_OF[heardAt(moment) ?? 'start'] ?? 'keep';
    return { 'lease.next': next, ...valuesTold(message), ...given };
  },
  turn: (moment, { action, values }) => {
    const state = clientAt(moment);
    const message = readDhcp(moment.event.bytes);
    if (action !== 'deliver' || message === undefined) return { state, effects: [] };
    const from = believing(moment, textAt(values, 'lease.next', 'keep'));
    const bytes = asTaken(moment, message, values);
    return clientTurn(moment, { ...moment.event, bytes }, from);
  },
};
