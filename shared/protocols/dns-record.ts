import type { DnsOption, RecordData } from './dns-message.ts';
import { RECORD_TYPES } from './iana.ts';

/** How a part of a question, record or its data is written: numbers by their width. A `plain-name` is never
 *  compressed. `text` has a length byte, `texts` are such strings up to the end of the data, `rest` is all bytes
 *  up to there, `options` have a code and a length each. */
export type PartKind =
  | 'name'
  | 'plain-name'
  | 'number8'
  | 'number16'
  | 'number32'
  | 'ipv4'
  | 'ipv6'
  | 'text'
  | 'texts'
  | 'rest'
  | 'options';

/** What a part holds. */
export type PartValue = number | string | Uint8Array | readonly Uint8Array[] | readonly DnsOption[];

/** One row of the tables below, in wire order. */
export interface Part {
  readonly name: string;
  readonly label: string;
  readonly kind: PartKind;
  readonly names?: Readonly<Record<number, string>>;
  readonly unit?: string;
  readonly about: string;
  readonly rfc: string;
}

/** RFC 1035 §4.1.2. */
export const QUESTION_PARTS: readonly Part[] = [
  {
    name: 'name',
    label: 'Name',
    kind: 'name',
    about: 'Which name is asked about.',
    rfc: 'RFC 1035 §4.1.2',
  },
  {
    name: 'type',
    label: 'Type',
    kind: 'number16',
    names: RECORD_TYPES,
    about: 'What to know about it: A is an IPv4 address.',
    rfc: 'RFC 1035 §3.2.2',
  },
  {
    name: 'class',
    label: 'Class',
    kind: 'number16',
    names: { 1: 'IN' },
    about: 'The kind of network: always the Internet (1).',
    rfc: 'RFC 1035 §3.2.4',
  },
];

/** A resource record up to its data, RFC 1035 §4.1.3. */
export const RECORD_PARTS: readonly Part[] = [
  ...QUESTION_PARTS.map(part =>
    part.name === 'name'
      ? { ...part, about: 'Which name the record is about.', rfc: 'RFC 1035 §4.1.3' }
      : part,
  ),
  {
    name: 'ttl',
    label: 'Time to live',
    kind: 'number32',
    unit: 's',
    about: 'For how long the record may be kept and used again.',
    rfc: 'RFC 1035 §4.1.3',
  },
  {
    name: 'dataLength',
    label: 'Data length',
    kind: 'number16',
    unit: 'bytes',
    about: 'How long the data is that follows.',
    rfc: 'RFC 1035 §4.1.3',
  },
];

const seconds = (name: string, label: string, about: string): Part => ({
  name,
  label,
  kind: 'number32',
  unit: 's',
  about,
  rfc: 'RFC 1035 §3.3.13',
});

const nameOnly = (about: string, rfc: string): readonly Part[] => [
  { name: 'name', label: 'Name', kind: 'name', about, rfc },
];

/** The parts of a record's data, by its kind. */
export const DATA_PARTS: Readonly<Record<Exclude<RecordData['kind'], 'unknown'>, readonly Part[]>> =
  {
    A: [
      {
        name: 'address',
        label: 'Address',
        kind: 'ipv4',
        about: 'The IPv4 address of the name.',
        rfc: 'RFC 1035 §3.4.1',
      },
    ],
    AAAA: [
      {
        name: 'bytes',
        label: 'Address',
        kind: 'ipv6',
        about: 'The IPv6 address of the name.',
        rfc: 'RFC 3596 §2.2',
      },
    ],
    NS: nameOnly('A name server that owns the zone.', 'RFC 1035 §3.3.11'),
    CNAME: nameOnly('The true name: the one asked for is an alias.', 'RFC 1035 §3.3.1'),
    PTR: nameOnly('The name that belongs to an address.', 'RFC 1035 §3.3.12'),
    MX: [
      {
        name: 'preference',
        label: 'Preference',
        kind: 'number16',
        about: 'Which mail server to try first: the lowest number.',
        rfc: 'RFC 1035 §3.3.9',
      },
      {
        name: 'exchange',
        label: 'Mail server',
        kind: 'name',
        about: 'The host that takes mail for the name.',
        rfc: 'RFC 1035 §3.3.9',
      },
    ],
    SOA: [
      {
        name: 'primary',
        label: 'Primary server',
        kind: 'name',
        about: 'The server on which the zone is kept.',
        rfc: 'RFC 1035 §3.3.13',
      },
      {
        name: 'mailbox',
        label: 'Mailbox',
        kind: 'name',
        about: 'Who looks after the zone: a mail address with a dot for the @.',
        rfc: 'RFC 1035 §3.3.13',
      },
      {
        name: 'serial',
        label: 'Serial number',
        kind: 'number32',
        about: 'Rises with every change of the zone.',
        rfc: 'RFC 1035 §3.3.13',
      },
      seconds('refresh', 'Refresh', 'How often copies of the zone look for changes.'),
      seconds('retry', 'Retry', 'How long they wait after a failed look.'),
      seconds('expire', 'Expire', 'After how long without news a copy is given up.'),
      seconds('minimum', 'Minimum', 'For how long "no such name" may be remembered.'),
    ],
    TXT: [
      {
        name: 'texts',
        label: 'Texts',
        kind: 'texts',
        about: 'Any text about the name.',
        rfc: 'RFC 1035 §3.3.14',
      },
    ],
    SRV: [
      {
        name: 'priority',
        label: 'Priority',
        kind: 'number16',
        about: 'Which host to try first: the lowest number.',
        rfc: 'RFC 2782',
      },
      {
        name: 'weight',
        label: 'Weight',
        kind: 'number16',
        about: 'How large a share of the clients a host of equal priority should get.',
        rfc: 'RFC 2782',
      },
      {
        name: 'port',
        label: 'Port',
        kind: 'number16',
        about: 'The port on which the service listens there.',
        rfc: 'RFC 2782',
      },
      {
        name: 'target',
        label: 'Host',
        kind: 'plain-name',
        about: 'The host that offers the service.',
        rfc: 'RFC 2782',
      },
    ],
    CAA: [
      {
        name: 'flags',
        label: 'Flags',
        kind: 'number8',
        about: 'With 128, whoever does not know this property must not issue a certificate.',
        rfc: 'RFC 8659 §4.1',
      },
      {
        name: 'tag',
        label: 'Property',
        kind: 'text',
        about: 'What the record says: "issue" names who may issue certificates.',
        rfc: 'RFC 8659 §4.1',
      },
      {
        name: 'value',
        label: 'Value',
        kind: 'rest',
        about: 'For "issue": the name of the authority that may.',
        rfc: 'RFC 8659 §4.1',
      },
    ],
    OPT: [
      {
        name: 'options',
        label: 'Options',
        kind: 'options',
        about: 'Extras that both sides may know, each with a code and a length.',
        rfc: 'RFC 6891 §6.1.2',
      },
    ],
  };

const isKnown = (kind: string | undefined): kind is keyof typeof DATA_PARTS =>
  kind !== undefined && kind in DATA_PARTS;

const KINDS: readonly (keyof typeof DATA_PARTS | undefined)[] = Array.from(
  { length: 258 },
  (_, type) => (isKnown(RECORD_TYPES[type]) ? RECORD_TYPES[type] : undefined),
);

/** The kind of data of a record type, or undefined when its bytes are kept as they are. */
export const dataKindOf = (type: number): keyof typeof DATA_PARTS | undefined => KINDS[type];
