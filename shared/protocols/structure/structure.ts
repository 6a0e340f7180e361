import { err, type Result } from '../../base/result.ts';
import type { Field } from '../field.ts';
import type { Issue, IssueCode } from '../issue.ts';
import type { Decoded, Dissection, Explainable } from '../protocol.ts';
import type { Span } from '../span.ts';
import type { Draft, FormField, Piece, PieceKind } from './piece.ts';
import {
  object,
  type Reading,
  readingOf,
  type StructureProblem,
  skipTo,
  type Trace,
} from './reading.ts';
import type { Words } from './words.ts';
import { append, newWriting, written } from './writing.ts';

/** One way in which a message that can be read is wrong all the same. `path` is that of its span, without the id. */
export interface StructureRule<Value> {
  readonly code: IssueCode;
  readonly severity: Issue['severity'];
  readonly path: string;
  readonly rfc: string;
  readonly broken: (value: Value) => boolean;
  readonly given?: (value: Value) => number | string;
  readonly expected?: (value: Value) => number | string;
}

export interface StructureSpec<Value> {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly rfc: string;
  readonly content: Piece<Value>;
  readonly rules?: readonly StructureRule<Value>[];
  /** What follows is the payload and another protocol's business; without it bytes left over get a warning. */
  readonly payload?: true;
  /** It travels in a stream, whose pieces end anywhere: a message cut at the end gets a note, not an error. */
  readonly stream?: true;
  readonly begins?: Explainable['begins'];
}

/** A protocol from the declaration of its message. */
export interface Structure<Value> extends Explainable {
  readonly form: readonly FormField[];
  /** What stands behind the message is its payload. */
  readonly decode: (
    bytes: Uint8Array,
    offset?: number,
    end?: number,
  ) => Result<Decoded<Value>, StructureProblem>;
  readonly encode: (values: Draft<Value>, payload?: Uint8Array) => Uint8Array;
  /** A message that comes back equal when it is written and read. `random` gives numbers in [0, 1). */
  readonly generate: (random: () => number) => Value;
}

const GENERATED_DEPTH = 6;

const FIXED: Readonly<Partial<Record<PieceKind, Field['kind']>>> = {
  number: 'number',
  bytes: 'bytes',
  sealed: 'bytes',
};

const fieldOf = ({ path, kind, hex, default: usual, derived, ...rest }: FormField): Field => ({
  ...rest,
  name: path,
  kind: hex === undefined ? (FIXED[kind] ?? 'bytes') : 'hex',
  ...(typeof usual === 'number' ? { default: usual } : {}),
  ...(derived ? { derived } : {}),
});

/** The rows at the front whose place is the same in every message. */
const fixedFields = (form: readonly FormField[]): readonly Field[] => {
  const end = form.findIndex(({ bits, kind }) => bits === 0 || FIXED[kind] === undefined);
  return form.slice(0, end === -1 ? form.length : end).map(fieldOf);
};

const spanAt = (spans: readonly Span[], path: string): Span | undefined => {
  for (const span of spans) {
    const found = span.path === path ? span : spanAt(span.children ?? [], path);
    if (found !== undefined) return found;
  }
  return undefined;
};

const ruleIssues = <Value>(
  { id, rules = [] }: StructureSpec<Value>,
  value: Value,
  spans: readonly Span[],
  whole: Pick<Span, 'bitOffset' | 'bitLength'>,
): Issue[] =>
  rules
    .filter(rule => rule.broken(value))
    .map(({ code, severity, path, rfc, given, expected }) => {
      const full = `${id}.${path}`;
      const { bitOffset, bitLength } = spanAt(spans, full) ?? whole;
      return {
        severity,
        code,
        path: full,
        bitOffset,
        bitLength,
        ...(given === undefined ? {} : { given: given(value) }),
        ...(expected === undefined ? {} : { expected: expected(value) }),
        rfc,
      };
    });

const objectToRest = (reading: Reading, words: Words): void => {
  const { at, limit } = reading;
  if (at >= limit) return;
  if (!reading.stopped) {
    const values = { given: limit - at, expected: 0 };
    object(reading, 'warning', 'structure/trailing-bytes', words, [at, limit], values);
  }
  skipTo(reading, limit);
};

const dissectWith = <Value>(
  spec: StructureSpec<Value>,
  bytes: Uint8Array,
  start: number,
  limit: number,
): Dissection => {
  const { id, title: label, about, rfc, content } = spec;
  const words = { label, about, rfc };
  const trace: Trace = { spans: [], issues: [] };
  const reading = readingOf(id, bytes, start, limit, trace, spec.stream);
  const value = content.read(reading, words);
  const readable = reading.problem === undefined;
  if (readable) {
    const whole = { bitOffset: start * 8, bitLength: (reading.at - start) * 8 };
    trace.issues.push(...ruleIssues(spec, value, trace.spans, whole));
  }
  if (reading.stopped || spec.payload !== true) objectToRest(reading, words);
  const headerEnd = reading.at;
  return {
    layer: readable ? { id, header: value, start, headerEnd, end: limit } : undefined,
    spans: trace.spans,
    trailer: [],
    issues: trace.issues,
    headerEnd,
    payloadEnd: limit,
    end: limit,
    opens: readable && spec.payload === true,
  };
};

/** A protocol from one declaration: decode, encode, explanation, form and generator read the same rows. */
export const structure = <Value>(spec: StructureSpec<Value>): Structure<Value> => {
  const { id, title, about, rfc, content, begins } = spec;
  const words = { label: title, about, rfc };
  const form = content.form('');
  return {
    id,
    title,
    rfc,
    form,
    fields: fixedFields(form),
    ...(begins === undefined ? {} : { begins }),
    decode: (bytes, offset = 0, end = bytes.length) => {
      const reading = readingOf(id, bytes, offset, end);
      const header = content.read(reading, words);
      if (reading.problem !== undefined) return err(reading.problem);
      const { at } = reading;
      const value = { header, headerLength: at - offset, payloadStart: at, payloadEnd: end };
      return { ok: true, value };
    },
    encode: (values, payload = new Uint8Array(0)) => {
      const writing = newWriting();
      content.write(writing, values as Value);
      append(writing, payload);
      return written(writing);
    },
    dissect: (bytes, start, limit) => dissectWith(spec, bytes, start, limit),
    generate: random => content.generate(random, GENERATED_DEPTH, words),
  };
};
