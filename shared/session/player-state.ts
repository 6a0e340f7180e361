import type { LogKey, SeatKey } from '../lessons/session-words.ts';
import type { Level } from '../rules/bench.ts';
import type { KindId } from '../rules/kinds.ts';
import type { MisconceptionTag } from '../rules/misconceptions.ts';
import type { Finding } from '../rules/verdict.ts';
import type { Signal } from './commands.ts';
import type { Reply } from './reply.ts';
import type { CoachPart, Refutation, SideWork } from './views/play.ts';

/** One person, for the whole session. */
export interface Player {
  readonly playerId: string;
  nickname: string;
  crew: number;
  /** -1: no seat (removed by the host). */
  seat: number;
  connected: boolean;
  /** `playMs` when the connection went; null while connected. */
  awaySinceMs: number | null;
  ready: boolean;
  signal: Signal | null;
  /** First replies to the latest commands, by command id. */
  readonly replies: Map<string, Reply>;
  /** What this person can do, kept from round to round. */
  readonly kinds: Map<KindId, KindRecord>;
  readonly tags: Map<MisconceptionTag, TagRecord>;
  /** Tags whose refutation this person has seen. */
  readonly refuted: Set<MisconceptionTag>;
  /** Novelties met, by key: the apprentice gives these back no more. */
  readonly met: Set<string>;
  /** What was answered in the lobby, by lobby task. */
  readonly lobby: Map<number, LobbyAnswer>;
  /** Extra time of this round. */
  extraMs: number;
  notice: SeatKey | null;
  play: RoundRecord;
  /** Last wrong decision, for the host's board. */
  lastWrong: LastWrong | null;
  /** Rises with every change of what only this person sees. */
  revision: number;
}

export interface LastWrong {
  readonly crew: number;
  readonly taskId: number;
  readonly finding: Finding;
  readonly headerHex: string;
  readonly protocol: string;
}

export interface LobbyAnswer {
  done: boolean;
  finding: Finding | null;
}

export interface TagRecord {
  count: number;
  repaired: boolean;
}

/** One person and one kind of decision. */
export interface KindRecord {
  /** Tasks of this kind decided by hand, right in the end. */
  done: number;
  /** The same, at the present level: 0 makes the kind count as new (GAME §1 rule 6). */
  doneAtLevel: number;
  /** Right first tries in a row at this level. */
  streak: number;
  /** Refusals in a row at this level. */
  refusals: number;
  level: Level;
  /** Right decisions towards an apprentice. */
  right: number;
  apprentice: 'learning' | 'offers' | 'works';
  /** Units the apprentice has done. */
  units: number;
  lastLine: string | null;
  gaveBack: string | null;
}

/** What one person did in this round. */
export interface RoundRecord {
  /** Tasks decided by hand, right or not. */
  decided: number;
  right: number;
  firstTry: number;
  repaired: number;
  tries: number;
  hints: number;
  allHands: number;
  readonly kinds: Set<KindId>;
  readonly findings: { readonly kind: KindId; readonly finding: Finding }[];
  readonly log: LogLine[];
  verdict: CoachPart['verdict'];
  inspected: CoachPart['inspected'];
  refutation: OpenRefutation | null;
  sideWork: OpenSideWork | null;
  sideDone: number;
  /** In an exam what was learned counts when the round is over. */
  readonly withheld: { readonly kind: KindId; readonly right: boolean }[];
}

export interface LogLine {
  readonly id: number;
  readonly key: LogKey;
  readonly facts: Readonly<Record<string, string>>;
}

export interface OpenRefutation {
  view: Refutation;
  readonly right: string;
  /** Exchange whose timers wait until this is closed (DESIGN §6). */
  readonly holds: number | null;
}

export interface OpenSideWork {
  view: SideWork;
  readonly right: string;
}
