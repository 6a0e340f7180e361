import { MISCONCEPTION_TAGS } from '../rules/misconceptions.ts';
import type { Player } from './player-state.ts';
import { roundStandings } from './standings.ts';
import type { Session } from './state.ts';

/** A cell of a table that a spreadsheet opens. */
export type Cell = string | number;

/** A text that no spreadsheet takes for a formula: one that begins like a formula gets an apostrophe before it. */
export const safeCell = (cell: Cell): Cell =>
  typeof cell === 'string' && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;

const rowOf = (session: Session, player: Player): readonly Cell[] => {
  const { play } = player;
  const accuracy = play.decided === 0 ? '' : Math.round((100 * play.firstTry) / play.decided);
  const rank = roundStandings(session)?.rows.find(row => row.crew === player.crew)?.rank ?? '';
  const tags = MISCONCEPTION_TAGS.map(tag => {
    const record = player.tags.get(tag);
    if (record === undefined) return '';
    return record.repaired ? `${record.count} repaired` : record.count;
  });
  return [
    player.nickname,
    player.crew + 1,
    player.seat + 1,
    play.decided,
    play.right,
    play.firstTry,
    play.repaired,
    accuracy,
    play.hints,
    play.kinds.size,
    play.allHands,
    rank,
    ...tags,
  ];
};

/** The round as rows of a gradebook: a head row, then one per person. Accuracy in percent of first tries. */
export const reportRows = (session: Session): readonly (readonly Cell[])[] => [
  [
    'nickname',
    'crew',
    'seat',
    'decided',
    'right',
    'first try',
    'repaired',
    'accuracy %',
    'hints',
    'kinds',
    'all-hands',
    'rank',
    ...MISCONCEPTION_TAGS,
  ],
  ...[...session.players.values()].map(player => rowOf(session, player).map(safeCell)),
];
