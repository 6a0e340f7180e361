import { leavesOf, type Span } from '../../shared/protocols/span.ts';

/** One box of the form: a field, or several narrow ones that are drawn as one. */
export interface Cell {
  readonly path: string;
  readonly label: string;
  readonly bitOffset: number;
  readonly bitLength: number;
  /** Of the 32 columns of a row. */
  readonly width: number;
  readonly shown: string;
}

export interface FormRow {
  readonly cells: readonly Cell[];
  readonly fromByte: number;
  readonly toByte: number;
}

interface Merged {
  readonly path: string;
  readonly label: string;
  readonly parts: readonly string[];
  readonly join: 'names' | 'values' | 'first';
}

/** Fields too narrow for a box of their own, by protocol. */
const MERGED: readonly Merged[] = [
  {
    path: 'tcp.dataOffset',
    label: 'Offset',
    parts: ['tcp.dataOffset', 'tcp.reserved'],
    join: 'first',
  },
  {
    path: 'tcp.flags',
    label: 'Flags',
    parts: ['cwr', 'ece', 'urg', 'ack', 'psh', 'rst', 'syn', 'fin'].map(name => `tcp.${name}`),
    join: 'names',
  },
  {
    path: 'ipv4.version',
    label: 'Version, length',
    parts: ['ipv4.version', 'ipv4.headerLength'],
    join: 'values',
  },
  { path: 'ipv4.dscp', label: 'Service', parts: ['ipv4.dscp', 'ipv4.ecn'], join: 'first' },
  {
    path: 'ipv4.flags',
    label: 'Flags',
    parts: ['ipv4.reservedFlag', 'ipv4.dontFragment', 'ipv4.moreFragments'],
    join: 'names',
  },
];

/** Drawn wider or narrower than their bits, so that their label can be read. */
const WIDTHS: Readonly<Record<string, number>> = {
  'ipv4.flags': 6,
  'ipv4.fragmentOffset': 10,
  'ipv4.version': 10,
  'ipv4.dscp': 6,
  'ipv4.timeToLive': 9,
  'ipv4.protocol': 7,
};

const SHORT_NAMES: Readonly<Record<string, string>> = {
  'ipv4.dontFragment': 'DF',
  'ipv4.moreFragments': 'MF',
  'ipv4.reservedFlag': 'reserved',
};

/** Labels that need less room than the table's own. */
const SHORT_LABELS: Readonly<Record<string, string>> = {
  'ipv4.timeToLive': 'TTL',
  'ipv4.fragmentOffset': 'Offset',
};

/** Protocol and field, where a header is quoted in another one as well. */
const plainPath = (path: string): string => path.split('.').slice(-2).join('.');

/** What stands before protocol and field: '' but in a quoted header. */
const quotedIn = (path: string): string => path.slice(0, -plainPath(path).length);

const lastOf = (path: string): string => path.split('.').at(-1) ?? path;

const nameOf = (path: string): string => SHORT_NAMES[plainPath(path)] ?? lastOf(path).toUpperCase();

/** The number alone where its unit or name has no room in the box; bytes stay as they are. */
const plainShown = ({ shown, value, bitLength }: Span): string =>
  typeof value === 'number' && /^\d+ /.test(shown) && bitLength <= 16
    ? shown.replace(/ .*$/, '')
    : shown;

const shownTogether = (join: Merged['join'], spans: readonly Span[]): string => {
  if (join === 'values') return spans.map(plainShown).join(', ');
  if (join === 'first') return spans[0] === undefined ? '' : plainShown(spans[0]);
  const order = ['fin', 'syn', 'rst', 'psh', 'ack', 'urg', 'ece', 'cwr'];
  const set = spans.filter(span => Number(span.value) === 1);
  const sorted = set.toSorted(
    (a, b) => order.indexOf(lastOf(a.path)) - order.indexOf(lastOf(b.path)),
  );
  return sorted.length === 0 ? 'none' : sorted.map(span => nameOf(span.path)).join(' ');
};

const widthOf = (path: string, bits: number): number =>
  WIDTHS[plainPath(path)] ?? Math.min(32, bits);

const cellOf = (span: Span): Cell => ({
  path: span.path,
  label: SHORT_LABELS[plainPath(span.path)] ?? span.label,
  bitOffset: span.bitOffset,
  bitLength: span.bitLength,
  width: widthOf(span.path, span.bitLength),
  shown: plainShown(span),
});

const mergedCell = (path: string, merged: Merged, parts: readonly Span[]): Cell => {
  const bits = parts.reduce((sum, part) => sum + part.bitLength, 0);
  return {
    path,
    label: merged.label,
    bitOffset: parts[0]?.bitOffset ?? 0,
    bitLength: bits,
    width: widthOf(merged.path, bits),
    shown: shownTogether(merged.join, parts),
  };
};

/** Boxes of a header in wire order; `sealed` spans (another layer's payload) are left out. */
export const cellsOf = (spans: readonly Span[]): readonly Cell[] => {
  const leaves = leavesOf(spans).filter(span => !/\.(payload|padding)$/.test(span.path));
  const cells: Cell[] = [];
  for (const span of leaves) {
    const merged = MERGED.find(({ parts }) => parts.includes(plainPath(span.path)));
    if (merged === undefined) {
      if (span.bitLength > 0) cells.push(cellOf(span));
      continue;
    }
    const quoted = quotedIn(span.path);
    const path = quoted + merged.path;
    if (cells.some(cell => cell.path === path)) continue;
    const parts = merged.parts.map(part => quoted + part);
    cells.push(
      mergedCell(
        path,
        merged,
        leaves.filter(leaf => parts.includes(leaf.path)),
      ),
    );
  }
  return cells;
};

const rowOf = (cells: readonly Cell[]): FormRow => {
  const first = cells[0]?.bitOffset ?? 0;
  const last = cells.at(-1);
  return {
    cells,
    fromByte: Math.floor(first / 8),
    toByte: Math.ceil(((last?.bitOffset ?? 0) + (last?.bitLength ?? 0)) / 8),
  };
};

const ALONE = /^ethernet\./;

/** 32 bits to a row; Ethernet's fields and whatever is wider stand alone. */
export const rowsOf = (cells: readonly Cell[]): readonly FormRow[] => {
  const rows: FormRow[] = [];
  let open: Cell[] = [];
  const close = (): void => {
    if (open.length > 0) rows.push(rowOf(open));
    open = [];
  };
  for (const cell of cells) {
    const bits = open.reduce((sum, other) => sum + other.bitLength, 0);
    const alone = ALONE.test(cell.path) || cell.bitLength > 32;
    if (alone || bits + cell.bitLength > 32) close();
    open.push(alone ? { ...cell, width: 32 } : cell);
    if (alone || bits + cell.bitLength >= 32) close();
  }
  close();
  return rows;
};

/** The bytes a box touches. */
export const bytesOf = (cell: Cell): { readonly from: number; readonly to: number } => ({
  from: Math.floor(cell.bitOffset / 8),
  to: Math.ceil((cell.bitOffset + cell.bitLength) / 8),
});

/** The box that the byte at `index` belongs to; the first one where two share it. */
export const cellAt = (cells: readonly Cell[], index: number): Cell | undefined =>
  cells.find(cell => index >= bytesOf(cell).from && index < bytesOf(cell).to);

/** Paths that the boxes show, the narrow ones inside merged boxes too. */
export const shownPaths = (cells: readonly Cell[]): ReadonlySet<string> =>
  new Set(
    cells.flatMap(({ path }) => {
      const parts = MERGED.find(one => one.path === plainPath(path))?.parts ?? [];
      return [path, ...parts.map(part => quotedIn(path) + part)];
    }),
  );
