import type { Result } from '../base/result.ts';
import type { Value } from '../network/task.ts';
import type { BenchField } from './bench.ts';

/** Why a typed text is no value for its field; `facts` fill the words in the lessons. */
export interface TypedProblem {
  readonly code: string;
  readonly facts: Readonly<Record<string, string>>;
}

/** What a player typed, as the value of `field`; clear problems, never a silent guess. */
export declare const parseTyped: (field: BenchField, typed: string) => Result<Value, TypedProblem>;
