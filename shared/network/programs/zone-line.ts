import { formatIpv4 } from '../../base/address.ts';
import { text, toHex } from '../../base/bytes.ts';
import type { RecordData, ResourceRecord } from '../../protocols/dns-message.ts';
import { isZoneType, RECORD_TYPE_NUMBERS, recordOf } from './zone.ts';

const typeNames: ReadonlyMap<number, string> = new Map(
  Object.entries(RECORD_TYPE_NUMBERS).map(([name, number]) => [number, name]),
);

/** The root is a dot in a zone file, RFC 1035 §5.1. */
const written = (name: string): string => (name === '' ? '.' : name);
const read = (name: string): string => (name === '.' ? '' : name);

const dataOf = (data: RecordData): string => {
  switch (data.kind) {
    case 'A':
      return formatIpv4(data.address);
    case 'AAAA':
      return toHex(data.bytes).match(/.{4}/g)?.join(':') ?? '';
    case 'MX':
      return `${data.preference} ${data.exchange}`;
    case 'SOA': {
      const { primary, mailbox, serial, refresh, retry, expire, minimum } = data;
      return [primary, mailbox, serial, refresh, retry, expire, minimum].join(' ');
    }
    case 'TXT':
      return data.texts.map(text).join('');
    case 'NS':
    case 'CNAME':
    case 'PTR':
      return data.name;
    default:
      return '';
  }
};

/** A record as a line of a zone file without its class, RFC 1035 §5.1: 'www.game.example 3600 A 203.0.113.80'. */
export const lineOf = ({ name, ttl, type, data }: ResourceRecord): string =>
  `${written(name)} ${ttl} ${typeNames.get(type) ?? `TYPE${type}`} ${dataOf(data)}`;

/** The record of such a line; undefined for what is none or of a type that zones here do not have. */
export const recordOfLine = (line: string): ResourceRecord | undefined => {
  const parts = /^\s*(\S+)\s+(\d{1,10})\s+(\S+)\s+(.*?)\s*$/.exec(line);
  const [, name = '', ttl = '', type = '', data = ''] = parts ?? [];
  if (parts === null || !isZoneType(type)) return undefined;
  return recordOf({ name: read(name), type, timeToLiveSeconds: Number(ttl), data });
};

/** Records as lines, one below the other. */
export const linesOf = (records: readonly ResourceRecord[]): string =>
  records.map(lineOf).join('\n');

/** More than any message here holds. */
const MOST_LINES = 100;

/** The records of such lines, in order; what cannot be read is left out. */
export const recordsOfLines = (lines: string): readonly ResourceRecord[] =>
  lines
    .split('\n', MOST_LINES)
    .map(recordOfLine)
    .filter(record => record !== undefined);
