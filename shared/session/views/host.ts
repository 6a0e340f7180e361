import type { MisconceptionTag } from '../../rules/misconceptions.ts';
import type { Format, SessionSettings } from '../settings.ts';
import type { FindingView } from './play.ts';
import type { StandingsView } from './progress.ts';
import type { CrewLine, MapPart, Phase } from './seat.ts';

export interface HostParts {
  readonly head: HostHead;
  readonly crews: readonly HostCrew[];
  readonly board: BoardPart;
  readonly standings: StandingsView | null;
}

export interface HostHead {
  readonly sessionId: string;
  readonly pin: string;
  readonly settings: SessionSettings;
  readonly phase: Phase;
  readonly round: number;
  readonly endsAtMs: number | null;
  readonly remainingMs: number;
  readonly locked: boolean;
  readonly frozen: boolean;
  readonly missionTitle: string;
  readonly seed: { readonly hash: string; readonly value: string | null };
  /** Suggestion after a round from measured times, a lessons key or null. */
  readonly suggestion: string | null;
}

export interface HostCrew extends CrewLine {
  readonly delivered: number;
  readonly allHands: number;
  /** All-hands messages that came through without a step by hand: they do not count. */
  readonly allHandsUntouched: number;
  readonly rightPerSeat: number;
  readonly people: readonly {
    readonly playerId: string;
    readonly seat: number;
    readonly seatLocked: boolean;
    readonly rightDecisions: number;
    readonly tries: number;
    readonly hints: number;
    readonly since: number;
  }[];
  /** Nodes that can read along on a link; empty where the mission has none, or no round has begun. */
  readonly taps: readonly string[];
  /** Where they can be clipped: a link by one of its ends ('node.interface'), its two devices, and the tap there. */
  readonly wires: readonly {
    readonly link: string;
    readonly between: readonly [string, string];
    readonly tap: string | null;
  }[];
}

/** Pupil by tag. */
export interface BoardPart {
  readonly tags: readonly MisconceptionTag[];
  readonly rows: readonly {
    readonly playerId: string;
    readonly nickname: string;
    readonly cells: readonly {
      readonly tag: MisconceptionTag;
      readonly count: number;
      readonly repaired: boolean;
    }[];
    readonly last: {
      readonly crew: number;
      readonly taskId: number;
      readonly finding: FindingView;
      readonly headerHex: string;
      readonly protocol: string;
    } | null;
  }[];
}

/** No names of people, no bytes, no answers. */
export interface ProjectorParts {
  readonly head: Pick<
    HostHead,
    'pin' | 'phase' | 'round' | 'endsAtMs' | 'remainingMs' | 'missionTitle' | 'frozen'
  > & {
    readonly format: Format;
    readonly title: string;
    readonly joined: number;
    readonly ready: number;
    readonly seedHash: string;
  };
  readonly map: MapPart;
  readonly lanes: readonly {
    readonly crew: number;
    readonly name: string;
    readonly carried: number;
    readonly repaired: number;
    readonly step: number;
    readonly allHands: number;
  }[];
  readonly goal: {
    readonly right: number;
    readonly target: number;
    readonly allHandsCrews: number;
    /** Of all crews: all-hands messages that nobody had a step of, and that do not count. */
    readonly allHandsUntouched: number;
    readonly crews: number;
    readonly met: boolean;
  };
  readonly shown: {
    readonly protocol: string;
    readonly headerHex: string;
  } | null;
  readonly standings: StandingsView | null;
}
