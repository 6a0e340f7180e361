import type { Action, Value } from '../network/task.ts';
import type { Level } from '../rules/bench.ts';
import type { SessionSettings } from './settings.ts';

/** What a person can do. Shape only; the fold judges sense and answers with a Reply. */
export type Command = PlayerCommand | HostCommand;

export type PlayerCommand =
  /** Decide the task on the bench. `values` holds only the fields this person filled in. */
  | {
      readonly type: 'decide';
      readonly taskId: number;
      readonly action: Action;
      readonly values: Readonly<Record<string, Value>>;
    }
  /** Take a task from the tray to the bench. */
  | { readonly type: 'open'; readonly taskId: number }
  /** Open the next hint of the task on the bench: 1 where to look, 2 the rule, 3 a worked sibling, 4 the answer. */
  | { readonly type: 'hint'; readonly taskId: number }
  /** Answer the because-question of the refutation, or close the refutation (choice null). */
  | { readonly type: 'because'; readonly refutationId: number; readonly choice: string | null }
  /** The check tool: do these two agree? `field` is a header field of the bench, `row` a row of an own table. */
  | {
      readonly type: 'inspect';
      readonly taskId: number;
      readonly field: string;
      readonly table: string;
      readonly row: number;
    }
  /** One scaffold level up or down for one kind. */
  | { readonly type: 'level'; readonly kind: string; readonly level: Level }
  /** Let the apprentice take over a kind, or take it back. */
  | { readonly type: 'apprentice'; readonly kind: string; readonly takesOver: boolean }
  /** Side work (verify, predict): the task is never scored. */
  | { readonly type: 'side-work'; readonly sideTaskId: number; readonly choice: string }
  /** A lobby task's answer. */
  | {
      readonly type: 'lobby-answer';
      readonly lobbyTask: number;
      readonly values: Readonly<Record<string, Value>>;
    }
  | { readonly type: 'ready'; readonly ready: boolean }
  | { readonly type: 'nickname'; readonly nickname: string }
  | { readonly type: 'signal'; readonly signal: Signal };

/** The six fixed signals (GAME §9) instead of chat. */
export const SIGNALS = ['over', 'roger', 'say-again', 'stand-by', 'who-has-it', 'thanks'] as const;
export type Signal = (typeof SIGNALS)[number];

export type HostCommand =
  | { readonly type: 'start-round' }
  | { readonly type: 'pause' }
  | { readonly type: 'go-on' }
  | { readonly type: 'extend'; readonly minutes: number }
  | { readonly type: 'end-round' }
  | { readonly type: 'end-session' }
  /** Back to the lobby for the next round; seats rotate one station when `rotate`. */
  | { readonly type: 'next-round'; readonly settings: SessionSettings; readonly rotate: boolean }
  | { readonly type: 'lock'; readonly locked: boolean }
  | { readonly type: 'rename'; readonly playerId: string; readonly nickname: string }
  | { readonly type: 'remove'; readonly playerId: string }
  | {
      readonly type: 'move';
      readonly playerId: string;
      readonly crew: number;
      readonly seat: number;
    }
  | { readonly type: 'give-time'; readonly playerId: string; readonly seconds: number }
  | { readonly type: 'unlock-seat'; readonly playerId: string }
  | { readonly type: 'show-packet'; readonly crew: number; readonly taskId: number | null }
  /** Clips a tap of the mission to a link of a crew's network ('node.interface'), or (null) takes it off. */
  | {
      readonly type: 'clip-tap';
      readonly crew: number;
      readonly link: string;
      readonly tap: string | null;
    }
  | { readonly type: 'freeze'; readonly frozen: boolean }
  | { readonly type: 'help'; readonly help: SessionSettings['help'] };
