import { contextInside } from './context-inside.ts';
import { plainSpan } from './header-spans.ts';
import type { Issue } from './issue.ts';
import { nextOf } from './next-protocol.ts';
import type { Dissection, EncodeContext, Explainable } from './protocol.ts';
import { quotedIn } from './quoted-packet.ts';
import type { Explained, Layer, Span } from './span.ts';

/** Where to begin and what is known from outside. Offsets are bytes. */
export interface ExplainOptions {
  readonly start?: number;
  readonly end?: number;
  /** Addresses for the pseudo header, when the explanation begins with UDP or TCP. */
  readonly context?: EncodeContext;
}

/** Headers inside one another, beyond which nothing is read: an enemy could nest thousands. */
const DEEPEST = 24;

interface Walk {
  readonly bytes: Uint8Array;
  readonly layers: Layer[];
  readonly spans: Span[];
  readonly issues: Issue[];
  /** Headers around the one being read. */
  depth: number;
}

const headerSpan = (
  protocol: Explainable,
  start: number,
  { headerEnd }: Dissection,
  children: readonly Span[],
): Span => ({
  path: protocol.id,
  label: protocol.title,
  bitOffset: start * 8,
  bitLength: (headerEnd - start) * 8,
  shown: '',
  rfc: protocol.rfc,
  children,
});

const inPath = (prefix: string, spans: readonly Span[]): readonly Span[] =>
  spans.map(span => ({
    ...span,
    path: `${prefix}.${span.path}`,
    ...(span.children === undefined ? {} : { children: inPath(prefix, span.children) }),
  }));

/** The spans of `part` with the packet that it quotes taken apart: it is the start of one that may be
 *  long gone, so nothing is objected to and nothing is a layer of its own. */
const withQuoted = (walk: Walk, part: Dissection): readonly Span[] => {
  const quoted = quotedIn(part.layer, walk.bytes);
  if (quoted === undefined) return part.spans;
  const open = (span: Span): Span => {
    if (span.path !== quoted.path) {
      return span.children === undefined ? span : { ...span, children: span.children.map(open) };
    }
    const start = span.bitOffset / 8;
    if ((walk.bytes[start] ?? 0) >> 4 !== quoted.version) return span;
    const end = start + span.bitLength / 8;
    const inner: Walk = { bytes: walk.bytes, layers: [], spans: [], issues: [], depth: walk.depth };
    const context = { cutBytes: Number.POSITIVE_INFINITY };
    const reached = explainUnit(inner, quoted.protocol, start, end, context);
    inner.spans.push(...plainSpan('rest', 'Rest', walk.bytes, reached, end));
    return { ...span, children: inPath(span.path, inner.spans) };
  };
  return part.spans.map(open);
};

const record = (walk: Walk, protocol: Explainable, start: number, part: Dissection): void => {
  if (part.layer !== undefined) walk.layers.push(part.layer);
  if (part.headerEnd > start) {
    walk.spans.push(headerSpan(protocol, start, part, withQuoted(walk, part)));
  }
  walk.issues.push(...part.issues);
};

const finish = (walk: Walk, protocol: Explainable, from: number, part: Dissection): void => {
  const trailerBits = part.trailer.reduce((bits, span) => bits + span.bitLength, 0);
  const to = part.end - trailerBits / 8;
  walk.spans.push(
    ...plainSpan(`${protocol.id}.padding`, 'Padding', walk.bytes, from, to),
    ...part.trailer,
  );
};

/** A message that was not captured in whole cannot be judged by who does not see that. */
const notCaptured = (protocol: Explainable, start: number, limit: number): Issue => ({
  severity: 'note',
  code: 'header/not-captured',
  path: protocol.id,
  bitOffset: start * 8,
  bitLength: (limit - start) * 8,
  rfc: protocol.rfc,
});

const dissect = (
  walk: Walk,
  protocol: Explainable,
  start: number,
  limit: number,
  context: EncodeContext,
): Dissection => {
  const part = protocol.dissect(walk.bytes, start, limit, context);
  return (context.cutBytes ?? 0) > 0 && protocol.seesCut !== true
    ? { ...part, issues: [notCaptured(protocol, start, limit)] }
    : part;
};

const nestedTooDeep = (protocol: Explainable, at: number, limit: number): Issue => ({
  severity: 'warning',
  code: 'header/nested-too-deep',
  path: `${protocol.id}.payload`,
  bitOffset: at * 8,
  bitLength: (limit - at) * 8,
  rfc: protocol.rfc,
});

const TRANSPORT = ['tcp', 'udp', 'icmp', 'icmpv6'];

/** The transport header that a first fragment begins with, where it is whole: what is behind it waits for
 *  the other fragments. Returns where the payload begins, and whose it is. */
const beginsPiece = (
  walk: Walk,
  part: Dissection,
): { readonly id?: string; readonly at: number } => {
  const at = part.headerEnd;
  if (part.sealed?.offsetBytes !== 0) return { at };
  const next = nextOf({ ...part, opens: true }, walk.bytes);
  if (next === undefined || !TRANSPORT.includes(next.id)) return { at };
  const context = { cutBytes: Number.POSITIVE_INFINITY };
  const inner = next.dissect(walk.bytes, at, part.payloadEnd, context);
  if (inner.layer === undefined) return { at };
  record(walk, next, at, inner);
  return { id: next.id, at: inner.headerEnd };
};

const payloadSpans = (walk: Walk, protocol: Explainable, part: Dissection): readonly Span[] => {
  const { payloadEnd, sealed } = part;
  const label = sealed?.label ?? 'Payload';
  const { id = protocol.id, at } = beginsPiece(walk, part);
  const spans = plainSpan(`${id}.payload`, label, walk.bytes, at, payloadEnd);
  return sealed === undefined ? spans : spans.map(span => ({ ...span, about: sealed.about }));
};

/** Whether one more unit of `protocol` stands behind the last. */
const isRepeated = (walk: Walk, protocol: Explainable, at: number, end: number): boolean =>
  protocol.repeats === true &&
  at < end &&
  (protocol.begins?.(walk.bytes.subarray(at, end)) ?? true);

/** Explains the unit at `start` and all inside it; returns where it says that it ends. */
const explainUnit = (
  walk: Walk,
  protocol: Explainable,
  start: number,
  limit: number,
  context: EncodeContext,
): number => {
  const part = dissect(walk, protocol, start, limit, context);
  record(walk, protocol, start, part);
  let next = nextOf(part, walk.bytes);
  if (next !== undefined && walk.depth >= DEEPEST) {
    walk.issues.push(nestedTooDeep(protocol, part.headerEnd, part.payloadEnd));
    next = undefined;
  }
  if (next === undefined) {
    walk.spans.push(...payloadSpans(walk, protocol, part));
    finish(walk, protocol, part.payloadEnd, part);
    return part.end;
  }
  const inside = contextInside(part, context, walk.bytes);
  walk.depth += 1;
  let innerEnd = part.headerEnd;
  do innerEnd = explainUnit(walk, next, innerEnd, part.payloadEnd, inside);
  while (isRepeated(walk, next, innerEnd, part.payloadEnd));
  walk.depth -= 1;
  finish(walk, protocol, innerEnd, part);
  return part.end;
};

/** Explains `bytes` as a unit of `first` and everything in it: the leaf spans cover every bit
 *  between start and end exactly once, whatever the bytes are. Never throws. */
export const explain = (
  bytes: Uint8Array,
  first: Explainable,
  options: ExplainOptions = {},
): Explained => {
  const { start = 0, end = bytes.length, context = {} } = options;
  const walk: Walk = { bytes, layers: [], spans: [], issues: [], depth: 0 };
  const reached = explainUnit(walk, first, start, end, context);
  walk.spans.push(...plainSpan(`${first.id}.padding`, 'Padding', bytes, reached, end));
  return walk;
};

/** Explains one header alone: everything behind it is one sealed span `<id>.payload`, as a layer
 *  has no business with what it carries; a trailer of its own stays open. */
export const explainHeader = (
  protocol: Explainable,
  bytes: Uint8Array,
  context: EncodeContext = {},
): Explained => {
  const walk: Walk = { bytes, layers: [], spans: [], issues: [], depth: 0 };
  const part = dissect(walk, protocol, 0, bytes.length, context);
  record(walk, protocol, 0, part);
  const trailerBits = part.trailer.reduce((bits, span) => bits + span.bitLength, 0);
  const to = bytes.length - trailerBits / 8;
  walk.spans.push(
    ...plainSpan(`${protocol.id}.payload`, 'Payload', bytes, part.headerEnd, to),
    ...part.trailer,
  );
  return walk;
};
