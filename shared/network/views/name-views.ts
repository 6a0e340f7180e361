import { formatIpv4 } from '../../base/address.ts';
import { formatIpv6 } from '../../base/ipv6.ts';
import type { DnsMessage, ResourceRecord } from '../../protocols/dns.ts';
import { readWide } from '../../protocols/wide-access.ts';

const NAME_ERROR = 3;
const ERRORS: Readonly<Record<number, string>> = {
  1: 'FORMERR',
  2: 'SERVFAIL',
  [NAME_ERROR]: 'NXDOMAIN',
  4: 'NOTIMP',
  5: 'REFUSED',
};
const WINDOWS_ERRORS: Readonly<Record<number, string>> = {
  2: 'Server failed',
  [NAME_ERROR]: 'Non-existent domain',
  5: 'Query refused',
};

const addressOf = ({ data }: ResourceRecord): string | undefined => {
  if (data.kind === 'A') return formatIpv4(data.address);
  if (data.kind !== 'AAAA' || data.bytes.length < 16) return undefined;
  return formatIpv6(readWide(data.bytes, 0, { at: 0, size: 16, shift: 0, mask: 0 }));
};

const askedName = ({ questions }: DnsMessage): string => questions[0]?.name ?? '';

const authority = ({ aa }: DnsMessage): readonly string[] =>
  aa === 1 ? [] : ['Non-authoritative answer:'];

const unixLine = (record: ResourceRecord): readonly string[] => {
  const { name, data } = record;
  if (data.kind === 'CNAME') return [`${name}\tcanonical name = ${data.name}.`];
  const address = addressOf(record);
  return address === undefined ? [] : [`Name:\t${name}`, `Address: ${address}`];
};

/** What `nslookup` says on Unix of the answer of `server`: addresses and other names. */
export const unixNslookup = (server: number, answer: DnsMessage): string => {
  const from = formatIpv4(server);
  const head = [`Server:\t\t${from}`, `Address:\t${from}#53`, ''];
  const error = answer.rcode === 0 ? undefined : (ERRORS[answer.rcode] ?? String(answer.rcode));
  const lines = answer.answers.flatMap(unixLine);
  const wrong = `** server can't find ${askedName(answer)}: ${error ?? 'No answer'}`;
  const found = error === undefined && lines.length > 0;
  return [...head, ...(found ? [...authority(answer), ...lines] : [wrong]), '', ''].join('\n');
};

const windowsAnswer = (answer: DnsMessage): readonly string[] => {
  const addresses = answer.answers.flatMap(record => addressOf(record) ?? []);
  const aliases = answer.answers.filter(({ data }) => data.kind === 'CNAME');
  const owner = answer.answers.find(record => addressOf(record) !== undefined);
  const label = addresses.length > 1 ? 'Addresses:  ' : 'Address:  ';
  return [
    ...authority(answer),
    `Name:    ${owner?.name ?? askedName(answer)}`,
    ...addresses.map((address, place) => (place === 0 ? label : '          ') + address),
    ...aliases.map(({ name }, place) => `${place === 0 ? 'Aliases:  ' : '          '}${name}`),
  ];
};

/** What `nslookup` says on Windows of the answer of `server`, whose own name it does not know. */
export const windowsNslookup = (server: number, answer: DnsMessage): string => {
  const head = ['Server:  UnKnown', `Address:  ${formatIpv4(server)}`, ''];
  const why = WINDOWS_ERRORS[answer.rcode] ?? 'Unspecified error';
  const wrong = `*** UnKnown can't find ${askedName(answer)}: ${why}`;
  const body = answer.rcode === 0 ? windowsAnswer(answer) : [wrong];
  return [...head, ...body, '', ''].join('\n');
};

const powerRow = (cells: readonly [string, string, string, string, string]): string => {
  const [name, type, lifetime, section, value] = cells;
  const left = `${name.padEnd(46)} ${type.padEnd(6)} ${lifetime.padEnd(5)}`;
  return `${left} ${section.padEnd(10)} ${value}`;
};

const powerTable = (heading: string, rows: readonly string[]): readonly string[] =>
  rows.length === 0
    ? []
    : [
        '',
        powerRow(['Name', 'Type', 'TTL', 'Section', heading]),
        powerRow(['----', '----', '---', '-------', '-'.repeat(heading.length)]),
        ...rows,
      ];

/** What `Resolve-DnsName` says in PowerShell of an answer: other names in one table, addresses in another. */
export const resolveDnsName = (answer: DnsMessage): string => {
  if (answer.rcode !== 0) {
    const why = answer.rcode === NAME_ERROR ? 'DNS name does not exist' : 'DNS server failure';
    return `Resolve-DnsName : ${askedName(answer)} : ${why}\n`;
  }
  const names = answer.answers.flatMap(({ name, ttl, data }) =>
    data.kind === 'CNAME' ? [powerRow([name, 'CNAME', String(ttl), 'Answer', data.name])] : [],
  );
  const addresses = answer.answers.flatMap(record => {
    const address = addressOf(record);
    const { name, ttl, data } = record;
    return address === undefined
      ? []
      : [powerRow([name, data.kind, String(ttl), 'Answer', address])];
  });
  const tables = [...powerTable('NameHost', names), ...powerTable('IPAddress', addresses)];
  return [...tables, ''].join('\n');
};
