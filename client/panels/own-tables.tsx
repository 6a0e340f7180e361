import compare from '@tabler/icons/outline/arrows-exchange.svg?raw';
import type { CoachPart, OwnTable } from '../../shared/session/views/play.ts';
import { Button } from '../widgets/button.tsx';
import { Card } from '../widgets/card.tsx';
import { LAYER_NAMES, stationParts } from '../widgets/layer-words.ts';
import { columnWords, tableWords } from '../widgets/words.ts';

interface TableProps {
  readonly table: OwnTable;
  /** The only one of its sort here; else its layer is named too. */
  readonly alone: boolean;
  /** The field in hand, for the check tool; null where there is none. */
  readonly marked: { readonly path: string; readonly label: string } | null;
  readonly inspected: CoachPart['inspected'];
  readonly onInspect: (table: string, row: number) => void;
}

const RESULTS = {
  agrees: 'agree',
  disagrees: 'disagree',
  unrelated: 'have nothing to do with each other',
  hidden:
    'are not compared while the unit is shown as bytes alone: read it there, or step down to fields',
} as const;

const isNumber = (text: string): boolean => /^[\d.:/a-fx]+$/i.test(text) && /\d/.test(text);

/** Which columns share a cell: the second line is smaller. What would not fit side by side stands one below the other. */
const MERGED: Readonly<Record<string, readonly (readonly string[])[]>> = {
  sockets: [
    ['protocol', 'local', 'remote', 'state'],
    ['process', 'pid'],
    ['sendNext', 'receiveNext'],
  ],
  rules: [['rule'], ['verdict', 'direction'], ['source', 'destination'], ['protocol', 'port']],
  flows: [['protocol'], ['source', 'destination'], ['age']],
  translations: [['protocol'], ['inside', 'outside'], ['state', 'age']],
  cache: [['name', 'data'], ['type'], ['remaining']],
  zone: [['name', 'data'], ['type'], ['timeToLive']],
  interfaces: [['interface'], ['mac', 'address'], ['nameServer']],
  cards: [['interface'], ['mac', 'address']],
  'open-queries': [
    ['name', 'server'],
    ['id', 'port'],
  ],
  lies: [['name'], ['server', 'address']],
  lease: [
    ['address', 'mac'],
    ['state', 'remaining'],
    ['server', 'id'],
  ],
  pool: [
    ['prefix', 'remaining'],
    ['first', 'last'],
    ['router', 'nameServer'],
  ],
  leases: [['address', 'client'], ['state'], ['remaining']],
};

const columnsOf = (table: OwnTable): readonly (readonly string[])[] =>
  MERGED[table.id]
    ?.map(group => group.filter(column => table.columns.includes(column)))
    .filter(group => group.length > 0) ?? table.columns.map(column => [column]);

const Cell = ({
  table,
  group,
  cells,
}: {
  readonly table: OwnTable;
  readonly group: readonly string[];
  readonly cells: readonly string[];
}) => {
  const texts = group
    .map(column => cells[table.columns.indexOf(column)] ?? '')
    .filter(text => text !== '');
  const lines = table.id in MERGED ? texts : [texts.join(' ')];
  return (
    <td class={isNumber(lines[0] ?? '') ? 'num' : ''}>
      {lines.map((line, index) =>
        index === 0 ? (
          <span key={index}>{line}</span>
        ) : (
          <small key={index} class="num">
            {line}
          </small>
        ),
      )}
    </td>
  );
};

const Row = ({
  table,
  marked,
  onInspect,
  cells,
  row,
}: TableProps & { readonly cells: readonly string[]; readonly row: number }) => (
  <tr>
    {columnsOf(table).map(group => (
      <Cell key={group.join(' ')} table={table} group={group} cells={cells} />
    ))}
    {marked === null ? null : (
      <td class="compare">
        <Button
          look="quiet"
          label={`Compare ${marked.label} with row ${row + 1}`}
          icon={compare}
          onClick={() => onInspect(table.id, row)}
        />
      </td>
    )}
  </tr>
);

/** One own table, with the check tool: the field in hand against a row. */
export const OwnTableCard = (props: TableProps) => {
  const { table, alone, marked, inspected } = props;
  const title = tableWords(table.id);
  const { node, layer } = stationParts(table.station);
  const whose = alone ? `of ${node}` : `of ${node}, ${LAYER_NAMES[layer]}`;
  return (
    <Card title={title} note={whose}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable */}
      <section class="scroll-x" tabIndex={0} aria-label={`${title} ${whose}, table`}>
        <table class="table">
          <thead>
            <tr>
              {columnsOf(table).map(group => (
                <th key={group.join(' ')} scope="col">
                  {group.slice(0, 2).map(columnWords).join(', ')}
                </th>
              ))}
              {marked === null ? null : (
                <th scope="col">
                  <span class="sr">Compare</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {table.rows.map((cells, row) => (
              <Row key={cells.join('|')} {...props} cells={cells} row={row} />
            ))}
          </tbody>
        </table>
      </section>
      {table.rows.length === 0 ? <p class="t1 dim">Empty so far.</p> : null}
      {inspected === null || inspected.table !== table.id ? null : (
        <p class={`inspected ${inspected.result}`}>
          {marked?.label ?? inspected.field} and row {inspected.row + 1}{' '}
          <b>{RESULTS[inspected.result]}</b>.
        </p>
      )}
    </Card>
  );
};
