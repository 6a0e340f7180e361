import './standings.css';
import snowflake from '@tabler/icons/outline/snowflake.svg?raw';
import type { StandingsView } from '../../shared/session/views/progress.ts';
import { clockText } from '../net/clock.ts';
import { CrewIcon } from '../widgets/crew-icon.tsx';
import { Icon } from '../widgets/icon.tsx';
import { ScrollFrame } from '../widgets/scroll-frame.tsx';

type Row = StandingsView['rows'][number];

const RANKS_IN_PUBLIC = 3;

interface StandingsTableProps {
  readonly standings: StandingsView;
  readonly seed: { readonly hash: string; readonly value: string | null };
  /** The host sees all ranks; on the wall those below third place are not shown. */
  readonly privileged?: boolean;
}

const Frozen = () => (
  <div class="freeze">
    <Icon svg={snowflake} />
    <div>
      <h3>Standings are frozen</h3>
      <p>What arrives now is opened at the end.</p>
    </div>
  </div>
);

const Sealed = () => (
  <span class="sealed-cell">
    <Icon svg={snowflake} size={16} />
    <span class="sr">sealed until the end</span>
  </span>
);

const Line = ({ row, ranked }: { readonly row: Row; readonly ranked: boolean }) => (
  <tr class={row.rank === 1 && row.points > 0 ? 'first' : ''}>
    <td class="rank num">{ranked ? row.rank : <span class="sr">not shown</span>}</td>
    <th scope="row">
      <span class="row">
        <CrewIcon crew={row.crew} />
        {row.name}
      </span>
    </th>
    <td class="points num">{row.points}</td>
    <td class="num">{row.sealed ? <Sealed /> : clockText(row.penaltyMs)}</td>
    <td class="num">{row.sealed ? <Sealed /> : row.errors}</td>
    <td class="num">
      {row.sealed ? <Sealed /> : row.lastScoringMs === null ? '·' : clockText(row.lastScoringMs)}
    </td>
  </tr>
);

/** Crews by the rank key, with the hash that fixes the draws before anybody knows the seed. */
export const StandingsTable = ({ standings, seed, privileged = false }: StandingsTableProps) => (
  <section class="standings" aria-labelledby="standings-title">
    <h2 id="standings-title">{standings.final ? 'Final standings' : 'Standings'}</h2>
    {standings.frozen ? <Frozen /> : null}
    <ScrollFrame label="Standings table">
      <table class="standings-table">
        <thead>
          <tr>
            <th scope="col">Rank</th>
            <th scope="col">Crew</th>
            <th scope="col">Points</th>
            <th scope="col">Time</th>
            <th scope="col">Wrong units</th>
            <th scope="col">Last scored</th>
          </tr>
        </thead>
        <tbody>
          {standings.rows.map(row => (
            <Line key={row.crew} row={row} ranked={privileged || row.rank <= RANKS_IN_PUBLIC} />
          ))}
        </tbody>
      </table>
    </ScrollFrame>
    <p class="soft">
      Rank: points for messages delivered byte-true; then the sum of their times, each wrong unit
      that left counting 20 s; then fewer wrong units; then the earlier last delivery.
    </p>
    <p class="soft seed">
      Seed hash <code>{seed.hash}</code>.{' '}
      {seed.value === null ? (
        'The seed itself is shown after the end.'
      ) : (
        <>
          Seed <code>{seed.value}</code>.
        </>
      )}
    </p>
  </section>
);
