import type { UnitBytes } from '../../shared/rules/unit-bytes.ts';
import { HexGrid } from '../widgets/hex-grid.tsx';
import { narrow } from '../widgets/viewport.ts';
import { CellLine } from './cell-line.tsx';
import type { Desk } from './desk.ts';
import { draftOf, entryOf, isMine, selectField } from './draft.ts';
import { bytesOf, cellAt, cellsOf } from './layout.ts';

const MOST_BYTES = 128;

/** The application's message: one field to a line, and the whole message as bytes with its characters. */
export const ListedForm = ({ desk, unit }: { readonly desk: Desk; readonly unit: UnitBytes }) => {
  const { bench } = desk;
  const cells = cellsOf(unit.spans);
  const { selected } = draftOf(bench).value;
  const chosen = cells.find(cell => cell.path === selected);
  const own = cells.filter(cell => bench.fields.some(({ path }) => path === cell.path));
  const wrong = cells.find(cell => cell.path === desk.finding?.field);
  const empty = cells.find(cell => {
    const field = bench.fields.find(({ path }) => path === cell.path);
    return field !== undefined && isMine(bench, field) && entryOf(bench, field).value === null;
  });
  return (
    <>
      <div class="sheet">
        {own.map(cell => (
          <CellLine key={cell.path} desk={desk} cell={cell} />
        ))}
      </div>
      {unit.bytes.length === 0 ? null : (
        <HexGrid
          bytes={unit.bytes.slice(0, MOST_BYTES)}
          label="Your message in bytes"
          columns={narrow.value ? 8 : 16}
          asText
          toneOf={() => `layer-${bench.layer}`}
          selected={chosen === undefined ? null : bytesOf(chosen)}
          wrong={wrong === undefined ? null : bytesOf(wrong)}
          empty={
            empty === undefined || bytesOf(empty).to > unit.bytes.length ? null : bytesOf(empty)
          }
          onByte={index => {
            const cell = cellAt(cells, index);
            if (cell !== undefined) selectField(bench, cell.path);
          }}
        />
      )}
    </>
  );
};
