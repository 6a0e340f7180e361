import check from '@tabler/icons/outline/check.svg?raw';
import type { MisconceptionTag } from '../../shared/rules/misconceptions.ts';
import type { BoardPart } from '../../shared/session/views/host.ts';
import { Icon } from '../widgets/icon.tsx';
import { ScrollFrame } from '../widgets/scroll-frame.tsx';

/** One cell of the board: a person and a belief. */
export interface BoardPlace {
  readonly playerId: string;
  readonly tag: MisconceptionTag;
}

type BoardRow = BoardPart['rows'][number];

interface CellProps {
  readonly row: BoardRow;
  readonly tag: MisconceptionTag;
  readonly chosen: BoardPlace | null;
  readonly onChoose: (place: BoardPlace) => void;
}

const Cell = ({ row, tag, chosen, onChoose }: CellProps) => {
  const cell = row.cells.find(each => each.tag === tag);
  if (cell === undefined || cell.count === 0) {
    return (
      <td>
        <span class="sr">none</span>
      </td>
    );
  }
  const on = chosen?.playerId === row.playerId && chosen.tag === tag;
  const state = cell.repaired ? 'repaired' : `${cell.count} open`;
  const classes = `board-cell ${cell.repaired ? 'repaired' : ''} ${cell.count > 1 ? 'many' : ''}`;
  return (
    <td>
      <button
        type="button"
        class={classes}
        aria-label={`${row.nickname}, ${tag}, ${state}`}
        aria-pressed={on}
        onClick={() => onChoose({ playerId: row.playerId, tag })}
      >
        {cell.repaired ? <Icon svg={check} size={16} /> : cell.count}
      </button>
    </td>
  );
};

const openCount = (board: BoardPart, tag: MisconceptionTag): number =>
  board.rows.filter(row =>
    row.cells.some(cell => cell.tag === tag && cell.count > 0 && !cell.repaired),
  ).length;

interface BeliefBoardProps {
  readonly board: BoardPart;
  readonly chosen: BoardPlace | null;
  readonly onChoose: (place: BoardPlace) => void;
}

const BoardTable = ({ board, chosen, onChoose }: BeliefBoardProps) => (
  <table class="belief-table">
    <caption class="sr">Open wrong beliefs by person</caption>
    <thead>
      <tr>
        <td />
        {board.tags.map(tag => (
          <th key={tag} scope="col">
            {tag}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {board.rows.map(row => (
        <tr key={row.playerId}>
          <th scope="row">{row.nickname}</th>
          {board.tags.map(tag => (
            <Cell key={tag} row={row} tag={tag} chosen={chosen} onChoose={onChoose} />
          ))}
        </tr>
      ))}
    </tbody>
    <tfoot>
      <tr>
        <th scope="row">People</th>
        {board.tags.map(tag => (
          <td key={tag} class="num">
            {openCount(board, tag) || ''}
          </td>
        ))}
      </tr>
    </tfoot>
  </table>
);

/** Who believes what, live: counts while open, a tick once the person has repaired it. */
export const BeliefBoard = (props: BeliefBoardProps) => (
  <section class="card belief-board" aria-labelledby="board-title">
    <div class="heading">
      <h2 id="board-title">Beliefs that cost a message</h2>
      <span class="dim">
        open counts, live; <Icon svg={check} size={16} class="inline good-text" /> repaired by the
        person
      </span>
    </div>
    {props.board.tags.length === 0 || props.board.rows.length === 0 ? (
      <p class="soft">Nobody has stumbled yet.</p>
    ) : (
      <ScrollFrame label="Board, person by belief">
        <BoardTable {...props} />
      </ScrollFrame>
    )}
  </section>
);
