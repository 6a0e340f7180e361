// biome-ignore-all lint/a11y/useSemanticElements: a table cannot wrap runs of cells in one ring
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has one stop, its current cell
import { useRef, useState } from 'preact/hooks';

/** Half-open run of byte indices. */
export interface ByteRange {
  readonly from: number;
  readonly to: number;
}

interface HexGridProps {
  readonly bytes: Uint8Array;
  readonly label: string;
  /** Offset shown before the first row; null hides the column. */
  readonly base?: number | null;
  readonly columns?: number;
  /** Class of the layer that wrote a byte: 'layer-transport', 'layer-sealed', 'plain'. */
  readonly toneOf: (index: number) => string;
  readonly selected?: ByteRange | null;
  readonly wrong?: ByteRange | null;
  /** Bytes of a field that has no value yet. */
  readonly empty?: ByteRange | null;
  /** Enter, Space or a click on a byte. */
  readonly onByte?: (index: number) => void;
  /** Characters beside the bytes; never for sealed ones. */
  readonly asText?: boolean;
}

const within = (range: ByteRange | null | undefined, index: number): boolean =>
  range !== null && range !== undefined && index >= range.from && index < range.to;

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');

const classOf = (props: HexGridProps, index: number, column: number): string => {
  const { selected, empty, columns = 16 } = props;
  const classes = ['byte', props.toneOf(index)];
  if (column === 8) classes.push('gap');
  if (within(empty, index)) classes.push('slot');
  else if (selected && within(selected, index)) {
    classes.push('on');
    if (index === selected.from || column === 0) classes.push('first');
    if (index === selected.to - 1 || column === columns - 1) classes.push('last');
  }
  return classes.join(' ');
};

const stepOf = (key: string, columns: number): number =>
  ({ ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns })[key] ?? 0;

const asCharacter = (value: number): string =>
  value >= 0x20 && value < 0x7f ? String.fromCharCode(value) : '·';

interface RowProps {
  readonly grid: HexGridProps;
  readonly start: number;
  readonly current: number;
}

const Cell = ({
  grid,
  index,
  column,
  current,
}: Omit<RowProps, 'start'> & { readonly index: number; readonly column: number }) => {
  const missing = within(grid.empty, index);
  return (
    <span
      role="gridcell"
      tabIndex={index === current ? 0 : -1}
      data-byte={index}
      class={classOf(grid, index, column)}
      aria-selected={within(grid.selected, index)}
    >
      {missing ? <span aria-hidden="true">?</span> : hex(grid.bytes[index] ?? 0, 2)}
      {missing ? <span class="sr">empty</span> : null}
    </span>
  );
};

/** One row, with refused bytes in one dashed ring. */
const Row = ({ grid, start, current }: RowProps) => {
  const { columns = 16, base = 0, wrong } = grid;
  const end = Math.min(grid.bytes.length, start + columns);
  const indices = Array.from({ length: end - start }, (_, column) => start + column);
  const cell = (index: number) => (
    <Cell key={index} grid={grid} index={index} column={index - start} current={current} />
  );
  const bad = indices.filter(index => within(wrong, index));
  const before = indices.filter(index => bad.length === 0 || index < (bad[0] ?? 0));
  const after = bad.length === 0 ? [] : indices.filter(index => index > (bad.at(-1) ?? 0));
  return (
    <div role="row">
      {base === null ? null : (
        <span role="rowheader" class="offset">
          {hex(base + start, 4)}
        </span>
      )}
      {before.map(cell)}
      {bad.length === 0 ? null : <span class="byte-run bad">{bad.map(cell)}</span>}
      {after.map(cell)}
      {grid.asText === true ? (
        <span class="as-text" aria-hidden="true">
          {indices.map(index => asCharacter(grid.bytes[index] ?? 0)).join('')}
        </span>
      ) : null}
    </div>
  );
};

/** Bytes as a grid with one tab stop: arrows move, Enter chooses the field that a byte belongs to. */
export const HexGrid = (props: HexGridProps) => {
  const { bytes, columns = 16, label, onByte } = props;
  const element = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(0);
  const current = Math.min(at, Math.max(0, bytes.length - 1));

  const move = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      onByte?.(current);
      return;
    }
    const next = current + stepOf(event.key, columns);
    if (next === current || next < 0 || next >= bytes.length) return;
    event.preventDefault();
    setAt(next);
    element.current?.querySelector<HTMLElement>(`[data-byte="${next}"]`)?.focus();
  };
  const choose = (event: MouseEvent): void => {
    const cell = event.target instanceof Element ? event.target.closest('[data-byte]') : null;
    const index = Number(cell?.getAttribute('data-byte') ?? -1);
    if (index < 0) return;
    setAt(index);
    onByte?.(index);
  };
  const starts = Array.from(
    { length: Math.ceil(bytes.length / columns) },
    (_, row) => row * columns,
  );
  return (
    <div
      ref={element}
      class={props.asText === true ? 'hex with-text' : 'hex'}
      role="grid"
      aria-label={label}
      onKeyDown={move}
      onClick={choose}
    >
      {starts.map(start => (
        <Row key={start} grid={props} start={start} current={current} />
      ))}
    </div>
  );
};
