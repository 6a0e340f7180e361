import { DHCP_ALL_FIELDS, type DhcpHeader, HARDWARE_BYTES, MAGIC_COOKIE } from './dhcp-fields.ts';
import { DHCP_MESSAGE, DHCP_OPTION } from './dhcp-option-table.ts';
import { type DhcpOption, dhcpOptionData } from './dhcp-options.ts';
import type { Issue } from './issue.ts';

type FieldName = keyof DhcpHeader & string;

/** What can be wrong with a message as a whole. `options` are all that it carries. */
interface DhcpRule {
  readonly code: Issue['code'];
  readonly severity: Issue['severity'];
  readonly field: FieldName;
  readonly rfc: string;
  readonly broken: (header: DhcpHeader, options: readonly DhcpOption[]) => boolean;
  readonly expected?: (header: DhcpHeader, options: readonly DhcpOption[]) => number;
}

const REQUEST = 1;
const REPLY = 2;
const ETHERNET = 1;
const ETHERNET_BYTES = 6;

const typeOf = (options: readonly DhcpOption[]): number | undefined =>
  dhcpOptionData(options, DHCP_OPTION.messageType)?.[0];

const { offer, decline, acknowledge, refuse, release, inform } = DHCP_MESSAGE;
const FROM_SERVERS: readonly number[] = [offer, acknowledge, refuse];

const directionOf = (options: readonly DhcpOption[]): number | undefined => {
  const type = typeOf(options);
  if (type === undefined || type < DHCP_MESSAGE.discover || type > inform) return undefined;
  return FROM_SERVERS.includes(type) ? REPLY : REQUEST;
};

/** Options that a message of a type must carry, RFC 2131 tables 3 and 5. */
const REQUIRED: Readonly<Record<number, readonly number[]>> = {
  [offer]: [DHCP_OPTION.leaseSeconds, DHCP_OPTION.serverIdentifier],
  [acknowledge]: [DHCP_OPTION.serverIdentifier],
  [refuse]: [DHCP_OPTION.serverIdentifier],
  [decline]: [DHCP_OPTION.requestedAddress, DHCP_OPTION.serverIdentifier],
  [release]: [DHCP_OPTION.serverIdentifier],
};

const missing = (options: readonly DhcpOption[]): number | undefined =>
  REQUIRED[typeOf(options) ?? 0]?.find(code => dhcpOptionData(options, code) === undefined);

/** A message of BOOTP alone, which has no options, RFC 951. */
const NO_COOKIE = 0;

const hasCookie = ({ magicCookie }: DhcpHeader): boolean => magicCookie === MAGIC_COOKIE;

const RULES: readonly DhcpRule[] = [
  {
    code: 'dhcp/bad-operation',
    severity: 'error',
    field: 'operation',
    rfc: 'RFC 2131 §2',
    broken: ({ operation }) => operation !== REQUEST && operation !== REPLY,
  },
  {
    code: 'dhcp/wrong-direction',
    severity: 'error',
    field: 'operation',
    rfc: 'RFC 2131 §4.3.1, §4.4.1',
    broken: ({ operation }, options) => (directionOf(options) ?? operation) !== operation,
    expected: (_header, options) => directionOf(options) ?? REQUEST,
  },
  {
    code: 'dhcp/bad-hardware-length',
    severity: 'error',
    field: 'hardwareLength',
    rfc: 'RFC 2131 §2',
    broken: ({ hardwareType, hardwareLength }) =>
      hardwareLength > HARDWARE_BYTES ||
      (hardwareType === ETHERNET && hardwareLength !== ETHERNET_BYTES),
    expected: ({ hardwareType }) => (hardwareType === ETHERNET ? ETHERNET_BYTES : HARDWARE_BYTES),
  },
  {
    code: 'dhcp/reserved-flags-set',
    severity: 'warning',
    field: 'reservedFlags',
    rfc: 'RFC 2131 §2',
    broken: ({ reservedFlags }) => reservedFlags !== 0,
    expected: () => 0,
  },
  {
    code: 'dhcp/bad-magic-cookie',
    severity: 'error',
    field: 'magicCookie',
    rfc: 'RFC 2131 §3',
    broken: header => !hasCookie(header) && header.magicCookie !== NO_COOKIE,
    expected: () => MAGIC_COOKIE,
  },
  {
    code: 'dhcp/bad-magic-cookie',
    severity: 'note',
    field: 'magicCookie',
    rfc: 'RFC 1497',
    broken: header => header.magicCookie === NO_COOKIE,
    expected: () => MAGIC_COOKIE,
  },
  {
    code: 'dhcp/no-message-type',
    severity: 'warning',
    field: 'options',
    rfc: 'RFC 2131 §3',
    broken: (header, options) => hasCookie(header) && typeOf(options) === undefined,
  },
  {
    code: 'dhcp/unknown-message-type',
    severity: 'error',
    field: 'options',
    rfc: 'RFC 2132 §9.6',
    broken: (_header, options) =>
      typeOf(options) !== undefined && directionOf(options) === undefined,
  },
  {
    code: 'dhcp/missing-option',
    severity: 'warning',
    field: 'options',
    rfc: 'RFC 2131 §4.3.1, §4.4.1',
    broken: (_header, options) => missing(options) !== undefined,
    expected: (_header, options) => missing(options) ?? 0,
  },
  {
    code: 'dhcp/bad-overload',
    severity: 'error',
    field: 'options',
    rfc: 'RFC 2132 §9.3',
    broken: (_header, options) => {
      const value = dhcpOptionData(options, DHCP_OPTION.overload)?.[0];
      return value !== undefined && (value < 1 || value > 3);
    },
  },
];

const placeOf = (
  name: FieldName,
  start: number,
  limit: number,
): Pick<Issue, 'bitOffset' | 'bitLength'> => {
  let bitOffset = start * 8;
  for (const field of DHCP_ALL_FIELDS) {
    if (field.name === name) {
      return { bitOffset, bitLength: field.bits === 0 ? limit * 8 - bitOffset : field.bits };
    }
    bitOffset += field.bits;
  }
  return { bitOffset: start * 8, bitLength: 0 };
};

/** Issues of the message in bytes `[start, limit)` as a whole, in the order of the fields they are about. */
export const dhcpIssues = (
  header: DhcpHeader,
  options: readonly DhcpOption[],
  start: number,
  limit: number,
): Issue[] =>
  RULES.filter(rule => rule.broken(header, options)).map(rule => {
    const given = header[rule.field];
    const expected = rule.expected?.(header, options);
    return {
      severity: rule.severity,
      code: rule.code,
      path: `dhcp.${rule.field}`,
      ...placeOf(rule.field, start, limit),
      ...(typeof given === 'number' ? { given } : {}),
      ...(expected === undefined ? {} : { expected }),
      rfc: rule.rfc,
    };
  });
