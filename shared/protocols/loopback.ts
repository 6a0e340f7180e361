import { swapped32 } from '../base/bytes.ts';
import type { HeaderOf } from './field.ts';
import { tableProtocol } from './table-protocol.ts';

const RFC = 'LINKTYPE_NULL, www.tcpdump.org/linktypes';

const IPV4_FAMILY = 2;
/** That of IPv6 is another number on each family of BSD and on macOS. */
const IPV6_FAMILIES = [24, 28, 30];

const NAMES: Readonly<Record<number, string>> = Object.fromEntries(
  [
    [IPV4_FAMILY, 'IPv4'] as const,
    ...IPV6_FAMILIES.map(family => [family, 'IPv6'] as const),
  ].flatMap(([family, name]) => [
    [family, name],
    [swapped32(family), name],
  ]),
);

const FIELDS = [
  {
    name: 'family',
    label: 'Address family',
    bits: 32,
    kind: 'hex',
    default: IPV4_FAMILY,
    names: NAMES,
    samples: [IPV4_FAMILY, swapped32(IPV4_FAMILY), 30, swapped32(30)],
    about:
      'What the packet is, by a number of the machine that captured it, in its order of bytes.',
    rfc: RFC,
  },
] as const;

export type LoopbackHeader = HeaderOf<typeof FIELDS>;

/** What the family says that follows, in whichever order its bytes are; undefined for others. */
export const carriedByFamily = (family: number): 'ipv4' | 'ipv6' | undefined => {
  const number = family > 0xffff ? swapped32(family) : family;
  if (number === IPV4_FAMILY) return 'ipv4';
  return IPV6_FAMILIES.includes(number) ? 'ipv6' : undefined;
};

/** Four bytes before each packet that a machine sent to itself: link types 0 and 108 of capture files. On a real wire
 *  they are never seen. */
export const loopback = tableProtocol({
  id: 'loopback',
  title: 'Loopback',
  rfc: RFC,
  fields: FIELDS,
  rules: [
    {
      code: 'loopback/family',
      severity: 'warning',
      field: 'family',
      rfc: RFC,
      broken: ({ header }) => carriedByFamily(header.family) === undefined,
    },
  ],
});
