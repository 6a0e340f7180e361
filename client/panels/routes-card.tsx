import check from '@tabler/icons/outline/check.svg?raw';
import { formatIpv4, type Prefix, parsePrefix } from '../../shared/base/address.ts';
import type { OwnTable } from '../../shared/session/views/play.ts';
import { Card } from '../widgets/card.tsx';
import { Icon } from '../widgets/icon.tsx';
import { columnWords } from '../widgets/words.ts';

interface Match {
  readonly prefix: Prefix;
  /** Leading bits in which prefix and destination agree, at most the prefix length. */
  readonly agreeing: number;
  readonly hits: boolean;
}

const bitsOf = (address: number): string => address.toString(2).padStart(32, '0');

const matchOf = (prefix: Prefix, destination: number): Match => {
  const wanted = bitsOf(prefix.address).slice(0, prefix.length);
  const given = bitsOf(destination);
  const differing = [...wanted].findIndex((bit, index) => bit !== given[index]);
  const agreeing = differing === -1 ? prefix.length : differing;
  return { prefix, agreeing, hits: agreeing === prefix.length };
};

const CELL = 9.6;
const GROUP_GAP = 7;

const xOf = (bit: number): number => bit * CELL + Math.floor(bit / 8) * GROUP_GAP;

const BitBar = ({ match }: { readonly match: Match }) => (
  <svg class="bit-bar" viewBox="0 0 330 20" aria-hidden="true">
    {Array.from({ length: 32 }, (_, bit) => {
      if (bit < match.agreeing) {
        return <rect key={bit} class="agrees" x={xOf(bit)} y="3" width="8" height="14" rx="2" />;
      }
      if (bit === match.agreeing && !match.hits) {
        return <path key={bit} class="differs" d={`M${xOf(bit)} 5l8 10m0 -10l-8 10`} />;
      }
      return <rect key={bit} class="open" x={xOf(bit) + 2} y="9" width="4" height="2" />;
    })}
  </svg>
);

const agreeWords = (match: Match): string =>
  match.hits ? `${match.agreeing} of ${match.prefix.length}` : `no, bit ${match.agreeing + 1}`;

const prefixIn = (cells: readonly string[]): Prefix | null => {
  for (const cell of cells) {
    const parsed = cell.includes('/') ? parsePrefix(cell) : null;
    if (parsed?.ok) return parsed.value;
  }
  return null;
};

interface RoutesProps {
  readonly table: OwnTable;
  readonly destination: number;
}

/** The routing table, with the leading bits that agree; the longest match stands out once a route is found by eye. */
export const RoutesCard = ({ table, destination }: RoutesProps) => {
  const rows = table.rows.map(cells => {
    const prefix = prefixIn(cells);
    return { cells, match: prefix === null ? null : matchOf(prefix, destination) };
  });
  const longest = Math.max(
    -1,
    ...rows.map(({ match }) => (match?.hits === true ? match.agreeing : -1)),
  );
  const prefixColumn = table.rows[0]?.findIndex(cell => cell.includes('/')) ?? 0;
  const others = table.columns.map((_, column) => column).filter(column => column !== prefixColumn);
  return (
    <Card
      title="Routes"
      note={
        <>
          how many leading bits agree with <code>{formatIpv4(destination)}</code>
        </>
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable */}
      <section class="scroll-x" tabIndex={0} aria-label="Routing table">
        <table class="table routes">
          <thead>
            <tr>
              <th scope="col">{columnWords(table.columns[prefixColumn] ?? 'prefix')}</th>
              <th scope="col">
                <code class="destination-bits">
                  {bitsOf(destination).replace(/(.{8})(?=.)/g, '$1 ')}
                </code>
              </th>
              <th scope="col">Agree</th>
              {others.map(column => (
                <th key={column} scope="col">
                  {columnWords(table.columns[column] ?? '')}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ cells, match }) => {
              const best = match?.hits === true && match.agreeing === longest;
              return (
                <tr key={cells.join('|')} class={best ? 'hit' : match?.hits === true ? '' : 'off'}>
                  <td class="num">{cells[prefixColumn]}</td>
                  <td>{match === null ? null : <BitBar match={match} />}</td>
                  <td class="nowrap">{match === null ? '' : agreeWords(match)}</td>
                  {others.map(column => (
                    <td key={column} class="num">
                      {cells[column]}
                    </td>
                  ))}
                  <td>{best ? <Icon svg={check} size={18} class="good-text" /> : null}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
    </Card>
  );
};
