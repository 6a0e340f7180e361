import { nameServer } from '../../../../../shared/network/programs/name-server-program.ts';
import type { IpAddress, Program } from '../../../../../shared/network/programs/program.ts';
import { resolver } from '../../../../../shared/network/programs/resolver/resolver.ts';
import {
  careful,
  type ResolverSettings,
} from '../../../../../shared/network/programs/resolver/settings.ts';
import { dataText, makeQuery } from '../../../../../shared/network/programs/stub-resolver.ts';
import { RECORD_TYPE_NUMBERS } from '../../../../../shared/network/programs/zone.ts';
import type { ZoneRecord } from '../../../../../shared/network/topology.ts';
import { type DnsMessage, dns, type ResourceRecord } from '../../../../../shared/protocols/dns.ts';
import { optRecord } from '../../../../../shared/protocols/dns-edns.ts';
import { RECORD_TYPES } from '../../../../../shared/protocols/iana.ts';
import { FakeInternet } from './fake-internet.ts';

export type TypeName = keyof typeof RECORD_TYPE_NUMBERS;

/** 'name type data', or 'name ttl type data'; the TTL is an hour unless given. */
export const zoneRecords = (lines: string): readonly ZoneRecord[] =>
  lines
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')
    .map(line => {
      const [name = '', ...rest] = line.split(/\s+/);
      const isNumber = /^\d+$/.test(rest[0] ?? '');
      const timeToLiveSeconds = isNumber ? Number(rest.shift()) : 3600;
      const [type, ...data] = rest;
      return {
        name: name === '.' ? '' : name,
        type: type as ZoneRecord['type'],
        timeToLiveSeconds,
        data: data.join(' '),
      };
    });

const soa = (zone: string, minimum = 300): string =>
  `${zone} SOA ns.${zone === '.' ? 'root-servers.example' : zone} mail.example 1 7200 3600 86400 ${minimum}`;

export const ROOT = 0xc0000201;
export const TOP = 0xc0000202;
export const GAME = 0xc0000203;
export const SHOP = 0xc0000204;
export const SPARE = 0xc0000205;
export const RESOLVER = 0xc6336401;
export const CLIENT = 0xcb007101;

/** The name of a server in the story of a resolution. */
const NAMES: Readonly<Record<number, string>> = {
  [ROOT]: 'root',
  [TOP]: 'top',
  [GAME]: 'game',
  [SHOP]: 'shop',
  [SPARE]: 'spare',
};

/** Zones by the address of their server. */
export type Zones = Readonly<Record<number, string>>;

export const ZONES: Zones = {
  [ROOT]: `${soa('.')}
    . NS ns.root-servers.example
    ns.root-servers.example A 192.0.2.1
    example NS ns.nic.example
    ns.nic.example A 192.0.2.2
    arpa NS ns.nic.example`,
  [TOP]: `${soa('example')}
    example NS ns.nic.example
    ns.nic.example A 192.0.2.2
    game.example NS ns.game.example
    ns.game.example A 192.0.2.3
    shop.example NS ns.shop.example
    ns.shop.example A 192.0.2.4
    ${soa('arpa')}
    arpa NS ns.nic.example
    2.0.192.in-addr.arpa NS ns.game.example
    8.b.d.0.1.0.0.2.ip6.arpa NS ns.game.example`,
  [GAME]: `${soa('game.example')}
    game.example NS ns.game.example
    game.example MX 10 mail.shop.example
    ns.game.example A 192.0.2.3
    www.game.example 300 A 198.51.100.10
    www.game.example 300 AAAA 2001:db8::10
    deep.down.game.example A 198.51.100.11
    *.wild.game.example TXT wild
    play.game.example CNAME www.game.example
    buy.game.example CNAME cart.shop.example
    lost.game.example CNAME nowhere.shop.example
    loop.game.example CNAME pool.shop.example
    sub.game.example NS ns.elsewhere.shop.example
    ${soa('2.0.192.in-addr.arpa')}
    10.2.0.192.in-addr.arpa PTR www.game.example
    ${soa('8.b.d.0.1.0.0.2.ip6.arpa')}
    0.1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa PTR www.game.example`,
  [SHOP]: `${soa('shop.example', 60)}
    shop.example NS ns.shop.example
    ns.shop.example A 192.0.2.4
    cart.shop.example A 198.51.100.20
    mail.shop.example A 198.51.100.25
    pool.shop.example CNAME loop.game.example
    ns.elsewhere.shop.example A 192.0.2.5`,
  [SPARE]: `${soa('sub.game.example')}
    sub.game.example NS ns.elsewhere.shop.example
    host.sub.game.example A 198.51.100.30`,
};

const SILENT: Program<null> = {
  start: () => ({ state: null, effects: [] }),
  step: () => ({ state: null, effects: [] }),
};

export interface Asking {
  readonly id?: number;
  readonly rd?: number;
  readonly edns?: number;
  readonly patienceSeconds?: number;
  readonly of?: IpAddress;
}

/** A client, a resolver and the name servers of a small internet. */
export class SmallInternet extends FakeInternet {
  #seen = 0;

  constructor(zones: Zones = ZONES, changes: Partial<ResolverSettings> = {}, seed = 'small') {
    super(seed);
    for (const [address, lines] of Object.entries(zones)) this.serve(Number(address), lines);
    const hints = [{ name: 'ns.root-servers.example', addresses: [ROOT] }];
    this.add(RESOLVER, resolver({ ...careful(hints), ...changes }));
    this.add(CLIENT, SILENT);
  }

  /** Puts a name server there, in place of the one before. */
  serve(address: number, lines: string): void {
    this.remove(address);
    this.add(address, nameServer(zoneRecords(lines)));
  }

  /** Asks the resolver and gives what comes back, or undefined when nothing does. */
  ask(name: string, type: TypeName, asking: Asking = {}): DnsMessage | undefined {
    const { id = 7, rd = 1, edns, patienceSeconds = 60, of = RESOLVER } = asking;
    const query = { ...makeQuery({ id, name, recordType: RECORD_TYPE_NUMBERS[type] }), rd };
    const additionals = edns === undefined ? [] : [optRecord({ udpSizeBytes: edns })];
    const from = { address: CLIENT, port: 40_000 + id };
    const before = this.sent.length;
    this.#seen = before;
    const bytes = dns.encode({ ...query, additionals });
    this.inject({ via: 'datagram', from, to: { address: of, port: 53 }, bytes });
    const untilMicros = this.nowMicros + patienceSeconds * 1_000_000;
    this.run(untilMicros);
    const reply = this.sent
      .slice(before)
      .find(({ to }) => to.address === CLIENT && to.port === from.port);
    const decoded = reply === undefined ? undefined : dns.decode(reply.bytes);
    return decoded?.ok === true ? decoded.value.header : undefined;
  }

  wait(seconds: number): void {
    this.run(this.nowMicros + seconds * 1_000_000);
  }

  /** Questions that the resolver sent for the last one, as 'server name type'; '+' marks a stream. */
  story(): readonly string[] {
    return this.sent.slice(this.#seen).flatMap(({ from, to, bytes, via }) => {
      if (from.address !== RESOLVER || to.address === CLIENT) return [];
      const decoded = dns.decode(via === 'stream' ? bytes.subarray(2) : bytes);
      if (!decoded.ok) return [];
      const [question] = decoded.value.header.questions;
      const type = RECORD_TYPES[question?.type ?? 0];
      const server = NAMES[Number(to.address)] ?? String(to.address);
      const mark = via === 'stream' ? '+' : '';
      return [`${server}${mark} ${question?.name.toLowerCase()} ${type}`];
    });
  }
}

/** The answers of a reply as 'name ttl type data', or how it went when there are none. */
export const shown = (reply: DnsMessage | undefined): string => {
  if (reply === undefined) return 'nothing';
  const lines = reply.answers.map(
    ({ name, ttl, type, data }) =>
      `${name.toLowerCase()} ${ttl} ${RECORD_TYPES[type]} ${dataText(data)}`,
  );
  if (reply.rcode !== 0) lines.push(`rcode ${reply.rcode}`);
  if (reply.tc === 1) lines.push('truncated');
  return lines.length === 0 ? 'no data' : lines.join(', ');
};

/** Where a forger wants people to go, and a record that says so. */
export const EVIL = 0xcb0071fe;
export const evil = (name: string): ResourceRecord => ({
  name,
  type: 1,
  class: 1,
  ttl: 86_400,
  data: { kind: 'A', address: EVIL },
});
