import type { StandingsView } from '../../shared/session/views/progress.ts';
import { clockText } from '../net/clock.ts';

interface StandingsTableProps {
  readonly standings: StandingsView;
  readonly seedHash: string;
}

/** Ranked by the key of the rules; below third place no rank is shown on the wall. */
export const StandingsTable = ({ standings, seedHash }: StandingsTableProps) => (
  <section class="wall-standings" aria-label="Standings">
    <p class="soft">
      {standings.frozen
        ? 'Frozen: what happens now is sealed until the end.'
        : standings.final
          ? 'Final.'
          : 'Live.'}{' '}
      Points of messages delivered byte for byte, then time and errors. Seed hash{' '}
      <code>{seedHash.slice(0, 16)}</code>
    </p>
    <div class="scroll-x">
      <table class="wall-lanes">
        <caption class="sr">Standings</caption>
        <thead>
          <tr>
            <th scope="col">Rank</th>
            <th scope="col">Crew</th>
            <th scope="col">Points</th>
            <th scope="col">Time with errors</th>
            <th scope="col">Errors</th>
          </tr>
        </thead>
        <tbody>
          {standings.rows.map(row => (
            <tr key={row.crew}>
              <td class="num">{row.rank <= 3 ? row.rank : ''}</td>
              <th scope="row">{row.name}</th>
              <td class="num">{row.points}</td>
              <td class="num">{row.sealed ? 'sealed' : clockText(row.penaltyMs)}</td>
              <td class="num">{row.sealed ? 'sealed' : row.errors}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </section>
);
