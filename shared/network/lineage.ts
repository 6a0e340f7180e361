import type { Note } from './note.ts';

/** Where a task comes from. `key` depends on ancestry alone: luck is drawn with it; 32 bits, signed. */
export interface Lineage {
  readonly cause: number | null;
  readonly key: number;
  /** Null where the task is decided, or there was nothing to say. */
  note: Note | null;
  /** The steps that have followed from it, each as often as it has; null before the first, a step where it is alone. */
  followed: number | number[] | null;
}

interface Page {
  readonly rows: (Lineage | undefined)[];
  kept: number;
}

/** Lineages by task. Numbers of tasks count up, so rows stand in pages: half the work of a map, and every task makes a row. */
export interface LineageTable {
  readonly pages: Map<number, Page>;
  /** The page made last: most looks go there. It stays when it is empty, as the next rows stand in it too. */
  newest: { readonly number: number; readonly page: Page } | null;
  size: number;
}

const PAGE_ROWS = 256;

export const newLineageTable = (): LineageTable => ({ pages: new Map(), newest: null, size: 0 });

const pageOf = ({ pages, newest }: LineageTable, task: number): Page | undefined => {
  const number = Math.floor(task / PAGE_ROWS);
  return newest?.number === number ? newest.page : pages.get(number);
};

const newPage = (table: LineageTable, task: number): Page => {
  const { pages, newest } = table;
  if (newest?.page.kept === 0) pages.delete(newest.number);
  const page: Page = { rows: new Array<undefined>(PAGE_ROWS).fill(undefined), kept: 0 };
  const number = Math.floor(task / PAGE_ROWS);
  pages.set(number, page);
  table.newest = { number, page };
  return page;
};

/** Undefined for a task of which nothing is known any more. */
export const lineageOf = (table: LineageTable, task: number): Lineage | undefined =>
  pageOf(table, task)?.rows[task % PAGE_ROWS];

/** `task` is new in the table. */
export const keepLineage = (table: LineageTable, task: number, lineage: Lineage): void => {
  const page = pageOf(table, task) ?? newPage(table, task);
  page.rows[task % PAGE_ROWS] = lineage;
  page.kept += 1;
  table.size += 1;
};

export const forgetLineage = (table: LineageTable, task: number): void => {
  const page = pageOf(table, task);
  if (page?.rows[task % PAGE_ROWS] === undefined) return;
  page.rows[task % PAGE_ROWS] = undefined;
  page.kept -= 1;
  table.size -= 1;
  if (page.kept === 0 && page !== table.newest?.page) {
    table.pages.delete(Math.floor(task / PAGE_ROWS));
  }
};

/** Tasks with a row, oldest first. */
export const tasksIn = ({ pages }: LineageTable): readonly number[] =>
  [...pages].flatMap(([number, { rows }]) =>
    rows.flatMap((row, at) => (row === undefined ? [] : [number * PAGE_ROWS + at])),
  );
