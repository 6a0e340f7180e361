import type { ZoneRecord } from '../../shared/network/topology.ts';

const SOA_NUMBERS = '1 7200 3600 1209600 300';

const soa = (zone: string, server: string): string =>
  `${zone} SOA ${server} hostmaster.example ${SOA_NUMBERS}`;

const LONG = Array.from(
  { length: 12 },
  (_, index) => `long.game.example TXT ${index}${'x'.repeat(150)}`,
);
const MANY = Array.from(
  { length: 300 },
  (_, index) => `many.game.example A 198.51.${100 + (index >> 8)}.${index & 255}`,
);

/** Root, top level, two zones below it and the reverse ones, on loopback addresses `${net}.1` to `${net}.4`. */
export const zonesOn = (net: string): Readonly<Record<string, string>> => {
  const reverse = net.split('.').reverse().join('.');
  return {
    [`${net}.1`]: `${soa('.', 'ns.rootservers.example')}
      . NS ns.rootservers.example
      ns.rootservers.example A ${net}.1
      example NS ns.nic.example
      arpa NS ns.nic.example
      ns.nic.example A ${net}.2`,
    [`${net}.2`]: `${soa('example', 'ns.nic.example')}
      example NS ns.nic.example
      ns.nic.example A ${net}.2
      ns.rootservers.example A ${net}.1
      game.example NS ns.game.example
      ns.game.example A ${net}.3
      shop.example NS ns.shop.example
      ns.shop.example A ${net}.4
      ${soa('arpa', 'ns.nic.example')}
      arpa NS ns.nic.example
      ${reverse}.in-addr.arpa NS ns.game.example`,
    [`${net}.3`]: `${soa('game.example', 'ns.game.example')}
      game.example NS ns.game.example
      game.example MX 10 mail.shop.example
      game.example MX 20 mail2.shop.example
      ns.game.example A ${net}.3
      www.game.example 120 A 198.51.100.10
      www.game.example 120 A 198.51.100.11
      www.game.example 120 AAAA 2001:db8::10
      play.game.example CNAME www.game.example
      buy.game.example CNAME cart.shop.example
      lost.game.example CNAME nowhere.shop.example
      a.deep.down.game.example A 198.51.100.12
      *.wild.game.example A 198.51.100.13
      handed.game.example NS ns.shop.example
      ${soa(`${reverse}.in-addr.arpa`, 'ns.game.example')}
      ${reverse}.in-addr.arpa NS ns.game.example
      3.${reverse}.in-addr.arpa PTR ns.game.example
      ${LONG.join('\n')}
      ${MANY.join('\n')}`,
    [`${net}.4`]: `${soa('shop.example', 'ns.shop.example')}
      shop.example NS ns.shop.example
      ns.shop.example A ${net}.4
      cart.shop.example A 198.51.100.20
      mail.shop.example A 198.51.100.25
      ${soa('handed.game.example', 'ns.shop.example')}
      handed.game.example NS ns.shop.example
      host.handed.game.example A 198.51.100.40`,
  };
};

/** A question and what any resolver has to find in those zones: status and answers, without TTLs. */
export type Finding = readonly [
  fact: string,
  name: string,
  type: string,
  status: string,
  answers: readonly string[],
];

/** What resolves how. `reverse` is the name of the third server's address. */
export const findingsOn = (net: string): readonly Finding[] => [
  [
    'addresses',
    'www.game.example',
    'A',
    'NOERROR',
    ['www.game.example. A 198.51.100.10', 'www.game.example. A 198.51.100.11'],
  ],
  [
    'an IPv6 address',
    'www.game.example',
    'AAAA',
    'NOERROR',
    ['www.game.example. AAAA 2001:db8::10'],
  ],
  [
    'an alias in the zone',
    'play.game.example',
    'AAAA',
    'NOERROR',
    ['play.game.example. CNAME www.game.example.', 'www.game.example. AAAA 2001:db8::10'],
  ],
  [
    'an alias into another zone',
    'buy.game.example',
    'A',
    'NOERROR',
    ['buy.game.example. CNAME cart.shop.example.', 'cart.shop.example. A 198.51.100.20'],
  ],
  [
    'an alias to a name that is not there',
    'lost.game.example',
    'A',
    'NXDOMAIN',
    ['lost.game.example. CNAME nowhere.shop.example.'],
  ],
  [
    'mail exchanges',
    'game.example',
    'MX',
    'NOERROR',
    ['game.example. MX 10 mail.shop.example.', 'game.example. MX 20 mail2.shop.example.'],
  ],
  [
    'the name of an address',
    `3.${net.split('.').reverse().join('.')}.in-addr.arpa`,
    'PTR',
    'NOERROR',
    [`3.${net.split('.').reverse().join('.')}.in-addr.arpa. PTR ns.game.example.`],
  ],
  ['a name that is not there', 'nobody.game.example', 'A', 'NXDOMAIN', []],
  ['a top level that is not there', 'www.nowhere', 'A', 'NXDOMAIN', []],
  ['a type that is not there', 'www.game.example', 'MX', 'NOERROR', []],
  ['a name that only has others below it', 'down.game.example', 'A', 'NOERROR', []],
  [
    'a name far below it',
    'a.deep.down.game.example',
    'A',
    'NOERROR',
    ['a.deep.down.game.example. A 198.51.100.12'],
  ],
  [
    'a wildcard',
    'any.thing.wild.game.example',
    'A',
    'NOERROR',
    ['any.thing.wild.game.example. A 198.51.100.13'],
  ],
  [
    'a zone whose server is named in another',
    'host.handed.game.example',
    'A',
    'NOERROR',
    ['host.handed.game.example. A 198.51.100.40'],
  ],
];

const absolute = (name: string): string => (name === '' || name === '.' ? '.' : `${name}.`);

const DATA: Partial<Record<ZoneRecord['type'], (data: string) => string>> = {
  A: data => data,
  AAAA: data => data,
  TXT: data => `"${data}"`,
  MX: data => data.replace(/(\S+)$/, '$1.'),
  SOA: data => data.replace(/^(\S+) (\S+)/, '$1. $2.'),
};

/** The records as lines of a zone file, RFC 1035 §5.1. */
export const zoneFile = (records: readonly ZoneRecord[]): string =>
  records
    .map(({ name, type, timeToLiveSeconds, data }) => {
      const written = DATA[type]?.(data) ?? absolute(data);
      return `${absolute(name)} ${timeToLiveSeconds} IN ${type} ${written}\n`;
    })
    .join('');
