import { parseIpv4 } from '../../base/address.ts';
import { bigEndian, utf8 } from '../../base/bytes.ts';
import { parseIpv6Strict } from '../../base/ipv6.ts';
import type { RecordData, ResourceRecord } from '../../protocols/dns-message.ts';
import type { ZoneRecord } from '../topology.ts';

const ZONE_TYPES: ReadonlySet<string> = new Set<ZoneRecord['type']>([
  'A',
  'AAAA',
  'NS',
  'CNAME',
  'SOA',
  'MX',
  'PTR',
  'TXT',
]);

/** Whether zones here can have records of a type, by its name. */
export const isZoneType = (type: string): type is ZoneRecord['type'] => ZONE_TYPES.has(type);

/** Numbers of the record types, RFC 1035 §3.2.2 and RFC 3596 §2.1. */
export const RECORD_TYPE_NUMBERS = {
  A: 1,
  NS: 2,
  CNAME: 5,
  SOA: 6,
  PTR: 12,
  MX: 15,
  TXT: 16,
  AAAA: 28,
  SRV: 33,
  OPT: 41,
  CAA: 257,
} as const;

export const CLASS_IN = 1;

/** Types that are only asked for: about a zone cut (RFC 4034 §5) and for everything (RFC 1035 §3.2.3). */
export const QUESTION_TYPES = { DS: 43, ANY: 255 } as const;

/** Two names are the same whatever their case, RFC 4343 §2. */
export const sameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** True if `name` is `zone` or below it, RFC 1034 §3.1. */
export const isWithin = (name: string, zone: string): boolean =>
  zone === '' || sameName(name, zone) || name.toLowerCase().endsWith(`.${zone.toLowerCase()}`);

/** The name without its first label, '' above a name of one label, RFC 1034 §3.1. */
export const parentName = (name: string): string => name.replace(/^(?:\\.|[^.\\])*\\?\.?/, '');

/** The name under which the address is looked up backwards, RFC 1035 §3.5. */
export const reverseName = (address: number): string =>
  `${[0, 8, 16, 24].map(shift => (address >>> shift) & 0xff).join('.')}.in-addr.arpa`;

const wordsOf = (data: string): string[] => data.trim().split(/\s+/);

const ipv6Bytes = (data: string): Uint8Array => {
  const parsed = parseIpv6Strict(data);
  return bigEndian(parsed.ok ? parsed.value : 0n, 16);
};

const soaData = (data: string): RecordData => {
  const [primary = '', mailbox = '', ...numbers] = wordsOf(data);
  const [serial = 0, refresh = 0, retry = 0, expire = 0, minimum = 0] = numbers.map(Number);
  return { kind: 'SOA', primary, mailbox, serial, refresh, retry, expire, minimum };
};

/** Reads the text of a zone file, RFC 1035 §5.1 and §3.3; what is no address or number becomes 0. */
const DATA_OF: Record<ZoneRecord['type'], (data: string) => RecordData> = {
  A: data => {
    const address = parseIpv4(data);
    return { kind: 'A', address: address.ok ? address.value : 0 };
  },
  AAAA: data => ({ kind: 'AAAA', bytes: ipv6Bytes(data) }),
  NS: name => ({ kind: 'NS', name }),
  CNAME: name => ({ kind: 'CNAME', name }),
  PTR: name => ({ kind: 'PTR', name }),
  MX: data => {
    const [preference = '0', exchange = ''] = wordsOf(data);
    return { kind: 'MX', preference: Number(preference) || 0, exchange };
  },
  TXT: data => ({ kind: 'TXT', texts: [utf8(data)] }),
  SOA: soaData,
};

/** A record of a zone as it goes into a message. */
export const recordOf = (record: ZoneRecord): ResourceRecord => ({
  name: record.name,
  type: RECORD_TYPE_NUMBERS[record.type],
  class: CLASS_IN,
  ttl: record.timeToLiveSeconds,
  data: DATA_OF[record.type](record.data),
});
