import type { Value } from '../network/task.ts';
import type { Span } from '../protocols/span.ts';
import type { Bench } from './bench.ts';

/** The unit as it would leave, and what its own header's bits mean; the rest is one sealed span. */
export interface UnitBytes {
  readonly bytes: Uint8Array;
  readonly spans: readonly Span[];
}

/**
 * The bytes of the unit on the bench with `values` filled in; empty fields count as 0, derived ones are computed.
 * Upwards: the unit as it came. The same code as the network's own encoding.
 */
export declare const unitBytes: (
  bench: Bench,
  values: Readonly<Record<string, Value>>,
) => UnitBytes;

/** The open fields of a header typed as bytes (level 'hex'), by field path. */
export declare const valuesOfBytes: (bench: Bench, bytes: Uint8Array) => Record<string, Value>;
