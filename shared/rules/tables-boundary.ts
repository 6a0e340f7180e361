import { formatIpv4, formatPrefix } from '../base/address.ts';
import { type FilterRule, flowsOf } from '../network/boundary/filter.ts';
import type { PassingEnd } from '../network/boundary/passing.ts';
import type { NodeState, World } from '../network/world.ts';

const orAny = (value: number | null): string => (value === null ? 'any' : String(value));

const prefixOrAny = (prefix: FilterRule['source']): string =>
  prefix.length === 0 ? 'any' : formatPrefix(prefix);

const lineRow = (line: FilterRule, index: number): string[] => [
  String(index + 1),
  line.verdict,
  line.direction,
  orAny(line.protocol),
  prefixOrAny(line.source),
  prefixOrAny(line.destination),
  orAny(line.port),
];

const endText = ({ address, port }: PassingEnd): string => `${formatIpv4(address)}:${port}`;

const LINE_COLUMNS = [
  'rule',
  'verdict',
  'direction',
  'protocol',
  'source',
  'destination',
  'port',
] as const;
const FLOW_COLUMNS = ['protocol', 'source', 'destination', 'age'] as const;

/** The list of a boundary device, and what passed lately; nothing where there is no filter. */
export const filterTables = (node: NodeState, world: World) => {
  const { filter } = node;
  if (filter === null) return [];
  return [
    {
      id: 'rules' as const,
      columns: LINE_COLUMNS,
      rows: filter.spec.rules.map(lineRow),
    },
    {
      id: 'flows' as const,
      columns: FLOW_COLUMNS,
      rows: flowsOf(filter, world.nowMicros).map(flow => [
        String(flow.protocol),
        endText(flow.source),
        endText(flow.destination),
        `${Math.floor((world.nowMicros - flow.lastMicros) / 1_000_000)} s`,
      ]),
    },
  ];
};
