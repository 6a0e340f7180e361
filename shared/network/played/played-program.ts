import type { ProgramEvent, ProgramFacts, ProgramTurn } from '../programs/program.ts';
import type { ServiceSettings } from '../programs/service.ts';
import type { Action, Decision } from '../task.ts';
import type { Values } from '../values.ts';

/** Events at which a person may speak in a program's stead. */
export type PlayedEvent = Extract<ProgramEvent, { readonly type: 'datagram' | 'timer' }>;

/** A running program that is told of something. */
export interface MomentOf<Event extends PlayedEvent> {
  readonly settings: ServiceSettings;
  readonly state: unknown;
  readonly event: Event;
  readonly facts: ProgramFacts;
}

/** A running program that is told of a datagram. */
export type Moment = MomentOf<Extract<PlayedEvent, { readonly type: 'datagram' }>>;

/** A running program for which a time has come. */
export type TimedMoment = MomentOf<Extract<PlayedEvent, { readonly type: 'timer' }>>;

/** A program in whose stead a person may decide: its own turn in the words of a decision, and a decision as a turn. */
export interface PlayedProgram<At = Moment> {
  /** What the program itself does, asked of its own rules. */
  choose(moment: At): Decision;
  /** Every value of a decision for `action`: those given stay as they are, derived ones follow them. */
  complete(moment: At, action: Action, given: Values): Values;
  /** How the program goes on with a complete decision, right or wrong. */
  turn(moment: At, decision: Decision): ProgramTurn<unknown>;
  /** What it remembers of something that is dropped; nothing when left out. */
  silent?(moment: At, decision: Decision): ProgramTurn<unknown>;
}
