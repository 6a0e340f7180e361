import { lengthRule } from './ethernet.ts';
import type { HeaderOf } from './field.ts';
import { ETHER_TYPES } from './iana.ts';
import { tableProtocol } from './table-protocol.ts';

const RFC = 'IEEE 802.1Q §9.6';

const FIELDS = [
  {
    name: 'priority',
    label: 'Priority',
    bits: 3,
    kind: 'number',
    about: 'How urgent the frame is, from 0 to 7.',
    rfc: RFC,
  },
  {
    name: 'dropEligible',
    label: 'Drop eligible',
    bits: 1,
    kind: 'flag',
    about: 'A switch that must drop something drops this first.',
    rfc: RFC,
  },
  {
    name: 'vlanId',
    label: 'VLAN identifier',
    bits: 12,
    kind: 'number',
    about: 'Which of several networks on the same cable the frame belongs to; 0 means none.',
    rfc: RFC,
  },
  {
    name: 'etherType',
    label: 'EtherType',
    bits: 16,
    kind: 'hex',
    derived: true,
    default: 0x0800,
    names: ETHER_TYPES,
    about: 'What the tagged frame carries; a value up to 1500 is a length instead.',
    rfc: RFC,
  },
] as const;

export type VlanHeader = HeaderOf<typeof FIELDS>;

/** A VLAN tag, IEEE 802.1Q §9.6: four bytes, of which the EtherType before them is counted as the
 *  header's around it. A second tag is one more of these. */
export const vlan = tableProtocol({
  id: 'vlan',
  title: 'VLAN tag',
  rfc: RFC,
  carriedAs: 0x8100,
  fields: FIELDS,
  end: ({ etherType }, start, limit) =>
    etherType <= 1500 ? Math.min(limit, start + 4 + etherType) : limit,
  derive: { etherType: ({ context }) => context.carries ?? 0x0800 },
  rules: [
    lengthRule(0),
    {
      code: 'vlan/reserved-identifier',
      severity: 'warning',
      field: 'vlanId',
      rfc: RFC,
      broken: ({ header }) => header.vlanId === 0xfff,
    },
  ],
});
