import { formatPrefix } from '../base/address.ts';
import { formatEnd } from '../base/ip.ts';
import { type FilterRule, flowsOf } from '../network/boundary/filter.ts';
import type { PassingEnd } from '../network/boundary/passing.ts';
import { mappingsOf } from '../network/boundary/translator.ts';
import type { NodeState, World } from '../network/world.ts';
import { type Plain, secondsShown } from './own-table.ts';

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

const endShown = ({ address, port }: PassingEnd): string => formatEnd(address, port);

/** The list of a boundary device, and what passed lately; nothing where there is no filter. */
export const filterTables = ({ filter }: NodeState, world: World): Plain[] => {
  if (filter === null) return [];
  return [
    {
      id: 'rules',
      columns: ['rule', 'verdict', 'direction', 'protocol', 'source', 'destination', 'port'],
      rows: filter.spec.rules.map(lineRow),
    },
    {
      id: 'flows',
      columns: ['protocol', 'source', 'destination', 'age'],
      rows: flowsOf(filter, world.nowMicros).map(flow => [
        String(flow.protocol),
        endShown(flow.source),
        endShown(flow.destination),
        secondsShown(world.nowMicros - flow.lastMicros),
      ]),
    },
  ];
};

/** Who stands behind which port of the shared address; nothing where nothing is translated. */
export const translationTables = ({ nat, interfaces }: NodeState, world: World): Plain[] => {
  if (nat === null) return [];
  const address = interfaces.get(nat.spec.outside)?.address ?? 0;
  return [
    {
      id: 'translations',
      columns: ['protocol', 'inside', 'outside', 'age', 'state'],
      rows: mappingsOf(nat, world.nowMicros).map(row => [
        String(row.protocol),
        endShown(row.inside),
        endShown({ address, port: row.outsidePort }),
        secondsShown(row.ageMicros),
        row.isOld ? 'too old' : 'in use',
      ]),
    },
  ];
};
