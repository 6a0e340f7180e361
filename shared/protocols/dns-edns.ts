import type { DnsMessage, DnsOption, ResourceRecord } from './dns-message.ts';
import type { Part } from './dns-record.ts';

/** Number of the record that carries EDNS, RFC 6891 §6.1.1. */
export const OPT_TYPE = 41;

/** What an OPT record says, RFC 6891 §6.1.3: `extendedRcode` are the upper 8 bits of the response code, `dnssecOk` is 0
 *  or 1 (RFC 3225 §3). */
export interface Edns {
  readonly udpSizeBytes: number;
  readonly extendedRcode: number;
  readonly version: number;
  readonly dnssecOk: number;
  readonly options: readonly DnsOption[];
}

/** The OPT record for the additional section: class and TTL hold other things in it, RFC 6891 §6.1.2 and §6.1.3. */
export const optRecord = ({
  udpSizeBytes = 512,
  extendedRcode = 0,
  version = 0,
  dnssecOk = 0,
  options = [],
}: Partial<Edns>): ResourceRecord => ({
  name: '',
  type: OPT_TYPE,
  class: udpSizeBytes,
  ttl: extendedRcode * 0x1000000 + version * 0x10000 + dnssecOk * 0x8000,
  data: { kind: 'OPT', options },
});

/** What the message says by EDNS, or undefined without it. Sizes below 512 count as 512, RFC 6891 §6.2.3. */
export const ednsOf = ({ additionals }: Pick<DnsMessage, 'additionals'>): Edns | undefined => {
  const record = additionals.find(({ type }) => type === OPT_TYPE);
  if (record === undefined) return undefined;
  const { ttl, data } = record;
  return {
    udpSizeBytes: Math.max(512, record.class),
    extendedRcode: ttl >>> 24,
    version: (ttl >>> 16) & 0xff,
    dnssecOk: (ttl >>> 15) & 1,
    options: data.kind === 'OPT' ? data.options : [],
  };
};

const RFC = 'RFC 6891 §6.1.3';

/** What stands in an OPT record between its type and its data. */
export const OPT_PARTS: readonly Part[] = [
  {
    name: 'udpSize',
    label: 'UDP size',
    kind: 'number16',
    unit: 'bytes',
    about: 'How long an answer in one datagram may be; without EDNS it is 512.',
    rfc: 'RFC 6891 §6.2.3',
  },
  {
    name: 'extendedRcode',
    label: 'Upper response code',
    kind: 'number8',
    about: 'Eight more bits for the response code of the header.',
    rfc: RFC,
  },
  {
    name: 'version',
    label: 'EDNS version',
    kind: 'number8',
    about: 'Which EDNS this is; only 0 exists.',
    rfc: RFC,
  },
  {
    name: 'flags',
    label: 'EDNS flags',
    kind: 'number16',
    about: 'The first bit asks for DNSSEC signatures (32768); the others are 0.',
    rfc: 'RFC 6891 §6.1.4',
  },
  {
    name: 'dataLength',
    label: 'Data length',
    kind: 'number16',
    unit: 'bytes',
    about: 'How long the options are together.',
    rfc: 'RFC 6891 §6.1.2',
  },
];
