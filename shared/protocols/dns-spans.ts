import { formatIpv4 } from '../base/address.ts';
import { toHex } from '../base/bytes.ts';
import { failAt, readPart } from './dns-decode.ts';
import { type MessageReader, shownLabel } from './dns-name.ts';
import { DATA_PARTS, dataKindOf, type Part, QUESTION_PARTS, RECORD_PARTS } from './dns-record.ts';
import { shownBytes } from './field.ts';
import { plainSpan } from './header-spans.ts';
import type { Issue } from './issue.ts';
import type { Span } from './span.ts';

/** A message being explained: what was found wrong so far, and whether the rest cannot be read. */
export interface MessageWalk {
  readonly reader: MessageReader;
  readonly issues: Issue[];
  stopped: boolean;
}

const leaf = (path: string, label: string, from: number, to: number, shown: string): Span => ({
  path,
  label,
  bitOffset: from * 8,
  bitLength: (to - from) * 8,
  shown,
});

/** Labels, pointer and end of the name that lies in bytes `[from, to)`. */
const labelSpans = (
  { bytes }: MessageReader,
  path: string,
  from: number,
  to: number,
): readonly Span[] => {
  const spans: Span[] = [];
  let at = from;
  for (let index = 0; at < to; index++) {
    const length = bytes[at] ?? 0;
    if (length >= 0xc0) {
      const target = ((length & 0x3f) << 8) | (bytes[at + 1] ?? 0);
      const shown = `→ byte ${target} of the message`;
      spans.push(leaf(`${path}.pointer`, 'Compression pointer', at, to, shown));
      return spans;
    }
    const next = Math.min(at + length + 1, to);
    const shown = length === 0 ? 'end of the name' : shownLabel(bytes, at + 1, next - at - 1);
    spans.push(leaf(`${path}.${index}`, length === 0 ? 'End' : 'Label', at, next, shown));
    at = next;
  }
  return spans;
};

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

const shownPart = (part: Part, value: ReturnType<typeof readPart>): string => {
  if (typeof value === 'string') return value === '' ? '. (root)' : value;
  if (typeof value === 'number') {
    if (part.kind === 'ipv4') return formatIpv4(value);
    const name = part.names?.[value];
    if (name !== undefined) return `${value} (${name})`;
    return part.unit === undefined ? String(value) : `${value} ${part.unit}`;
  }
  if (value instanceof Uint8Array) return toHex(value).match(/.{4}/g)?.join(':') ?? '';
  return value.map(shownBytes).join(' | ');
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
    ...leaf(path, part.label, from, reader.at, shownPart(part, value)),
    value: plain,
    rfc: part.rfc,
    about: part.about,
    ...(part.kind === 'name' ? { children: labelSpans(reader, path, from, reader.at) } : {}),
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
    spans.push(read.span);
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
  const inside: MessageWalk = { reader: { ...reader, at: from, end }, issues: [], stopped: false };
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

const recordSpans = (walk: MessageWalk, path: string): Span[] => {
  const { reader } = walk;
  const { spans, values } = partSpans(walk, RECORD_PARTS, path, reader.end);
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
  return group(path, 'Record', spans);
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
