import type { ServiceSettings } from '../programs/service.ts';
import { numberOf } from '../programs/settings.ts';

/** Room that a guarded daemon has for one unit of its input, and for the first line of it, bytes. */
export interface GuardLimits {
  readonly bufferBytes: number;
  readonly lineBytes: number;
}

const BUFFER_BYTES = 512;

/** The limits in the `guard` of a program's settings; undefined where nobody stands guard. */
export const limitsOf = ({ guard }: ServiceSettings): GuardLimits | undefined => {
  if (typeof guard !== 'object' || guard === null) return undefined;
  const told: ServiceSettings = { ...guard };
  const bufferBytes = numberOf(told, 'bufferBytes', BUFFER_BYTES);
  return { bufferBytes, lineBytes: numberOf(told, 'lineBytes', bufferBytes) };
};

/** The protocol that bytes are written in, as far as their beginning tells. */
export const SPOKEN = ['http', 'smtp', 'dns', 'tls', 'ssh', 'unknown'] as const;
export type Spoken = (typeof SPOKEN)[number];

/** How the length that the input tells of itself goes with what came. */
export const LENGTHS = [
  'none-told',
  'agrees',
  'more-came',
  'less-came',
  'no-room',
  'unclear',
] as const;
export type LengthWord = (typeof LENGTHS)[number];

/** Whether it may come now, by what was said before. */
export const ORDERS = ['now', 'too-early', 'too-late'] as const;
export type OrderWord = (typeof ORDERS)[number];

/** What breaks a rule. */
export const FAULTS = [
  'none',
  'other-protocol',
  'line-too-long',
  'fields-too-large',
  'body-too-large',
  'length-twice',
  'length-no-number',
  'length-and-coding',
  'coding-unknown',
  'host-missing',
  'host-twice',
  'space-before-colon',
  'field-name',
  'control-character',
  'folded-line',
  'start-line',
  'method-unknown',
  'version-unknown',
  'bare-line-feed',
  'command-unknown',
  'argument',
  'out-of-order',
  'label-too-long',
  'name-too-long',
  'pointer-loop',
  'pointer-outside',
  'count-too-high',
  'runs-over-end',
  'surplus',
  'question-count',
  'operation-unknown',
  'is-response',
  'too-short',
] as const;
export type FaultWord = (typeof FAULTS)[number];

/** What a daemon does with a unit of its input. wait: the rest of it has not come. */
export const VERDICTS = ['take', 'wait', 'refuse', 'ignore'] as const;
type GuardVerdict = (typeof VERDICTS)[number];

/** A unit of input as its daemon's documents have it: what is in it, and what may be done with it. */
export interface GuardReading {
  readonly spoken: Spoken;
  readonly length: LengthWord;
  readonly order: OrderWord;
  readonly fault: FaultWord;
  readonly verdict: GuardVerdict;
  /** Bytes of the first unit, 0 where they are not all here or cannot be told. */
  readonly unitBytes: number;
  /** What the first unit would have by its own word, bytes. */
  readonly claimedBytes: number;
  /** Codes that refuse it rightly, the usual one first; none where refusing is wrong. */
  readonly codes: readonly string[];
  /** Codes that refuse it too, and say less. */
  readonly vague: readonly string[];
  /** What becomes of a daemon that takes it. */
  readonly taking: 'right' | 'wrong' | 'topples';
  /** What becomes of a sender that gets no answer. */
  readonly silence: 'right' | 'works' | 'wrong';
}

const GOOD: Omit<GuardReading, 'spoken' | 'unitBytes' | 'claimedBytes'> = {
  length: 'none-told',
  order: 'now',
  fault: 'none',
  verdict: 'take',
  codes: [],
  vague: [],
  taking: 'right',
  silence: 'wrong',
};

type Told = Partial<GuardReading> & Pick<GuardReading, 'spoken'>;

/** A unit that may come in; `told` says what else there is to know of it. */
export const takes = (unitBytes: number, told: Told): GuardReading => ({
  ...GOOD,
  unitBytes,
  claimedBytes: unitBytes,
  ...told,
});

/** A unit of which part is still to come, `claimedBytes` in all by its own word (0: nobody knows). */
export const waits = (claimedBytes: number, told: Told): GuardReading => ({
  ...GOOD,
  verdict: 'wait',
  unitBytes: 0,
  claimedBytes,
  taking: claimedBytes > 0 ? 'topples' : 'wrong',
  ...told,
});

/** A unit that is refused with one of `codes`. */
export const refuses = (
  fault: FaultWord,
  codes: readonly string[],
  { spoken, ...told }: Told,
): GuardReading => ({
  ...GOOD,
  spoken,
  fault,
  codes,
  verdict: 'refuse',
  unitBytes: 0,
  claimedBytes: 0,
  taking: 'wrong',
  silence: 'works',
  ...told,
});
