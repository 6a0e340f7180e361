import type { ExchangeSpec } from './exchange.ts';

/** How far a user's wish has come. */
export interface ExchangeState {
  readonly id: number;
  readonly spec: ExchangeSpec;
  readonly startedAtMicros: number;
  /** First task of all; null before it has arisen. */
  root: number | null;
  /** Timers of programs that have fired for it: programs that set them without end are not served for ever. */
  timersFired: number;
  /** True as soon as the wish is met, whatever is still under way. */
  met: boolean;
  /** True once a program was told something that is not so: the wish cannot be met any more. */
  misled: boolean;
  /** True once its user was led to a look-alike. */
  deceived: boolean;
  outcome: 'done' | 'failed' | null;
  readonly progress: Progress;
  /** Every task of the exchange, in order. */
  readonly tasks: number[];
  /** Nodes that had a task of it. */
  readonly places: Set<string>;
}

/** What the program that carries the wish keeps in mind. */
interface Progress {
  /** Questions asked of the name server for the name in question. */
  queries: number;
  /** The question asked last, as it left. */
  question: { readonly id: number; readonly name: string; readonly recordType: number } | null;
  /** Address of the server, once known. */
  address: number | null;
  socket: number | null;
  /** Which of the targets is asked for next. */
  nextTarget: number;
  /** Node whose program carries the wish; a decoy has a bystander here. */
  readonly asker: string;
  /** What the program that was used said of the wish in the end. */
  result: string | null;
  /** It waits for the address of its host. */
  joining?: boolean;
  /** Identifier and number of the echo request, RFC 792. */
  echo: { readonly identifier: number; readonly sequenceNumber: number } | null;
}
