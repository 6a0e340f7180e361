import type { Field } from './field.ts';
import { reserved, START, UNUSED } from './icmpv6-fields.ts';

const OPTIONS = {
  name: 'options',
  label: 'Options',
  bits: 0,
  kind: 'bytes',
  about: 'Hardware addresses, prefixes and more, in blocks of 8 bytes.',
  rfc: 'RFC 4861 §4.6',
} as const satisfies Field;

const flag = <const Name extends string>(name: Name, label: string, about: string, rfc: string) =>
  ({ name, label, bits: 1, kind: 'flag', about, rfc }) as const satisfies Field;

const address = <const Name extends string>(
  name: Name,
  label: string,
  about: string,
  rfc: string,
) =>
  ({
    name,
    label,
    bits: 128,
    kind: 'ipv6',
    about,
    rfc,
    samples: [0xfe80000000000000000000fffe000002n, 0x20010db8000000000000000000000002n],
  }) as const satisfies Field;

/** Who is a router here, RFC 4861 §4.1. */
export const ROUTER_SOLICITATION_FIELDS = [...START, UNUSED, OPTIONS] as const;

const RA = 'RFC 4861 §4.2';

/** A router tells of itself and its link, RFC 4861 §4.2. */
export const ROUTER_ADVERTISEMENT_FIELDS = [
  ...START,
  {
    name: 'currentHopLimit',
    label: 'Current hop limit',
    bits: 8,
    kind: 'number',
    about: 'With how many hops the hosts here shall start their packets; 0 says nothing.',
    rfc: RA,
    samples: [0, 64],
  },
  flag('managed', 'Managed', 'Addresses are given out by DHCPv6.', RA),
  flag('otherConfiguration', 'Other configuration', 'DHCPv6 knows more, not addresses.', RA),
  flag('homeAgent', 'Home agent', 'The router also serves mobile hosts.', 'RFC 6275 §7.1'),
  {
    name: 'preference',
    label: 'Preference',
    bits: 2,
    kind: 'number',
    names: { 0: 'medium', 1: 'high', 3: 'low' },
    about: 'Whether hosts should rather take this router or another.',
    rfc: 'RFC 4191 §2.2',
    samples: [0, 1, 3],
  },
  reserved(3),
  {
    name: 'routerLifetime',
    label: 'Router lifetime',
    bits: 16,
    kind: 'number',
    unit: 's',
    about: 'How long the router may be used as the way out; 0 means that it is none.',
    rfc: RA,
    samples: [0, 1800, 9000],
  },
  {
    name: 'reachableTime',
    label: 'Reachable time',
    bits: 32,
    kind: 'number',
    unit: 'ms',
    about: 'How long a neighbour counts as reachable after it was heard; 0 says nothing.',
    rfc: RA,
    samples: [0, 30000],
  },
  {
    name: 'retransmissionTimer',
    label: 'Retransmission timer',
    bits: 32,
    kind: 'number',
    unit: 'ms',
    about: 'How long to wait before asking for a neighbour again; 0 says nothing.',
    rfc: RA,
    samples: [0, 1000],
  },
  OPTIONS,
] as const satisfies readonly Field[];

/** Who has this address, RFC 4861 §4.3. */
export const NEIGHBOR_SOLICITATION_FIELDS = [
  ...START,
  UNUSED,
  address('target', 'Target address', 'Whose hardware address is looked for.', 'RFC 4861 §4.3'),
  OPTIONS,
] as const;

const NA = 'RFC 4861 §4.4';

/** I have it, RFC 4861 §4.4. */
export const NEIGHBOR_ADVERTISEMENT_FIELDS = [
  ...START,
  flag('router', 'Router', 'The sender is a router.', NA),
  flag('solicited', 'Solicited', 'This answers a question.', NA),
  flag('override', 'Override', 'Whoever knows another address shall forget it.', NA),
  reserved(29),
  address('target', 'Target address', 'Whose hardware address is told.', NA),
  OPTIONS,
] as const satisfies readonly Field[];

/** There is a better first hop, RFC 4861 §4.5. */
export const REDIRECT_FIELDS = [
  ...START,
  UNUSED,
  address('target', 'Target address', 'The better first hop.', 'RFC 4861 §4.5'),
  address('destination', 'Destination address', 'For packets to where.', 'RFC 4861 §4.5'),
  OPTIONS,
] as const;
