import { type Signal, signal } from '@preact/signals';
import type { Value } from '../../shared/network/task.ts';
import type { Bench, BenchField } from '../../shared/rules/bench.ts';
import { parseTyped, type TypedProblem } from '../../shared/rules/typed-value.ts';
import { shownOf } from './shown.ts';

/** What stands in one field: the text as typed, and the value it means, or why it means none. */
interface Entry {
  readonly text: string;
  readonly value: Value | null;
  readonly problem: TypedProblem | null;
}

interface Draft {
  readonly entries: Readonly<Record<string, Entry>>;
  /** The field in hand. */
  readonly selected: string;
  /** Fields that the automaton had filled in and the person took over. */
  readonly taken: readonly string[];
}

const HALF_BITS = 16;

/** Work on the bench survives a lost network and a look at another task: kept per task in this tab. */
const drafts = new Map<string, Signal<Draft>>();

const draftKey = (bench: Bench): string => `${bench.station} ${bench.taskId}`;

export const draftOf = (bench: Bench): Signal<Draft> => {
  const key = draftKey(bench);
  const known = drafts.get(key);
  if (known !== undefined) return known;
  const fresh = signal<Draft>({ entries: {}, selected: bench.focus, taken: [] });
  drafts.set(key, fresh);
  return fresh;
};

/** A round is over: nothing of it comes back. */
export const forgetDrafts = (): void => drafts.clear();

export const isMine = (bench: Bench, field: BenchField): boolean =>
  field.state === 'open' || draftOf(bench).value.taken.includes(field.path);

const setEntry = (bench: Bench, path: string, entry: Entry): void => {
  const draft = draftOf(bench);
  draft.value = { ...draft.value, entries: { ...draft.value.entries, [path]: entry } };
};

/** Takes what was typed; an unreadable text stays as it is and changes no byte. */
export const typeInto = (bench: Bench, field: BenchField, text: string): void => {
  if (text.trim() === '') {
    setEntry(bench, field.path, { text, value: null, problem: null });
    return;
  }
  const parsed = parseTyped(field, text);
  setEntry(bench, field.path, {
    text,
    value: parsed.ok ? parsed.value : null,
    problem: parsed.ok ? null : parsed.error,
  });
};

export const chooseValue = (bench: Bench, field: BenchField, value: Value): void =>
  setEntry(bench, field.path, { text: shownOf(field, value), value, problem: null });

export const selectField = (bench: Bench, path: string): void => {
  const draft = draftOf(bench);
  if (draft.value.selected !== path) draft.value = { ...draft.value, selected: path };
};

/** From now on the person fills this field in. */
export const takeOver = (bench: Bench, field: BenchField): void => {
  const draft = draftOf(bench);
  draft.value = { ...draft.value, taken: [...draft.value.taken, field.path], selected: field.path };
};

export const entryOf = (bench: Bench, field: BenchField): Entry => {
  const typed = draftOf(bench).value.entries[field.path];
  if (typed !== undefined) return typed;
  return { text: shownOf(field, field.value), value: field.value, problem: null };
};

/** Values of all fields as they stand, for the bytes; empty ones are left out. */
export const allValues = (bench: Bench): Record<string, Value> => {
  const values: Record<string, Value> = {};
  for (const field of bench.fields) {
    // What the automaton fills in follows from the others: only shared code may compute it.
    if (field.state === 'filled' && !isMine(bench, field)) continue;
    const { value } = entryOf(bench, field);
    if (value !== null) values[field.path] = value;
  }
  return values;
};

/** Only what this person fills in: this is sent. */
export const ownValues = (bench: Bench): Record<string, Value> => {
  const values: Record<string, Value> = {};
  for (const field of bench.fields.filter(candidate => isMine(bench, candidate))) {
    const { value } = entryOf(bench, field);
    if (value !== null) values[field.path] = value;
  }
  return values;
};

/** Open fields that have no value yet. */
export const missingFields = (bench: Bench): readonly BenchField[] =>
  bench.fields.filter(field => isMine(bench, field) && entryOf(bench, field).value === null);

/** Half-bits painted so far: a value only when all sixteen are there. */
export const paintSignal = (bench: Bench, path: string, halves: string): void =>
  setEntry(bench, path, {
    text: halves,
    value: halves.length === HALF_BITS ? halves : null,
    problem: null,
  });

/** Hex level: what was typed, and the value once every digit is there. */
export const typeDigits = (bench: Bench, path: string, digits: string, value: Value | null): void =>
  setEntry(bench, path, { text: digits, value, problem: null });
