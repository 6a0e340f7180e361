import { failAt, readPart } from './dns-decode.ts';
import { OPT_PARTS, OPT_TYPE } from './dns-edns.ts';
import type { MessageReader } from './dns-name.ts';
import { optIssues } from './dns-opt-issues.ts';
import { childSpans, leafSpan, shownPart } from './dns-part-spans.ts';
import { DATA_PARTS, dataKindOf, type Part, QUESTION_PARTS, RECORD_PARTS } from './dns-record.ts';
import { plainSpan } from './header-spans.ts';
import type { Issue } from './issue.ts';
import type { Span } from './span.ts';

/** A message being explained: what was found wrong so far, and whether the rest cannot be read. */
export interface MessageWalk {
  readonly reader: MessageReader;
  readonly issues: Issue[];
  stopped: boolean;
  /** How many OPT records came so far. */
  options: number;
}

const RFC_OF_PROBLEM: Partial<Record<Issue['code'], string>> = {
  'dns/name-bad-label': 'RFC 1035 §4.1.4',
  'dns/name-too-long': 'RFC 1035 §3.1',
  'dns/name-overruns': 'RFC 1035 §3.1',
  'dns/name-pointer-loop': 'RFC 1035 §4.1.4',
  'dns/name-pointer-outside': 'RFC 1035 §4.1.4',
  'dns/data-length-mismatch': 'RFC 1035 §4.1.3',
};

/** Turns the reader's problem into an issue on bytes `[from, to)`; reading goes on where the end of
 *  the bad part is known. */
const takeProblem = (walk: MessageWalk, path: string, from: number): void => {
  const { reader, issues } = walk;
  const { problem } = reader;
  if (problem === undefined) return;
  reader.problem = undefined;
  if (problem.resume === undefined) walk.stopped = true;
  else reader.at = problem.resume;
  const to = problem.resume ?? reader.end;
  issues.push({
    severity: 'error',
    code: problem.code,
    path,
    bitOffset: from * 8,
    bitLength: (to - from) * 8,
    rfc: RFC_OF_PROBLEM[problem.code] ?? 'RFC 1035 §4.1',
  });
};

/** Reads one part and gives its span; nothing when it cannot be read at all. */
const partSpan = (
  walk: MessageWalk,
  part: Part,
  path: string,
  end: number,
): { readonly span: Span; readonly value: number | string } | undefined => {
  const { reader } = walk;
  const from = reader.at;
  const value = readPart(reader, part, end);
  takeProblem(walk, path, from);
  if (walk.stopped) {
    reader.at = from;
    return undefined;
  }
  const plain = typeof value === 'number' || typeof value === 'string' ? value : '';
  const span: Span = {
    ...leafSpan(path, part.label, from, reader.at, shownPart(part, value)),
    value: plain,
    rfc: part.rfc,
    about: part.about,
    ...childSpans(reader, part, path, from),
  };
  return { span, value: plain };
};

interface Parts {
  readonly spans: Span[];
  readonly values: Readonly<Record<string, number | string>>;
}

const partSpans = (walk: MessageWalk, parts: readonly Part[], path: string, end: number): Parts => {
  const spans: Span[] = [];
  const values: Record<string, number | string> = {};
  for (const part of parts) {
    const read = partSpan(walk, part, `${path}.${part.name}`, end);
    if (read === undefined) break;
    if (read.span.bitLength > 0) spans.push(read.span);
    values[part.name] = read.value;
  }
  return { spans, values };
};

const mismatch = (path: string, from: number, length: number): Issue => ({
  severity: 'error',
  code: 'dns/data-length-mismatch',
  path,
  bitOffset: from * 8,
  bitLength: length * 8,
  given: length,
  rfc: 'RFC 1035 §4.1.3',
});

/** The data of a record: its parts, or one span when its type is unknown or it does not fill its
 *  length. What follows can be read either way. */
const dataSpans = (walk: MessageWalk, path: string, type: number, length: number): Span[] => {
  const { reader, issues } = walk;
  const from = reader.at;
  const end = from + length;
  const kind = dataKindOf(type);
  reader.at = end;
  const sealed = plainSpan(path, 'Data', reader.bytes, from, end);
  if (kind === undefined || length === 0) return sealed;
  const inside: MessageWalk = {
    reader: { ...reader, at: from, end },
    issues: [],
    stopped: false,
    options: 0,
  };
  const { spans } = partSpans(inside, DATA_PARTS[kind], path, end);
  const fits = !inside.stopped && inside.reader.at === end;
  issues.push(...inside.issues.filter(issue => issue.code !== 'header/truncated'));
  if (fits) return spans;
  if (issues.at(-1)?.path.startsWith(path) !== true) issues.push(mismatch(path, from, length));
  return sealed;
};

const group = (path: string, label: string, children: readonly Span[]): Span[] => {
  const [first] = children;
  const last = children.at(-1);
  if (first === undefined || last === undefined) return [];
  const bitOffset = first.bitOffset;
  const bitLength = last.bitOffset + last.bitLength - bitOffset;
  return [{ path, label, bitOffset, bitLength, shown: '', children }];
};

const questionSpans = (walk: MessageWalk, path: string): Span[] => {
  const { spans } = partSpans(walk, QUESTION_PARTS, path, walk.reader.end);
  return group(path, 'Question', spans);
};

/** Name and type, and what stands before the data of a record of that type. */
const recordHead = (walk: MessageWalk, path: string): Parts => {
  const { end } = walk.reader;
  const first = partSpans(walk, RECORD_PARTS.slice(0, 2), path, end);
  if (walk.stopped) return first;
  const parts = first.values.type === OPT_TYPE ? OPT_PARTS : RECORD_PARTS.slice(2);
  const second = partSpans(walk, parts, path, end);
  return {
    spans: [...first.spans, ...second.spans],
    values: { ...first.values, ...second.values },
  };
};

const recordSpans = (walk: MessageWalk, path: string): Span[] => {
  const { reader } = walk;
  const { spans, values } = recordHead(walk, path);
  const { type, dataLength } = values;
  if (walk.stopped || typeof type !== 'number' || typeof dataLength !== 'number') {
    return group(path, 'Record', spans);
  }
  if (reader.at + dataLength > reader.end) {
    failAt(reader, 'header/truncated');
    takeProblem(walk, `${path}.dataLength`, reader.at);
    return group(path, 'Record', spans);
  }
  spans.push(...dataSpans(walk, `${path}.data`, type, dataLength));
  const record = group(path, 'Record', spans);
  walk.issues.push(...record.flatMap(span => optIssues(span, walk.options)));
  if (type === OPT_TYPE) walk.options += 1;
  return record;
};

const SECTIONS = [
  { path: 'dns.question', count: 'questionCount', read: questionSpans },
  { path: 'dns.answer', count: 'answerCount', read: recordSpans },
  { path: 'dns.authority', count: 'authorityCount', read: recordSpans },
  { path: 'dns.additional', count: 'additionalCount', read: recordSpans },
] as const;

/** Fewer entries than a count promises: `count` names the field, the rest is not read. */
export interface MissingEntries {
  readonly count: (typeof SECTIONS)[number]['count'];
  readonly found: number;
}

/** Spans of the sections behind the header, as far as they can be read. */
export const sectionSpans = (
  walk: MessageWalk,
  counts: Readonly<Record<(typeof SECTIONS)[number]['count'], number>>,
): { readonly spans: readonly Span[]; readonly missing: MissingEntries | undefined } => {
  const spans: Span[] = [];
  for (const { path, count, read } of SECTIONS) {
    for (let index = 0; index < counts[count]; index++) {
      if (walk.reader.at >= walk.reader.end) return { spans, missing: { count, found: index } };
      spans.push(...read(walk, `${path}.${index}`));
      if (walk.stopped) return { spans, missing: undefined };
    }
  }
  return { spans, missing: undefined };
};
