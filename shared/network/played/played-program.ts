import type { ProgramEvent, ProgramFacts, ProgramTurn } from '../programs/program.ts';
import type { ServiceSettings } from '../programs/service.ts';
import type { Action, Decision } from '../task.ts';
import type { Values } from '../values.ts';

/** A running program that is told of a datagram. */
export interface Moment {
  readonly settings: ServiceSettings;
  readonly state: unknown;
  readonly event: ProgramEvent & { readonly type: 'datagram' };
  readonly facts: ProgramFacts;
}

/** A program in whose stead a person may decide: its own turn in the words of a decision, and a decision as a turn. */
export interface PlayedProgram {
  /** What the program itself does, asked of its own rules. */
  choose(moment: Moment): Decision;
  /** Every value of a decision for `action`: those given stay as they are, derived ones follow them. */
  complete(moment: Moment, action: Action, given: Values): Values;
  /** How the program goes on with a complete decision, right or wrong. */
  turn(moment: Moment, decision: Decision): ProgramTurn<unknown>;
}
