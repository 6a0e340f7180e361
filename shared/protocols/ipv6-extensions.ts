import type { Field, HeaderOf } from './field.ts';
import { fragmentWords } from './fragment-words.ts';
import { PROTOCOL_NUMBERS } from './iana.ts';
import { NO_NEXT_HEADER } from './ipv6.ts';
import { ipv6OptionSpans, wrongIpv6Option } from './ipv6-options.ts';
import type { Unit } from './protocol.ts';
import { tableProtocol } from './table-protocol.ts';

const nextHeader = (rfc: string) =>
  ({
    name: 'nextHeader',
    label: 'Next header',
    bits: 8,
    kind: 'number',
    derived: true,
    default: NO_NEXT_HEADER,
    names: PROTOCOL_NUMBERS,
    about: 'What comes behind this header.',
    rfc,
  }) as const satisfies Field;

const extensionLength = (rfc: string) =>
  ({
    name: 'extensionLength',
    label: 'Header extension length',
    bits: 8,
    kind: 'number',
    derived: true,
    unit: '× 8 bytes and 8',
    about: 'How many blocks of 8 bytes this header has behind its first one.',
    rfc,
  }) as const satisfies Field;

const OPTIONS = {
  name: 'options',
  label: 'Options',
  bits: 0,
  kind: 'options',
  about: 'Extras, each with a type and a length, padded to whole blocks of 8 bytes.',
  rfc: 'RFC 8200 §4.2',
} as const satisfies Field;

const OPTIONS_OFFSET = 2;

const saidLength = (bytes: Uint8Array, start: number): number => ((bytes[start + 1] ?? 0) + 1) * 8;

const DERIVE = {
  nextHeader: ({ context }: Unit) => context.carries ?? NO_NEXT_HEADER,
  extensionLength: ({ start, headerEnd }: Unit) => (headerEnd - start) / 8 - 1,
} as const;

// PadN over four bytes: what is behind the two fixed bytes then fills a block.
const PADDING = Uint8Array.of(1, 4, 0, 0, 0, 0);
const ROUTER_ALERT = Uint8Array.of(5, 2, 0, 0, 1, 0);

const optionsHeader = (id: string, title: string, carriedAs: number, rfc: string) => {
  const fields = [nextHeader(rfc), extensionLength(rfc), OPTIONS] as const;
  return tableProtocol({
    id,
    title,
    rfc,
    carriedAs,
    fields,
    wordBytes: 8,
    headerLength: saidLength,
    derive: DERIVE,
    rules: [
      {
        code: 'ipv6/bad-option-length',
        severity: 'error',
        field: 'options',
        rfc: 'RFC 8200 §4.2',
        broken: ({ bytes, start, headerEnd }) =>
          wrongIpv6Option(id, bytes, start + OPTIONS_OFFSET, headerEnd) !== undefined,
        place: ({ bytes, start, headerEnd }) =>
          wrongIpv6Option(id, bytes, start + OPTIONS_OFFSET, headerEnd),
      },
    ],
    opens: ({ header }) => header.nextHeader !== NO_NEXT_HEADER,
    tailSpans: ipv6OptionSpans(id),
    generateTail: random => (random() < 0.5 ? PADDING : ROUTER_ALERT),
  });
};

/** Options that every router on the way looks at, RFC 8200 §4.3. */
export const hopByHop = optionsHeader('hop-by-hop', 'Hop-by-hop options', 0, 'RFC 8200 §4.3');

/** Options for the destination alone, RFC 8200 §4.6. */
export const destinationOptions = optionsHeader(
  'destination-options',
  'Destination options',
  60,
  'RFC 8200 §4.6',
);

const ROUTING_FIELDS = [
  nextHeader('RFC 8200 §4.4'),
  extensionLength('RFC 8200 §4.4'),
  {
    name: 'routingType',
    label: 'Routing type',
    bits: 8,
    kind: 'number',
    names: { 0: 'source route, deprecated', 2: 'mobility', 3: 'RPL', 4: 'segment routing' },
    about: 'Which kind of route the list below is.',
    rfc: 'RFC 8200 §4.4',
    samples: [0],
  },
  {
    name: 'segmentsLeft',
    label: 'Segments left',
    bits: 8,
    kind: 'number',
    about: 'How many of the listed nodes the packet still has to visit.',
    rfc: 'RFC 8200 §4.4',
    samples: [0],
  },
  {
    name: 'data',
    label: 'Route',
    bits: 0,
    kind: 'options',
    about: 'The nodes to visit on the way, as the routing type says.',
    rfc: 'RFC 8200 §4.4',
  },
] as const satisfies readonly Field[];

export type RoutingHeader = HeaderOf<typeof ROUTING_FIELDS>;

/** Nodes to visit on the way, RFC 8200 §4.4; type 0 is no longer followed, RFC 5095 §3. */
export const routing = tableProtocol({
  id: 'routing',
  title: 'Routing header',
  rfc: 'RFC 8200 §4.4',
  carriedAs: 43,
  fields: ROUTING_FIELDS,
  wordBytes: 8,
  headerLength: saidLength,
  derive: DERIVE,
  rules: [
    {
      code: 'ipv6/source-route',
      severity: 'warning',
      field: 'routingType',
      rfc: 'RFC 5095 §3',
      broken: ({ header }) => header.routingType === 0,
    },
  ],
  opens: ({ header }) => header.nextHeader !== NO_NEXT_HEADER,
  generateTail: random => new Uint8Array(random() < 0.5 ? 4 : 20).fill(0x20, 4),
});

const FRAGMENT_RFC = 'RFC 8200 §4.5';

const FRAGMENT_FIELDS = [
  nextHeader(FRAGMENT_RFC),
  {
    name: 'reserved',
    label: 'Reserved',
    bits: 8,
    kind: 'number',
    about: 'Not used and 0.',
    rfc: FRAGMENT_RFC,
    samples: [0],
  },
  {
    name: 'fragmentOffset',
    label: 'Fragment offset',
    bits: 13,
    kind: 'number',
    unit: '× 8 bytes',
    about: 'Where this fragment belongs in the whole packet.',
    rfc: FRAGMENT_RFC,
  },
  {
    name: 'reservedBits',
    label: 'Reserved bits',
    bits: 2,
    kind: 'number',
    about: 'Not used and 0.',
    rfc: FRAGMENT_RFC,
    samples: [0],
  },
  {
    name: 'moreFragments',
    label: 'More fragments',
    bits: 1,
    kind: 'flag',
    about: 'Set on every fragment but the last.',
    rfc: FRAGMENT_RFC,
  },
  {
    name: 'identification',
    label: 'Identification',
    bits: 32,
    kind: 'hex',
    about: 'The same number in all fragments of one packet, so that they find together again.',
    rfc: FRAGMENT_RFC,
  },
] as const satisfies readonly Field[];

/** A piece of a packet that the sender has cut: routers never cut, RFC 8200 §4.5. */
export const fragment = tableProtocol({
  id: 'fragment',
  title: 'Fragment header',
  rfc: FRAGMENT_RFC,
  carriedAs: 44,
  fields: FRAGMENT_FIELDS,
  derive: { nextHeader: DERIVE.nextHeader },
  rules: [
    {
      code: 'ipv6/fragment-length',
      severity: 'error',
      field: 'moreFragments',
      rfc: FRAGMENT_RFC,
      broken: ({ header, headerEnd, end }) =>
        header.moreFragments === 1 && (end - headerEnd) % 8 !== 0 && Number.isFinite(end),
    },
  ],
  opens: ({ header }) =>
    header.fragmentOffset === 0 &&
    header.moreFragments === 0 &&
    header.nextHeader !== NO_NEXT_HEADER,
  sealed: ({ header, headerEnd, end }) => fragmentWords(header.fragmentOffset * 8, end - headerEnd),
});
