import { formatPrefix } from '../base/address.ts';
import { formatEnd } from '../base/ip.ts';
import { flowsOf } from '../network/boundary/filter.ts';
import type { PassingEnd } from '../network/boundary/passing.ts';
import type { FilterRule, PermitSpec } from '../network/boundary/rule.ts';
import { mappingsOf } from '../network/boundary/translator.ts';
import type { NodeState, World } from '../network/world.ts';
import { type Plain, secondsShown } from './own-table.ts';
import { serviceOf } from './world-facts.ts';

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

/** What has been wished for and is not written yet. */
const wishesAt = ({ spec }: NodeState, world: World): Plain[] => {
  const rows = [...world.open.values()].flatMap(({ node, situation }) =>
    situation.type === 'write-rule' && node === spec.name ? [wishRow(world, situation.wanted)] : [],
  );
  return rows.length === 0
    ? []
    : [{ id: 'wishes', columns: ['process', 'address', 'listens', 'source'], rows }];
};

const wishRow = (world: World, wanted: PermitSpec): string[] => {
  const { process, listens } = serviceOf(world, wanted);
  return [process, prefixOrAny(wanted.destination), listens, prefixOrAny(wanted.source)];
};

/** The list of a boundary device, and what passed lately; nothing where there is no filter. */
export const filterTables = (node: NodeState, world: World): Plain[] => {
  const { filter } = node;
  if (filter === null) return [];
  return [
    ...wishesAt(node, world),
    {
      id: 'rules',
      columns: ['rule', 'verdict', 'direction', 'protocol', 'source', 'destination', 'port'],
      rows: filter.rules.map(lineRow),
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
