import type { Action, Decision, Situation, Task, Value } from '../../network/task.ts';
import type { NodeState, World } from '../../network/world.ts';
import type { ActionOffer, Bench, BenchField, BenchProtocol } from '../bench.ts';
import type { FindingCode } from '../findings.ts';
import type { KindId } from '../kinds.ts';

/** Values of a decision, by field path. */
export type Values = Readonly<Record<string, Value>>;

/** A task where it stands: what a move reads to judge it, and one right answer to it. */
export interface Scene<S extends Situation = Situation> {
  readonly world: World;
  readonly task: Task;
  readonly situation: S;
  readonly node: NodeState;
  /** What the protocol's own decider would do. */
  readonly right: Decision;
}

/** What a check found; section and tag come from the code (findings.ts). */
export interface Found {
  readonly code: FindingCode;
  /** The section that decides it here, where it is not the one of the code: another protocol's rule of the same sort. */
  readonly rfc?: string;
  /** Station that would notice; the one that gets the unit next when left out. */
  readonly speaker?: string;
  readonly expected?: Value;
  readonly facts?: Readonly<Record<string, string>>;
  /** Works, but is unusual. */
  readonly remark?: true;
  /** Header field whose bits show it, where it is not the field itself ('ethernet.etherType'). */
  readonly shows?: string;
  /** Bits of the unit that show it where no field does; what `shows` names comes before. */
  readonly bits?: { readonly offset: number; readonly length: number };
}

/** One field that a person may fill in: how it is typed, what is wrong with a value, what to offer. */
export interface FieldRule<S extends Situation = Situation> {
  readonly path: string;
  readonly input: BenchField['input'];
  /** Width of a number; 16 when left out. */
  readonly bits?: number;
  /** Decision it belongs to; 'send' when left out. */
  readonly action?: Action;
  /** A second decision that it belongs to. */
  readonly alsoFor?: Action;
  /** Filled in for the player it would give away another field, so it stays blank until it is opened. */
  readonly tells?: true;
  /** Sees a value of the right shape only. `values` holds all that was given. Null: right. */
  check(scene: Scene<S>, given: Value, values: Values): Found | null;
  /** Values to offer beside the right one, the most telling first; null where it has to be typed. */
  decoys?(scene: Scene<S>): readonly Value[] | null;
  /** A short neutral name beside an offered value. */
  note?(scene: Scene<S>, value: Value): string;
  /** How an offered value reads, where the input alone does not say it. */
  show?(scene: Scene<S>, value: Value): string;
}

/** Whether a field has its place in decisions with that action. */
export const belongsTo = (
  { action, alsoFor }: Pick<FieldRule, 'action' | 'alsoFor'>,
  given: Action,
) => (action ?? 'send') === given || alsoFor === given;

/** One sort of task: its shape and its judge together. */
export interface Move<S extends Situation = Situation> {
  readonly direction: Bench['direction'];
  readonly protocol: BenchProtocol;
  /** Where the unit comes from and where it goes, if the direction does not say it. */
  places?(scene: Scene<S>): Pick<Bench, 'from' | 'to'>;
  readonly fields: readonly FieldRule<S>[];
  kindOf(scene: Scene<S>): KindId;
  /** Automata decide it, whoever sits at the station. */
  readonly unplayed?: true;
  /** The field that is the point of this kind: opened first. */
  focus(scene: Scene<S>): string;
  /** Fields that open from the second unit of a kind on. */
  readonly opens: readonly string[];
  readonly offers: readonly ActionOffer[];
  /** What is wrong with the action itself, or with its reason or answer. */
  judgeAction(scene: Scene<S>, decision: Decision): Found | null;
  /** Plain facts for the words on the bench. Never the answer. */
  facts(scene: Scene<S>): Readonly<Record<string, string>>;
  /** Why an apprentice gives such a task back, as a key of the lessons; null when nothing is unusual. */
  isNew(scene: Scene<S>): NoveltyKey | null;
}

/** What may be new in a task (GAME §4, Apprentice). */
export type NoveltyKey =
  | 'new-destination'
  | 'new-ether-type'
  | 'new-protocol'
  | 'low-time-to-live'
  | 'alias-in-answer'
  | 'options-in-header'
  | 'bad-sum'
  | 'no-route'
  | 'new-port'
  | 'reset'
  | 'not-found'
  | 'other-id'
  | 'missing-edge'
  | 'too-long'
  | 'odd-source'
  | 'card-moved'
  | 'table-full'
  | 'other-type'
  | 'carries-quote'
  | 'row-too-old'
  | 'pool-full'
  | 'second-server'
  | 'refusal'
  | 'address-taken'
  | 'renewal'
  | 'new-wish'
  | 'odd-length'
  | 'odd-order'
  | 'odd-grammar'
  | 'odd-protocol';
