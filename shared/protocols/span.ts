import type { Issue } from './issue.ts';

/** What a run of bits means. `path` names it (`tcp.destinationPort`, `dns.question.0.name`),
 *  `shown` is its value for people. Bits count from the first bit of the bytes explained; the
 *  leaves of a whole explanation cover every bit exactly once. */
export interface Span {
  readonly path: string;
  readonly label: string;
  readonly bitOffset: number;
  readonly bitLength: number;
  readonly shown: string;
  readonly value?: number | string;
  readonly rfc?: string;
  readonly about?: string;
  readonly children?: readonly Span[];
}

/** One header found: `header` is its plain decoded object, offsets are bytes in the whole.
 *  `end` is where its payload ends; what follows is padding or a trailer. */
export interface Layer {
  readonly id: string;
  readonly header: unknown;
  readonly start: number;
  readonly headerEnd: number;
  readonly end: number;
}

/** Everything the bytes say: layers outermost first, spans for every bit, issues in wire order. */
export interface Explained {
  readonly layers: readonly Layer[];
  readonly spans: readonly Span[];
  readonly issues: readonly Issue[];
}

/** The spans without children, in wire order. */
export const leavesOf = (spans: readonly Span[]): Span[] =>
  spans.flatMap(span =>
    span.children !== undefined && span.children.length > 0 ? leavesOf(span.children) : [span],
  );

/** All spans, each before its parts. */
export const everySpan = (spans: readonly Span[]): Span[] =>
  spans.flatMap(span => [span, ...everySpan(span.children ?? [])]);
