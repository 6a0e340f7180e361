import { LIMITED_BROADCAST } from '../../base/address.ts';
import { ownValue } from '../../base/own-value.ts';
import { DHCP_MESSAGE, DHCP_OPTION } from '../../protocols/dhcp-option-table.ts';
import { lastKept } from '../last-kept.ts';
import { chooseAddress } from '../programs/dhcp/bindings.ts';
import {
  cardOf,
  DHCP_CLIENT_PORT,
  DHCP_SERVER_PORT,
  optionNumber,
} from '../programs/dhcp/message.ts';
import { REPLY_TYPES, replyOfValues, valuesOfReply } from '../programs/dhcp/reply-values.ts';
import {
  askedIn,
  type DhcpServerState,
  dhcpServer,
  kept,
  OFFER_SECONDS,
  until,
} from '../programs/dhcp/server.ts';
import { type Asked, answer, clientKey } from '../programs/dhcp/server-words.ts';
import { wayBack } from '../programs/dhcp/way-back.ts';
import { dhcpServerSettings } from '../programs/dhcp-services.ts';
import type { ProgramEffect, ProgramTurn } from '../programs/program.ts';
import type { Decision } from '../task.ts';
import { numberAt, textAt, type Values } from '../values.ts';
import { saidIn } from './lease-said.ts';
import type { Moment, PlayedProgram } from './played-program.ts';

/** What the server remembers. */
export const leasesOf = ({ state }: Pick<Moment, 'state'>): DhcpServerState =>
  (state as DhcpServerState | undefined) ?? { bindings: [] };

/** The message at this moment, with the LAN that it is about; undefined where the server has no say. */
export const askedAt = lastKept<Moment, void, Asked | undefined>(({ event, settings, facts }) =>
  askedIn(event, dhcpServerSettings(settings), facts),
);

/** The server's own turn at this moment, computed once. */
const ownTurn = lastKept<Moment, void, ProgramTurn<DhcpServerState>>(moment =>
  dhcpServer(dhcpServerSettings(moment.settings)).step(
    leasesOf(moment),
    moment.event,
    moment.facts,
  ),
);

/** What the server says in a turn, as values; undefined where it says nothing. */
const valuesSaid = (turn: Pick<ProgramTurn<unknown>, 'effects'>): Values | undefined => {
  const message = saidIn(turn)?.message;
  return message === undefined ? undefined : valuesOfReply(message);
};

const { discover, request, release, decline } = DHCP_MESSAGE;

/** Why a server says nothing. */
const silence = ({ message, own }: Asked): string => {
  if (message.type === discover) return 'no-address-left';
  const named = optionNumber(message, DHCP_OPTION.serverIdentifier);
  if (named !== undefined && named !== own) return 'other-server';
  return message.type === request ? 'not-my-client' : 'nothing-to-do';
};

/** What is noted in silence, by the type of message. */
const NOTED: Readonly<Record<number, string>> = {
  [release]: 'given-back',
  [decline]: 'address-taken',
};

const choose = (moment: Moment): Decision => {
  const asked = askedAt(moment);
  if (asked === undefined) return { action: 'drop', values: { reason: 'malformed' } };
  const turn = ownTurn(moment);
  const said = valuesSaid(turn);
  if (said !== undefined)
    return { action: 'send', values: { 'lease.reply': said['lease.reply'] ?? '' } };
  const noted = turn.state === moment.state ? undefined : NOTED[asked.message.type];
  return { action: 'drop', values: { reason: noted ?? silence(asked) } };
};

/** The address that somebody would write who thinks that this is the answer: the client's, else any. */
const addressFor = (moment: Moment, { message, subnet }: Asked): number => {
  const wished =
    optionNumber(message, DHCP_OPTION.requestedAddress) ?? message.header.clientAddress;
  if (wished !== 0) return wished;
  const { bindings } = leasesOf(moment);
  const { nowMicros } = moment.facts;
  const free = chooseAddress(bindings, subnet, clientKey(message), undefined, nowMicros);
  return free ?? subnet.first;
};

/** The answer of that sort, as far as the server could give it. */
const valuesFor = (moment: Moment, asked: Asked, word: string): Values => {
  const own = valuesSaid(ownTurn(moment));
  if (own?.['lease.reply'] === word) return { ...own, 'dhcp.domainName': asked.subnet.domainName };
  const type = ownValue(REPLY_TYPES, word) ?? DHCP_MESSAGE.offer;
  const address = word === 'refuse' ? 0 : addressFor(moment, asked);
  const values = valuesSaid({ effects: [answer(asked, type, address)] });
  return { ...values, 'lease.reply': word, 'dhcp.domainName': asked.subnet.domainName };
};

/** Where the answer goes that `values` make, RFC 2131 §4.1. */
const way = ({ message: { header } }: Asked, values: Values) =>
  wayBack(
    header,
    numberAt(values, 'dhcp.yourAddress', 0) % 2 ** 32,
    cardOf(header),
    values['lease.reply'] === 'refuse',
  );

const complete = (moment: Moment, asked: Asked, given: Values): Values => {
  const own = choose(moment).values['lease.reply'];
  const word = textAt(given, 'lease.reply', typeof own === 'string' ? own : 'offer');
  const values = { ...valuesFor(moment, asked, word), ...given };
  const { address } = way(asked, values).peer;
  return { answerTo: typeof address === 'number' ? address : 0, ...values };
};

/** What the server remembers after it has said so. */
const afterSaying = (moment: Moment, asked: Asked, values: Values): DhcpServerState => {
  const state = leasesOf(moment);
  const address = numberAt(values, 'dhcp.yourAddress', 0) % 2 ** 32;
  const { facts } = moment;
  if (values['lease.reply'] === 'acknowledge') {
    const seconds = numberAt(values, 'dhcp.leaseSeconds', asked.subnet.leaseSeconds) % 2 ** 32;
    return kept(state, asked, address, 'leased', until(facts, seconds));
  }
  if (values['lease.reply'] === 'refuse') return state;
  return kept(state, asked, address, 'offered', until(facts, OFFER_SECONDS));
};

/** The datagram to where it was decided that it goes: by the card where that is the address the client is given. */
const sent = (asked: Asked, values: Values): ProgramEffect => {
  const { header } = asked.message;
  const to = numberAt(values, 'answerTo', LIMITED_BROADCAST) % 2 ** 32;
  const own = way(asked, values);
  const isOwn = own.peer.address === to;
  const isGiven = to === numberAt(values, 'dhcp.yourAddress', 0) && header.clientAddress === 0;
  const elsewhere = {
    peer: { address: to, port: DHCP_CLIENT_PORT },
    ...(isGiven ? { hardware: cardOf(header) } : {}),
  };
  return {
    type: 'send-datagram',
    port: DHCP_SERVER_PORT,
    from: asked.own,
    ...(isOwn ? own : elsewhere),
    bytes: replyOfValues(asked.message, values),
  };
};

/** Giving addresses, RFC 2131 §4.3, by whoever sits at the server. */
export const leaseServerPlayed: PlayedProgram = {
  choose,
  complete: (moment, action, given) => {
    const asked = askedAt(moment);
    return action !== 'send' || asked === undefined ? given : complete(moment, asked, given);
  },
  turn: (moment, { action, values }) => {
    const asked = askedAt(moment);
    if (asked === undefined || action !== 'send') return { state: moment.state, effects: [] };
    return { state: afterSaying(moment, asked, values), effects: [sent(asked, values)] };
  },
  // What is noted for the right reason changes the leases: an address comes back, or is not kept any more.
  silent: (moment, { values }) => {
    const { action, values: right } = choose(moment);
    return action === 'drop' && values.reason === right.reason
      ? { ...ownTurn(moment), effects: [] }
      : { state: moment.state, effects: [] };
  },
};
