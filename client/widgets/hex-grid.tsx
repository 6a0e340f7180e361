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
  /** For reading byte by byte: each is named by its place, columns are numbered, and the place in hand is told. */
  readonly ruled?: boolean;
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

const classOfGrid = ({ asText, ruled }: HexGridProps): string =>
  ['hex', asText === true ? 'with-text' : '', ruled === true ? 'ruled' : '']
    .filter(name => name !== '')
    .join(' ');

/**
 * Where a key leads from `at`: past an edge nowhere, so that the page does not scroll away from the byte in hand. Home and
 * end are those of the row, with Ctrl those of the whole; undefined for other keys.
 */
const placeAfter = (
  { key, ctrlKey }: KeyboardEvent,
  at: number,
  columns: number,
  length: number,
): number | undefined => {
  const start = at - (at % columns);
  const places: Readonly<Record<string, number>> = {
    ArrowRight: at + 1,
    ArrowLeft: at - 1,
    ArrowDown: at + columns,
    ArrowUp: at - columns,
    Home: ctrlKey ? 0 : start,
    End: ctrlKey ? length - 1 : Math.min(length, start + columns) - 1,
  };
  const next = places[key];
  return next === undefined || (next >= 0 && next < length) ? next : at;
};

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
      aria-selected={grid.selected === undefined ? undefined : within(grid.selected, index)}
      aria-label={
        grid.ruled === true ? `byte ${index}, ${hex(grid.bytes[index] ?? 0, 2)}` : undefined
      }
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

/** Columns by their number in a row, as offsets count. */
const Ruler = ({ columns }: { readonly columns: number }) => (
  <div role="row" class="ruler" aria-hidden="true">
    <span class="offset" />
    {Array.from({ length: columns }, (_, column) => (
      <span key={column} class={column === 8 ? 'byte gap' : 'byte'}>
        {hex(column, 1)}
      </span>
    ))}
  </div>
);

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
    const next = placeAfter(event, current, columns, bytes.length);
    if (next === undefined) return;
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
  const grid = (
    <div
      ref={element}
      class={classOfGrid(props)}
      role="grid"
      aria-label={label}
      onKeyDown={move}
      onClick={choose}
    >
      {props.ruled === true ? <Ruler columns={columns} /> : null}
      {starts.map(start => (
        <Row key={start} grid={props} start={start} current={current} />
      ))}
    </div>
  );
  if (props.ruled !== true) return grid;
  return (
    <>
      {grid}
      <p class="t1 dim num" aria-hidden="true">
        At byte {current}, the last is {bytes.length - 1}
      </p>
    </>
  );
};
