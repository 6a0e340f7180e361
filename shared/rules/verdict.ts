import type { Value } from '../network/task.ts';
import type { FindingCode } from './findings.ts';
import type { MisconceptionTag } from './misconceptions.ts';

/** What the judge says of a decision. 'remarked' is accepted: unusual, but it works (STYLE 17). */
export interface Verdict {
  readonly shade: 'accepted' | 'remarked' | 'refused';
  /** Empty when accepted; the first one is the one to show. */
  readonly findings: readonly Finding[];
}

/** One thing wrong or unusual. Words for each code live in shared/lessons. */
export interface Finding {
  readonly code: FindingCode;
  /** Field path as in the decision: 'udp.destinationPort', 'nextHop', 'handTo'. */
  readonly field: string;
  readonly given: Value;
  /** Never sent to a player before the answer hint; kept for the replay. */
  readonly expected: Value | null;
  /** Bits of the unit's own header that show it; null for a choice outside the header. */
  readonly bits: { readonly offset: number; readonly length: number } | null;
  /** The section that decides the question, as 'RFC 9293 §3.1'. */
  readonly rfc: string;
  /** Only where the wrong value shows the belief (COURSE.md). */
  readonly tag: MisconceptionTag | null;
  /** Station that would notice, as 'web.transport': a finding is spoken by a layer that can read the field. */
  readonly speaker: string;
  /** Plain facts for the words: names, addresses, numbers already formatted. */
  readonly facts: Readonly<Record<string, string>>;
}
