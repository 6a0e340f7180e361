import type { Command } from './commands.ts';
import type { SessionSettings } from './settings.ts';

/**
 * What is logged, and nothing else: the session is the fold of these. `atMs` is wall time in milliseconds, given by
 * the server; inside `shared` it is only data. Automaton decisions, verdicts and scores are recomputed, never logged.
 */
export type SessionEvent =
  | {
      readonly type: 'opened';
      readonly atMs: number;
      readonly engine: number;
      readonly sessionId: string;
      readonly pin: string;
      readonly seed: string;
      readonly settings: SessionSettings;
    }
  | {
      readonly type: 'joined';
      readonly atMs: number;
      readonly playerId: string;
      readonly nickname: string;
    }
  | { readonly type: 'connected'; readonly atMs: number; readonly playerId: string }
  | { readonly type: 'dropped'; readonly atMs: number; readonly playerId: string }
  /** Once a second while a clock runs, and when the dispatcher is due. */
  | { readonly type: 'tick'; readonly atMs: number }
  /** The server was down from the event before until now: removed from every clock. */
  | { readonly type: 'resumed'; readonly atMs: number }
  /** A machine outside was plugged into the network of a crew; from then on its virtual time is the session's. */
  | { readonly type: 'plugged'; readonly atMs: number; readonly crew: number }
  | { readonly type: 'unplugged'; readonly atMs: number; readonly crew: number }
  /** A frame of that machine in hex, without frame check sequence, as a TAP device has it. */
  | {
      readonly type: 'frame';
      readonly atMs: number;
      readonly crew: number;
      readonly hex: string;
    }
  /** A player's or host's action, refused ones and hints too. `commandId` is chosen by the client: a repeat gets the first reply. */
  | {
      readonly type: 'command';
      readonly atMs: number;
      readonly actor: string;
      readonly commandId: string;
      readonly command: Command;
    };

/** Actor name of the host's commands. Players act under their player id. */
export const HOST_ACTOR = 'host';

/**
 * Rises when a log of before folds otherwise: always when the digest of the golden log changes, and when a mission or a
 * kind of work that is not in it does. An unfinished session is only resumed by the version that began it.
 */
export const ENGINE_VERSION = 7;
