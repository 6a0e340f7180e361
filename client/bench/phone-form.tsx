import type { UnitBytes } from '../../shared/rules/unit-bytes.ts';
import { HexGrid } from '../widgets/hex-grid.tsx';
import { CellLine } from './cell-line.tsx';
import type { Desk } from './desk.ts';
import { draftOf, entryOf, isMine, selectField } from './draft.ts';
import { bytesOf, type Cell, cellAt, cellsOf } from './layout.ts';

/** On a phone: own fields first, what is filled in folded away, then the bytes eight to a row. */
export const PhoneForm = ({ desk, unit }: { readonly desk: Desk; readonly unit: UnitBytes }) => {
  const { bench } = desk;
  const cells = cellsOf(unit.spans);
  const { selected } = draftOf(bench).value;
  const fieldFor = (cell: Cell) => bench.fields.find(({ path }) => path === cell.path);
  const isOwn = (cell: Cell): boolean => {
    const field = fieldFor(cell);
    return field !== undefined && isMine(bench, field);
  };
  const isEmpty = (cell: Cell): boolean => {
    const field = fieldFor(cell);
    return isOwn(cell) && field !== undefined && entryOf(bench, field).value === null;
  };
  // At words level the gap above is the field in hand.
  const inGap = ({ path }: Cell): boolean => bench.level === 'words' && path === bench.focus;
  const own = cells.filter(cell => isOwn(cell) && !inGap(cell));
  const rest = cells.filter(cell => !isOwn(cell));
  const rangeOf = (cell: Cell | undefined) => (cell === undefined ? null : bytesOf(cell));
  const draw = (cell: Cell) => <CellLine key={cell.path} desk={desk} cell={cell} />;
  return (
    <>
      <div class="sheet">{own.map(draw)}</div>
      {rest.length === 0 ? null : (
        <details class="fold">
          <summary>{rest.length} fields filled in for you</summary>
          <div class="sheet">{rest.map(draw)}</div>
        </details>
      )}
      <HexGrid
        bytes={unit.bytes.slice(0, Math.max(0, ...cells.map(cell => bytesOf(cell).to)))}
        base={null}
        columns={8}
        label="Your header"
        toneOf={() => `layer-${bench.layer}`}
        selected={rangeOf(cells.find(({ path }) => path === selected))}
        empty={rangeOf(cells.find(isEmpty))}
        wrong={rangeOf(cells.find(({ path }) => path === desk.finding?.field))}
        onByte={index => {
          const cell = cellAt(cells, index);
          if (cell !== undefined) selectField(bench, cell.path);
        }}
      />
    </>
  );
};
