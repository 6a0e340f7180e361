import { type ScannedBody, scanChunks } from './http-chunks.ts';
import { fieldsNamed, type HttpField, type PlacedField, scanFields } from './http-fields.ts';
import { CLOSING, fieldIssue, framingOf } from './http-framing.ts';
import { HOST, REQUEST_LINE, STATUS_LINE } from './http-grammar.ts';
import type { Issue } from './issue.ts';
import { scanLine } from './line-scan.ts';
import type { Span } from './span.ts';
import { charactersOf, type Line, lineAt, type TextPart, textSpan } from './text.ts';

/** What the receiver of a response knows beyond its bytes, RFC 9112 §6.3. */
export interface ResponseContext {
  /** Method of the request that is answered: no body follows for HEAD. */
  readonly requestMethod?: string;
  /** Nothing more will come: a body without a told length is whole; false: it may go on. */
  readonly isConnectionClosed?: boolean;
}

export type HttpKind = 'request' | 'response';

/** A message read as far as it goes; offsets are bytes. `issues` hold `http/incomplete` when more
 *  must come before it is whole. */
export interface ScannedMessage {
  readonly texts: Readonly<Record<string, string>>;
  readonly headers: readonly HttpField[];
  readonly bodyStart: number;
  readonly bodyEnd: number;
  /** Where the content of the body lies: one range, or one for each chunk. */
  readonly contents: ScannedBody['contents'];
  /** Made when asked for: programs that read messages look at none. */
  readonly spans: () => readonly Span[];
  readonly issues: readonly Issue[];
}

const START_LINE = {
  label: 'Start line',
  about: 'The first line: what is asked, or how it went.',
  rfc: 'RFC 9112 §2.1',
};
const BODY: TextPart = {
  name: 'body',
  label: 'Body',
  about: 'The content that the message carries: the page itself.',
  rfc: 'RFC 9112 §6',
};
const SURPLUS: TextPart = {
  name: 'surplus',
  label: 'Behind the message',
  about: 'Bytes behind the told length: the start of the next message, or a wrong length.',
  rfc: 'RFC 9112 §6.3',
};

/** 1xx, 204 and 304 never have a body, nor has an answer to HEAD, RFC 9112 §6.3. */
const isBodiless = (status: string | undefined, context: ResponseContext): boolean =>
  context.requestMethod === 'HEAD' || /^(?:1\d\d|204|304)$/.test(status ?? '');

/** A request of HTTP/1.1 has exactly one Host field, RFC 9112 §3.2. */
const hostIssues = (
  version: string | undefined,
  fields: readonly PlacedField[],
  fieldsEnd: number,
): Issue[] => {
  const [first, second] = fieldsNamed(fields, HOST.label);
  const rfc = 'RFC 9112 §3.2';
  if (second !== undefined) return [fieldIssue('http/host-repeated', second, rfc)];
  if (first !== undefined || version !== 'HTTP/1.1') return [];
  const place = { path: 'http.headers', bitOffset: 8 * fieldsEnd, bitLength: 0 };
  return [{ severity: 'error', code: 'http/host-missing', ...place, rfc }];
};

/** Cuts off a body of `lengthBytes`, or of all that is there when nothing tells its length. */
const scanBody = (
  bytes: Uint8Array,
  start: number,
  limit: number,
  lengthBytes: number | undefined,
): ScannedBody => {
  const available = limit - start;
  const bodyEnd = start + Math.min(available, lengthBytes ?? available);
  const spans = (): Span[] => [
    ...textSpan('http.body', BODY, bytes, start, bodyEnd),
    ...textSpan('http.surplus', SURPLUS, bytes, bodyEnd, limit),
  ];
  const contents = [[start, bodyEnd]] as const;
  if (lengthBytes === undefined || lengthBytes === available) {
    return { contents, bodyEnd, spans, issues: [] };
  }
  const compared = { given: available, expected: lengthBytes, rfc: CLOSING.rfc };
  const place = { bitOffset: 8 * start, bitLength: 8 * available };
  const issue: Issue =
    lengthBytes > available
      ? { severity: 'note', code: 'http/incomplete', path: CLOSING.path, ...place, ...compared }
      : {
          severity: 'warning',
          code: 'http/body-too-long',
          path: 'http.surplus',
          bitOffset: 8 * bodyEnd,
          bitLength: 8 * (limit - bodyEnd),
          ...compared,
        };
  return { contents, bodyEnd, spans, issues: [issue] };
};

/** A body in chunks, and what follows it. */
const scanChunkedBody = (bytes: Uint8Array, start: number, limit: number): ScannedBody => {
  const body = scanChunks(bytes, start, limit);
  const rest = scanBody(bytes, body.bodyEnd, limit, 0);
  return {
    ...body,
    spans: () => [...body.spans(), ...rest.spans()],
    issues: [...body.issues, ...rest.issues],
  };
};

const scanStartLine = (
  bytes: Uint8Array,
  line: Line,
  kind: HttpKind,
): Pick<ScannedMessage, 'texts' | 'spans' | 'issues'> => {
  const path = 'http.startLine';
  const grammar = kind === 'request' ? REQUEST_LINE : STATUS_LINE;
  const scanned = scanLine(bytes, line, grammar, 'http');
  const { texts, issues } = scanned;
  const spans = (): Span[] =>
    textSpan(path, START_LINE, bytes, line.start, line.end, { children: scanned.spans });
  if (line.contentEnd > line.start || line.ending === 'none') return { texts, spans, issues };
  const place = { bitOffset: 8 * line.start, bitLength: 8 * (line.end - line.start) };
  const empty: Issue = {
    severity: 'error',
    code: 'http/start-line-empty',
    path,
    ...place,
    rfc: 'RFC 9112 §2.2',
  };
  return { texts, spans, issues: [empty] };
};

/** Which kind bytes that start so seem to be: a response starts with its version, RFC 9112 §4. */
export const kindOf = (bytes: Uint8Array, start: number, limit: number): HttpKind =>
  /^http\//i.test(charactersOf(bytes, start, Math.min(limit, start + 5))) ? 'response' : 'request';

const bodyLength = (
  kind: HttpKind,
  status: string | undefined,
  told: number | undefined,
  context: ResponseContext,
): number | undefined => {
  if (kind === 'response') return isBodiless(status, context) ? 0 : told;
  return told ?? 0;
};

/** Reads one message in bytes `[start, limit)`, RFC 9112 §2.1. Never throws; the leaves of the spans
 *  tile the range. */
export const scanMessage = (
  bytes: Uint8Array,
  start: number,
  limit: number,
  kind: HttpKind,
  context: ResponseContext,
): ScannedMessage => {
  const line = lineAt(bytes, start, limit);
  const first = scanStartLine(bytes, line, kind);
  if (line.ending === 'none') {
    return { ...first, headers: [], bodyStart: limit, bodyEnd: limit, contents: [] };
  }
  const section = scanFields(bytes, line.end, limit);
  const headers = section.fields.map(({ name, value }) => ({ name, value }));
  const spans = (): Span[] => [...first.spans(), ...section.spans()];
  const issues = [...first.issues, ...section.issues];
  const { texts } = first;
  if (!section.isComplete) {
    return { texts, headers, bodyStart: limit, bodyEnd: limit, contents: [], spans, issues };
  }
  if (kind === 'request') issues.push(...hostIssues(texts.version, section.fields, section.end));
  const framing = framingOf(texts.version, section.fields);
  const hasUnknownLength = framing.issues.length > 0;
  const length = bodyLength(kind, texts.status, framing.lengthBytes, context);
  const isChunked = framing.isChunked === true && !(kind === 'response' && length === 0);
  const body = isChunked
    ? scanChunkedBody(bytes, section.end, limit)
    : scanBody(bytes, section.end, limit, hasUnknownLength ? undefined : length);
  issues.push(...framing.issues, ...body.issues);
  if (
    !hasUnknownLength &&
    !isChunked &&
    length === undefined &&
    context.isConnectionClosed === false
  ) {
    const place = { bitOffset: 8 * limit, bitLength: 0 };
    issues.push({ severity: 'note', code: 'http/incomplete', ...CLOSING, ...place });
  }
  return {
    texts,
    headers,
    bodyStart: section.end,
    bodyEnd: body.bodyEnd,
    contents: body.contents,
    spans: () => [...spans(), ...body.spans()],
    issues,
  };
};
