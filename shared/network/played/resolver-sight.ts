import { dns } from '../../protocols/dns.ts';
import type { DnsMessage, DnsQuestion, ResourceRecord } from '../../protocols/dns-message.ts';
import type { IpAddress } from '../programs/program.ts';
import { scrubbed } from '../programs/resolver/reply.ts';
import { resolverSettings } from '../programs/resolver/told.ts';
import { RECORD_TYPE_NUMBERS } from '../programs/zone.ts';
import type { Moment } from './played-program.ts';
import { claimedQuery } from './resolver-reply.ts';
import { ownTurn, type ResolverTurn } from './resolver-turn.ts';

/** A zone and the addresses of the servers that may be asked about it. */
export interface ZoneServers {
  readonly zone: string;
  readonly addresses: readonly number[];
}

const numeric = (addresses: readonly IpAddress[]): readonly number[] =>
  addresses.filter(address => typeof address === 'number');

/** The servers of the root that a resolver knows from the start. */
export const rootServers = ({ settings }: Pick<Moment, 'settings'>): readonly number[] =>
  resolverSettings(settings).hints.flatMap(({ addresses }) => numeric(addresses));

const mayBeAsked = ({ asked, state }: ResolverTurn): ZoneServers => {
  const delegation = state.lookups.get(asked?.lookup ?? 0)?.delegation;
  const servers = delegation?.servers.flatMap(one => one.addresses) ?? [];
  const addresses = numeric(servers.map(({ address }) => address));
  return { zone: delegation?.zone ?? '', addresses };
};

/** Whom the next question may go to: any server of the zone that the resolver has got to by now. */
export const serversNext = (moment: Moment): ZoneServers => mayBeAsked(ownTurn(moment));

const messageAt = ({ event }: Moment): DnsMessage | undefined => {
  const decoded = dns.decode(event.bytes);
  return decoded.ok ? decoded.value.header : undefined;
};

/** The question in the message at this moment. */
export const questionAsked = (moment: Moment): DnsQuestion | undefined =>
  messageAt(moment)?.questions[0];

const { OPT } = RECORD_TYPE_NUMBERS;

const recordsIn = ({ answers, authorities, additionals }: DnsMessage): readonly ResourceRecord[] =>
  [...answers, ...authorities, ...additionals].filter(({ type }) => type !== OPT);

/** Names in a reply of which its server has no say: outside the zone that it was asked for (bailiwick, RFC 5452 §6). */
export const namesOutside = (moment: Moment): readonly string[] => {
  const message = messageAt(moment);
  const zone = claimedQuery(moment)?.zone;
  if (message === undefined || zone === undefined) return [];
  const kept = new Set(recordsIn(scrubbed(message, zone)).map(({ name }) => name.toLowerCase()));
  const names = recordsIn(message).map(({ name }) => name.toLowerCase());
  return [...new Set(names)].filter(name => !kept.has(name));
};
