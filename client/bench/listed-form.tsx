import type { Bench, BenchField } from '../../shared/rules/bench.ts';
import { type UnitBytes, unitBytes } from '../../shared/rules/unit-bytes.ts';
import { CapturedFields } from '../widgets/captured-fields.tsx';
import { fieldName } from '../widgets/field-names.ts';
import { HexGrid } from '../widgets/hex-grid.tsx';
import { narrow } from '../widgets/viewport.ts';
import { BufferBoxes } from './buffer-boxes.tsx';
import { CellLine } from './cell-line.tsx';
import type { Desk } from './desk.ts';
import { draftOf, entryOf, isMine, selectField } from './draft.ts';
import { bytesOf, cellAt, cellsOf } from './layout.ts';
import { shownOf } from './shown.ts';

const MESSAGE = { most: 128, label: 'Your message in bytes' };
/** A whole frame, with what is behind its headers. */
const FRAME = { most: 1518, label: 'The frame in bytes' };

/** A DHCP message, whose options stand behind long empty fields. */
const LONG = { most: 576, label: 'The message in bytes' };

const LENGTHS: Readonly<Partial<Record<Bench['protocol'], typeof MESSAGE>>> = {
  capture: FRAME,
  dhcp: LONG,
};

const Fields = ({ desk, unit }: { readonly desk: Desk; readonly unit: UnitBytes }) => {
  const { bench } = desk;
  if (bench.protocol === 'capture') {
    return <CapturedFields spans={unit.spans} title="All fields of the frame" />;
  }
  if (bench.protocol !== 'dhcp' || bench.arrived === null) return null;
  const { spans } = unitBytes({ ...bench, direction: 'up' }, {});
  return <CapturedFields spans={spans} title="All fields of the message that came" />;
};

/** Fields that get a line: not those of other actions, and not the one in the gap of a sentence. */
const linesOf = (bench: Bench): readonly BenchField[] =>
  bench.fields.filter(
    field =>
      field.state !== 'locked' &&
      (isMine(bench, field) || field.value !== null) &&
      (bench.level !== 'words' || field.path !== bench.focus),
  );

/** The application's message: one field to a line, and the whole message as bytes with its characters. */
export const ListedForm = ({ desk, unit }: { readonly desk: Desk; readonly unit: UnitBytes }) => {
  const { bench } = desk;
  const shown = LENGTHS[bench.protocol] ?? MESSAGE;
  const cells = cellsOf(unit.spans);
  const { selected } = draftOf(bench).value;
  const chosen = cells.find(cell => cell.path === selected);
  const own = linesOf(bench);
  const wrong = cells.find(cell => cell.path === desk.finding?.field);
  const empty = cells.find(cell => {
    const field = bench.fields.find(({ path }) => path === cell.path);
    return field !== undefined && isMine(bench, field) && entryOf(bench, field).value === null;
  });
  return (
    <>
      <div class="sheet">
        {own.map(field => (
          <CellLine
            key={field.path}
            desk={desk}
            cell={{
              path: field.path,
              label: fieldName(field.path),
              bitOffset: 0,
              bitLength: 0,
              width: 32,
              shown: shownOf(field, field.value),
            }}
          />
        ))}
      </div>
      <BufferBoxes desk={desk} />
      <Fields desk={desk} unit={unit} />
      {unit.bytes.length === 0 ? null : (
        <HexGrid
          bytes={unit.bytes.slice(0, shown.most)}
          label={shown.label}
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
