import type { BenchField } from '../../shared/rules/bench.ts';
import { valuesOfBytes } from '../../shared/rules/typed-bytes.ts';
import type { UnitBytes } from '../../shared/rules/unit-bytes.ts';
import { HexGrid } from '../widgets/hex-grid.tsx';
import { narrow } from '../widgets/viewport.ts';
import type { Desk } from './desk.ts';
import { draftOf, entryOf, isMine, selectField, typeDigits } from './draft.ts';
import { fieldId } from './field-cell.tsx';
import { bytesOf, type Cell, cellAt, cellsOf } from './layout.ts';

const onlyNibbles = (text: string, most: number): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^0-9a-f]/g, '')
    .slice(0, most);

const digitsOf = (unit: UnitBytes, cell: Cell): string => {
  const { from, to } = bytesOf(cell);
  return Array.from(unit.bytes.slice(from, to), byte => byte.toString(16).padStart(2, '0')).join(
    '',
  );
};

/** The unit with `digits` in place of the cell's bytes, read back by the same tables that write it. */
const valueOfDigits = (desk: Desk, unit: UnitBytes, cell: Cell, digits: string) => {
  const { from, to } = bytesOf(cell);
  if (digits.length !== (to - from) * 2) return null;
  const bytes = unit.bytes.slice();
  for (let index = from; index < to; index += 1) {
    bytes[index] = Number.parseInt(digits.slice((index - from) * 2, (index - from) * 2 + 2), 16);
  }
  return valuesOfBytes(desk.bench, bytes)[cell.path] ?? null;
};

interface RowProps {
  readonly desk: Desk;
  readonly unit: UnitBytes;
  readonly cell: Cell;
  readonly field: BenchField | undefined;
}

const DigitsField = ({ desk, unit, cell, field }: RowProps & { readonly field: BenchField }) => {
  const { bench } = desk;
  const { from, to } = bytesOf(cell);
  const most = (to - from) * 2;
  const entry = entryOf(bench, field);
  const typed = draftOf(bench).value.entries[field.path] !== undefined;
  const wrong = desk.finding?.field === field.path;
  return (
    <input
      id={fieldId(desk, field.path)}
      data-field={field.path}
      class={`input mono digits ${wrong ? 'wrong' : ''}`}
      maxLength={most * 2}
      value={typed ? entry.text : ''}
      placeholder={'_'.repeat(most)}
      autocomplete="off"
      autocapitalize="off"
      spellcheck={false}
      aria-label={`${cell.label}, ${most} hex digits`}
      aria-invalid={wrong}
      aria-describedby={wrong ? 'finding-text' : undefined}
      onFocus={() => selectField(bench, field.path)}
      onInput={event => {
        const digits = onlyNibbles(event.currentTarget.value, most);
        event.currentTarget.value = digits;
        typeDigits(bench, field.path, digits, valueOfDigits(desk, unit, cell, digits));
      }}
    />
  );
};

const LegendRow = (props: RowProps) => {
  const { desk, unit, cell, field } = props;
  const { from, to } = bytesOf(cell);
  const mine = field !== undefined && isMine(desk.bench, field);
  return (
    <tr class={draftOf(desk.bench).value.selected === cell.path ? 'hit' : ''}>
      <th scope="row">{cell.label}</th>
      <td class="num">{to - from === 1 ? from : `${from}–${to - 1}`}</td>
      <td class="num">{mine ? <DigitsField {...props} field={field} /> : digitsOf(unit, cell)}</td>
    </tr>
  );
};

/** Hex level: the form is shut, the table of fields stays as a legend, bytes are typed a nibble at a time. */
export const HexForm = ({ desk, unit }: { readonly desk: Desk; readonly unit: UnitBytes }) => {
  const cells = cellsOf(unit.spans);
  const { selected } = draftOf(desk.bench).value;
  const chosen = cells.find(cell => cell.path === selected);
  const fieldFor = (cell: Cell) => desk.bench.fields.find(({ path }) => path === cell.path);
  const end = Math.max(...cells.map(cell => bytesOf(cell).to));
  const empty = cells.find(cell => {
    const field = fieldFor(cell);
    return (
      field !== undefined && isMine(desk.bench, field) && entryOf(desk.bench, field).value === null
    );
  });
  const wrong = cells.find(cell => cell.path === desk.finding?.field);
  return (
    <div class="hex-form">
      <HexGrid
        bytes={unit.bytes.slice(0, end)}
        base={narrow.value ? null : 0}
        label="Your header"
        columns={8}
        toneOf={() => `layer-${desk.bench.layer}`}
        selected={chosen === undefined ? null : bytesOf(chosen)}
        empty={empty === undefined ? null : bytesOf(empty)}
        wrong={wrong === undefined ? null : bytesOf(wrong)}
        onByte={index => {
          const cell = cellAt(cells, index);
          if (cell !== undefined) selectField(desk.bench, cell.path);
        }}
      />
      <table class="table legend">
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">Bytes</th>
            <th scope="col">In hex</th>
          </tr>
        </thead>
        <tbody>
          {cells.map(cell => (
            <LegendRow key={cell.path} desk={desk} unit={unit} cell={cell} field={fieldFor(cell)} />
          ))}
        </tbody>
      </table>
    </div>
  );
};
