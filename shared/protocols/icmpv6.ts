import { isIpv6Multicast } from '../base/ipv6.ts';
import type { Field, HeaderOf } from './field.ts';
import { generateBytes } from './generate.ts';
import { ICMPV6_TYPES } from './iana.ts';
import {
  ECHO_FIELDS,
  ERROR_FIELDS,
  OTHER_FIELDS,
  PARAMETER_FIELDS,
  TOO_BIG_FIELDS,
} from './icmpv6-fields.ts';
import {
  NEIGHBOR_ADVERTISEMENT_FIELDS,
  NEIGHBOR_SOLICITATION_FIELDS,
  REDIRECT_FIELDS,
  ROUTER_ADVERTISEMENT_FIELDS,
  ROUTER_SOLICITATION_FIELDS,
} from './nd-fields.ts';
import { ndOptionSpans, writeNdOptions, wrongNdOption } from './nd-options.ts';
import type { Explainable, Rule, Unit } from './protocol.ts';
import { transportChecksum, withoutGiven } from './pseudo-header.ts';
import { tableProtocol } from './table-protocol.ts';

const PROTOCOL_NUMBER = 58;
const ALL_HOPS = 255;

interface Start {
  readonly type: number;
  readonly code: number;
  readonly checksum: number;
}

const isWhole = ({ context }: Unit): boolean => (context.cutBytes ?? 0) === 0;

const START_RULES = [
  {
    code: 'icmpv6/unknown-type',
    severity: 'note',
    field: 'type',
    rfc: 'RFC 4443 §2.1',
    broken: ({ header }) => ICMPV6_TYPES[header.type] === undefined,
  },
  {
    code: 'icmpv6/bad-checksum',
    severity: 'error',
    field: 'checksum',
    rfc: 'RFC 4443 §2.3',
    broken: subject => isWhole(subject) && (transportChecksum(subject, PROTOCOL_NUMBER) ?? 0) !== 0,
    expected: subject =>
      withoutGiven(transportChecksum(subject, PROTOCOL_NUMBER) ?? 0, subject.header.checksum),
  },
] as const satisfies readonly Rule<Start>[];

/** What holds for every message of neighbour discovery; `rfc` is the section that validates this one. */
const discoveryRules = (rfc: string) =>
  [
    ...START_RULES,
    {
      code: 'icmpv6/bad-code',
      severity: 'error',
      field: 'code',
      rfc,
      broken: ({ header }) => header.code !== 0,
      expected: () => 0,
    },
    {
      code: 'icmpv6/hop-limit-not-255',
      severity: 'error',
      field: 'type',
      rfc,
      broken: ({ context }) => (context.hopLimit ?? ALL_HOPS) !== ALL_HOPS,
      place: ({ context: { hopLimit = ALL_HOPS, hopLimitAt } }) =>
        hopLimitAt === undefined
          ? undefined
          : { path: 'ipv6.hopLimit', bitOffset: hopLimitAt, bitLength: 8, given: hopLimit },
      expected: () => ALL_HOPS,
    },
  ] as const satisfies readonly Rule<Start>[];

const SHARED = {
  id: 'icmpv6',
  title: 'Internet Control Message Protocol version 6',
  rfc: 'RFC 4443',
  carriedAs: PROTOCOL_NUMBER,
  // The data is a field of the message, so the header reaches to its end.
  headerLength: (_bytes: Uint8Array, start: number, limit: number) => limit - start,
  derive: { checksum: (unit: Unit) => transportChecksum(unit, PROTOCOL_NUMBER) ?? 0 },
} as const;

const generateData = (random: () => number) => generateBytes(random, Math.floor(random() * 57));

const message = <const Fields extends readonly Field[]>(fields: Fields, rules = START_RULES) =>
  tableProtocol({
    ...SHARED,
    fields,
    rules: rules as unknown as readonly Rule<HeaderOf<Fields>>[],
    generateTail: generateData,
  });

const optionsStart = (fields: readonly Field[]): number =>
  fields.reduce((bits, field) => bits + field.bits, 0) / 8;

const hasTarget = (header: object): header is { readonly target: bigint } => 'target' in header;

const LINK_ADDRESS = writeNdOptions([{ type: 1, data: Uint8Array.of(2, 0, 0, 0, 0, 1) }]);

/** A message of neighbour discovery: its options are the tail. `rfc` is the section that validates it. */
const discovery = <const Fields extends readonly Field[]>(rfc: string, fields: Fields) => {
  const wrongOption = ({ bytes, start, headerEnd }: Unit) =>
    wrongNdOption(bytes, start + optionsStart(fields), headerEnd);
  const rules = [
    ...discoveryRules(rfc),
    {
      code: 'icmpv6/bad-option-length',
      severity: 'error',
      field: 'options',
      rfc: 'RFC 4861 §4.6',
      broken: subject => isWhole(subject) && wrongOption(subject) !== undefined,
      place: subject => wrongOption(subject),
    },
    {
      code: 'icmpv6/group-target',
      severity: 'error',
      field: 'target',
      rfc,
      broken: ({ header }) => hasTarget(header) && isIpv6Multicast(header.target),
    },
  ] as const satisfies readonly Rule<Start & { options: Uint8Array; target: bigint }>[];
  return tableProtocol({
    ...SHARED,
    fields,
    rules: rules as unknown as readonly Rule<HeaderOf<Fields>>[],
    tailSpans: ndOptionSpans,
    generateTail: random => (random() < 0.5 ? LINK_ADDRESS : new Uint8Array(0)),
  });
};

/** ICMPv6 messages by what they say, RFC 4443 §3 and §4, RFC 4861 §4: each with the fields of its type.
 *  Without addresses in the context the checksum is 0. `type` must be given where it is not an echo. */
export const icmpv6Echo = message(ECHO_FIELDS);
export const icmpv6Error = message(ERROR_FIELDS);
export const packetTooBig = message(TOO_BIG_FIELDS);
export const parameterProblem = message(PARAMETER_FIELDS);
export const routerSolicitation = discovery('RFC 4861 §6.1.1', ROUTER_SOLICITATION_FIELDS);
export const routerAdvertisement = discovery('RFC 4861 §6.1.2', ROUTER_ADVERTISEMENT_FIELDS);
export const neighborSolicitation = discovery('RFC 4861 §7.1.1', NEIGHBOR_SOLICITATION_FIELDS);
export const neighborAdvertisement = discovery('RFC 4861 §7.1.2', NEIGHBOR_ADVERTISEMENT_FIELDS);
export const redirect = discovery('RFC 4861 §8.1', REDIRECT_FIELDS);
const other = message(OTHER_FIELDS);

const BY_TYPE: Readonly<Record<number, Explainable>> = {
  1: icmpv6Error,
  2: packetTooBig,
  3: icmpv6Error,
  4: parameterProblem,
  128: icmpv6Echo,
  129: icmpv6Echo,
  133: routerSolicitation,
  134: routerAdvertisement,
  135: neighborSolicitation,
  136: neighborAdvertisement,
  137: redirect,
};

/** The message of a type; one that only knows type, code and checksum where the type has none. */
export const icmpv6MessageOf = (type: number): Explainable => BY_TYPE[type] ?? other;

/** ICMPv6, whatever the message is, to be explained. */
export const icmpv6: Explainable = {
  ...other,
  dissect: (bytes, start, limit, context) =>
    icmpv6MessageOf(bytes[start] ?? 0).dissect(bytes, start, limit, context),
};
