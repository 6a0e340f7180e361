import { formatIpv4, formatMac } from '../../base/address.ts';
import { askedAt, leasesOf } from '../../network/played/lease-server.ts';
import { momentOf } from '../../network/played/played.ts';
import type { Moment } from '../../network/played/played-program.ts';
import { type DhcpBinding, isFree } from '../../network/programs/dhcp/bindings.ts';
import { cardOf, type DhcpMessage, optionNumber } from '../../network/programs/dhcp/message.ts';
import { type Asked, clientKey } from '../../network/programs/dhcp/server-words.ts';
import {
  DHCP_MESSAGE,
  DHCP_MESSAGE_NAMES,
  DHCP_OPTION,
} from '../../protocols/dhcp-option-table.ts';
import { cardsOf, cardWithMac } from '../world-facts.ts';
import type { SituationOf } from './checks.ts';
import type { Scene } from './move.ts';

/** A DHCP server and what a client says. */
export type ServeLease = SituationOf<'serve-lease'>;

/** The server at the moment of the task; null where it does not run any more. */
const serverIn = ({ world, task, situation }: Scene<ServeLease>): Moment | null =>
  momentOf(world, { ...task, situation }) ?? null;

/** The message, with the LAN that it is about; undefined where the server has no say. */
export const askedIn = (scene: Scene<ServeLease>): Asked | undefined => {
  const moment = serverIn(scene);
  return moment === null ? undefined : askedAt(moment);
};

/** What the server has given away, offered or has been told of. */
export const bindingsIn = (scene: Scene<ServeLease>): readonly DhcpBinding[] => {
  const moment = serverIn(scene);
  return moment === null ? [] : leasesOf(moment).bindings;
};

/** The host that has asked, as far as there is one with that card. */
const clientIn = (scene: Scene<ServeLease>): string | undefined => {
  const asked = askedIn(scene);
  const owner =
    asked === undefined ? undefined : cardWithMac(scene.world, cardOf(asked.message.header));
  return owner?.node.spec.name;
};

/** The station that would notice: the client. */
export const askerOf = (scene: Scene<ServeLease>): string =>
  `${clientIn(scene) ?? scene.task.node}.application`;

/** Whether the client could get that address: in the pool, and nobody else's. */
export const isFreeFor = (scene: Scene<ServeLease>, address: number): boolean => {
  const asked = askedIn(scene);
  const moment = serverIn(scene);
  if (asked === undefined || moment === null) return false;
  const client = clientKey(asked.message);
  const { nowMicros } = moment.facts;
  return isFree(bindingsIn(scene), asked.subnet, address, client, nowMicros);
};

/** Addresses that are on this LAN already, those of the server and the routers among them. */
export const inUse = (scene: Scene<ServeLease>): readonly number[] => [
  ...bindingsIn(scene).map(({ address }) => address),
  ...cardsOf(scene.world).map(card => card.interface.address),
];

const numberIn = (message: DhcpMessage, code: number): string => {
  const address = optionNumber(message, code);
  return address === undefined ? '' : formatIpv4(address);
};

const { discover, request, decline, release, inform } = DHCP_MESSAGE;

/** What is said about an address, by the type of message, RFC 2131 §3.1 table 2; empty where it names none. */
const ABOUT: Readonly<Record<number, (address: string) => string>> = {
  [discover]: address => `would like ${address || 'any address'}`,
  [request]: address => `wants ${address || 'an address that it does not name'}`,
  [decline]: address => `turns down ${address || 'an address'}, which somebody else has`,
  [release]: address => `gives back ${address || 'an address that it does not name'}`,
  [inform]: () => 'wants to know the rest, and no address',
};

/** What a client is after, in plain words. One that names its own address has it already, and wants more time. */
const afterWhat = (message: DhcpMessage): string => {
  const { type, header } = message;
  const named = numberIn(message, DHCP_OPTION.requestedAddress);
  const own = header.clientAddress === 0 ? '' : formatIpv4(header.clientAddress);
  if (type === request && named === '' && own !== '') return `wants to keep ${own}`;
  return ABOUT[type]?.(named || own) ?? 'says what no client says';
};

/** What a message says, in plain words for the bench. */
export const askedFacts = (scene: Scene<ServeLease>): Readonly<Record<string, string>> => {
  const asked = askedIn(scene);
  if (asked === undefined) return {};
  const { message } = asked;
  const { clientAddress, broadcast } = message.header;
  const has = clientAddress === 0 ? 'no address yet' : formatIpv4(clientAddress);
  return {
    client: formatMac(cardOf(message.header)),
    says: DHCP_MESSAGE_NAMES[message.type] ?? String(message.type),
    has,
    wanted: afterWhat(message),
    named: numberIn(message, DHCP_OPTION.serverIdentifier) || 'no server',
    hears: broadcast === 1 ? 'broadcasts only' : 'what comes to its card',
  };
};
