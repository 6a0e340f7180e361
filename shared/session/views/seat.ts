import type { Layer, StationId } from '../../network/task.ts';
import type { Bench } from '../../rules/bench.ts';
import type { Signal } from '../commands.ts';
import type { Format, Help } from '../settings.ts';
import type { CoachPart, FindingView, TablesPart, TrayPart } from './play.ts';
import type { ProgressPart, SummaryPart } from './progress.ts';

/**
 * What each viewer gets, split into parts so that only parts that changed cross the wire. Every part is plain JSON. A
 * seat's parts never hold units of other seats, others' tables, expected values, or exam findings before the end.
 */
export interface SeatParts {
  readonly head: HeadPart;
  readonly lobby: LobbyPart | null;
  readonly map: MapPart;
  readonly traffic: TrafficPart;
  readonly tray: TrayPart;
  readonly bench: Bench | null;
  readonly coach: CoachPart;
  readonly tables: TablesPart;
  readonly progress: ProgressPart;
  readonly summary: SummaryPart | null;
}

export type Phase = 'lobby' | 'playing' | 'paused' | 'debrief' | 'ended';

export interface HeadPart {
  readonly sessionId: string;
  readonly pin: string;
  readonly format: Format;
  readonly help: Help;
  readonly title: string;
  readonly mission: {
    readonly id: string;
    readonly title: string;
    readonly goal: string;
    readonly steps: readonly string[];
  };
  readonly phase: Phase;
  readonly round: number;
  /** Wall clock time at which the running round ends; meaningful while `phase` is 'playing'. */
  readonly endsAtMs: number | null;
  /** Time left at the moment of the last event, for a stopped clock. */
  readonly remainingMs: number;
  readonly me: {
    readonly playerId: string;
    readonly nickname: string;
    readonly seatCode: string | null;
    readonly crew: number;
    readonly seat: number;
    readonly stations: readonly StationId[];
  };
  readonly crew: CrewLine;
  readonly notice: string | null;
}

export interface CrewLine {
  readonly crew: number;
  readonly name: string;
  readonly seats: readonly SeatLine[];
}

/** bot: nobody sits there, or the person has been away for 20 s. */
export type Presence = 'working' | 'done' | 'stuck' | 'idle' | 'offline' | 'bot';

export interface SeatLine {
  readonly seat: number;
  readonly playerId: string | null;
  readonly nickname: string | null;
  readonly stations: readonly StationId[];
  readonly presence: Presence;
  readonly ready: boolean;
  readonly signal: Signal | null;
}

export interface LobbyPart {
  readonly stationCard: { readonly layer: Layer; readonly stations: readonly StationId[] };
  readonly tasks: readonly {
    readonly lobbyTask: number;
    readonly bench: Bench;
    readonly done: boolean;
    readonly finding: FindingView | null;
  }[];
  readonly seed: { readonly hash: string } | null;
}

/** Devices and links of the mission, public to everybody in the crew. */
export interface MapPart {
  readonly nodes: readonly {
    readonly name: string;
    readonly role: string;
    readonly x: number;
    readonly y: number;
    readonly addresses: readonly string[];
    readonly stack: readonly {
      readonly layer: Layer;
      readonly nickname: string | null;
      readonly mine: boolean;
    }[];
    /** Programs that have fallen over and are about to be started anew; left out where there are none. */
    readonly fallen?: readonly string[];
  }[];
  readonly links: readonly {
    readonly a: string;
    readonly b: string;
    readonly up: boolean;
    /** Node that reads along on this wire; left out where none does. */
    readonly tap?: string;
  }[];
}

/** What moves or waits, without what is in it: own units are marked, others only by the outermost layer's name. */
export interface TrafficPart {
  readonly waiting: readonly {
    readonly node: string;
    readonly layer: Layer;
    readonly mine: boolean;
    readonly allHands: boolean;
  }[];
  /** Hops since the last delivery of this part, newest last, at most 24: filled when a person decided, hollow when not. */
  readonly hops: readonly {
    readonly id: number;
    readonly from: string;
    readonly to: string;
    readonly label: string;
    readonly byHand: boolean;
    readonly mine: boolean;
    readonly outcome: 'moved' | 'lost' | 'dropped' | 'delivered';
  }[];
}
