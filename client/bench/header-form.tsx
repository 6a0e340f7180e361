import type { BenchField } from '../../shared/rules/bench.ts';
import type { UnitBytes } from '../../shared/rules/unit-bytes.ts';
import { type ByteRange, HexGrid } from '../widgets/hex-grid.tsx';
import type { Desk } from './desk.ts';
import { draftOf, entryOf, isMine, selectField } from './draft.ts';
import { FieldCell } from './field-cell.tsx';
import { FieldExtra } from './field-extra.tsx';
import { bytesOf, type Cell, cellAt, cellsOf, type FormRow, rowsOf } from './layout.ts';

interface HeaderFormProps {
  readonly desk: Desk;
  readonly unit: UnitBytes;
  /** Values before this hop, by path, at a router. */
  readonly before?: ReadonlyMap<string, string>;
  /** At words level the gap has the choices of the field in hand. */
  readonly withoutChoices?: boolean;
}

const fieldFor = (desk: Desk, path: string): BenchField | undefined =>
  desk.bench.fields.find(field => field.path === path);

const isEmpty = (desk: Desk, path: string): boolean => {
  const field = fieldFor(desk, path);
  return (
    field !== undefined && isMine(desk.bench, field) && entryOf(desk.bench, field).value === null
  );
};

const shifted = (range: ByteRange, by: number): ByteRange => ({
  from: range.from - by,
  to: range.to - by,
});

/** Bytes of the refused field, from the bits the finding names, else from its box. */
const wrongBytes = (desk: Desk, cells: readonly Cell[]): ByteRange | null => {
  const { finding } = desk;
  if (finding === null) return null;
  if (finding.bits !== null) {
    const { offset, length } = finding.bits;
    return { from: Math.floor(offset / 8), to: Math.ceil((offset + length) / 8) };
  }
  const cell = cells.find(({ path }) => path === finding.field);
  return cell === undefined ? null : bytesOf(cell);
};

interface RowProps extends HeaderFormProps {
  readonly row: FormRow;
  readonly cells: readonly Cell[];
}

const RowBytes = ({ desk, unit, row, cells }: RowProps) => {
  const selected = draftOf(desk.bench).value.selected;
  const rangeOf = (cell: Cell | undefined): ByteRange | null =>
    cell === undefined ? null : shifted(bytesOf(cell), row.fromByte);
  const wrong = wrongBytes(desk, cells);
  const tone = (index: number): string => {
    const cell = cellAt(row.cells, row.fromByte + index);
    const field = cell === undefined ? undefined : fieldFor(desk, cell.path);
    return field === undefined || field.state === 'locked' ? 'plain' : `layer-${desk.bench.layer}`;
  };
  return (
    <HexGrid
      bytes={unit.bytes.slice(row.fromByte, row.toByte)}
      base={row.fromByte}
      columns={row.toByte - row.fromByte > 6 ? 4 : row.toByte - row.fromByte}
      label={`Bytes ${row.fromByte} to ${row.toByte - 1}`}
      toneOf={tone}
      selected={rangeOf(row.cells.find(({ path }) => path === selected))}
      empty={rangeOf(row.cells.find(({ path }) => isEmpty(desk, path)))}
      wrong={wrong === null ? null : shifted(wrong, row.fromByte)}
      onByte={index => {
        const cell = cellAt(row.cells, row.fromByte + index);
        if (cell !== undefined) selectField(desk.bench, cell.path);
      }}
    />
  );
};

const Row = (props: RowProps) => {
  const { desk, row, before, withoutChoices = false } = props;
  return (
    <>
      <div class="header-row">
        <div class="bit-row">
          {row.cells.map(cell => (
            <FieldCell
              key={cell.path}
              desk={desk}
              field={fieldFor(desk, cell.path)}
              path={cell.path}
              label={cell.label}
              width={cell.width}
              shown={cell.shown}
              {...(before === undefined ? {} : { before: before.get(cell.path) ?? cell.shown })}
            />
          ))}
        </div>
        <RowBytes {...props} />
      </div>
      {row.cells.map(cell => {
        const field = fieldFor(desk, cell.path);
        return field === undefined || withoutChoices ? null : (
          <FieldExtra key={cell.path} desk={desk} field={field} label={cell.label} />
        );
      })}
    </>
  );
};

const hasLongRows = (rows: readonly FormRow[]): boolean =>
  rows.some(row => row.toByte - row.fromByte > 4);

/** The form is the header: each row as its RFC draws it, its bytes beside it. `part` picks header or trailer rows. */
export const HeaderForm = (props: HeaderFormProps & { readonly part?: 'header' | 'trailer' }) => {
  const { part = 'header', unit } = props;
  const cells = cellsOf(unit.spans);
  const isTrailer = (cell: Cell): boolean => cell.path.endsWith('.frameCheckSequence');
  const shownCells = cells.filter(cell => isTrailer(cell) === (part === 'trailer'));
  const rows = rowsOf(shownCells);
  if (rows.length === 0) return null;
  return (
    <div class={hasLongRows(rows) || part === 'trailer' ? 'sheet six' : 'sheet'}>
      {rows.map(row => (
        <Row key={row.fromByte} {...props} row={row} cells={cells} />
      ))}
    </div>
  );
};
