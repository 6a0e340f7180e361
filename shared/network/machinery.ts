import { type Fifo, newFifo } from '../base/fifo.ts';
import { createEventQueue, type EventQueue } from './event-queue.ts';
import type { Forgery } from './forger/forged.ts';
import type { Happening } from './happening.ts';
import type { Ipv6TimerAction } from './ipv6/timer-actions.ts';
import { type LineageTable, newLineageTable } from './lineage.ts';
import type { Claim } from './note.ts';
import type { Upcall } from './socket.ts';
import type { Decision, Layer, StationId, Task } from './task.ts';
import type { Values } from './values.ts';

/** What makes the network go; no business of a reader. */
export interface Machinery {
  nextTask: number;
  /** Place of the next frame in the capture. */
  nextCapture: number;
  /** Tasks that have arisen and are not yet given to a decider. */
  readonly arising: Fifo<Task>;
  readonly upcalls: Fifo<Upcall>;
  readonly flights: EventQueue<Flight>;
  readonly timers: Map<string, Timer>;
  /** Exchanges whose timers wait, because somebody reads why one of its units failed. */
  readonly held: Set<number>;
  /** Frames on a link that stand still until a forger has decided, by its task: thinking takes no virtual time. */
  readonly watched: Map<number, WatchedFlight>;
  /** Exchanges that have not ended. */
  readonly running: Set<number>;
  /** Packets that wait until their next hop's hardware address is known. */
  readonly waiting: Map<string, WaitingPacket[]>;
  /** Questions that programs have heard and not answered yet, see unanswered.ts. */
  readonly unanswered: Map<string, Unanswered>;
  readonly lineage: LineageTable;
  /** Frames that came from outside, by the task that stands for their sender. */
  readonly cameIn: Map<number, CameIn>;
  /** What the automaton wrote to complete its last decision, by the identity of its values: it need not be written again. */
  draft: { readonly values: Values; readonly bytes: Uint8Array } | null;
  /** The task that a decider is being found for, and what its automaton has said of it: nothing changes meanwhile. */
  asked: { readonly task: Task; own: Decision | null } | null;
  /** By node. */
  readonly names: Map<string, Names>;
  /**
   * Null: virtual time runs to rest at every call. A number (microseconds, see outside.ts): it follows a clock outside
   * and goes no further than this.
   */
  horizonMicros: number | null;
  /** Frames that have left by a link whose other end is outside, since they were last taken. */
  leaving: LeavingFrame[];
  /** Lineage is swept when it has grown to so many rows. */
  sweepAt: number;
  /** New bytes of streams that programs have got, all in all. */
  deliveredBytes: number;
  /** How often an interface has got, changed or lost its address. */
  leaseChanges: number;
  /** Reports since the last call. */
  happenings: Happening[];
}

/** Nothing is under way yet. */
export const newMachinery = (): Machinery => ({
  nextTask: 1,
  nextCapture: 0,
  arising: newFifo(),
  upcalls: newFifo(),
  flights: createEventQueue(),
  timers: new Map(),
  held: new Set(),
  watched: new Map(),
  running: new Set(),
  waiting: new Map(),
  unanswered: new Map(),
  lineage: newLineageTable(),
  cameIn: new Map(),
  names: new Map(),
  draft: null,
  asked: null,
  horizonMicros: null,
  leaving: [],
  sweepAt: 0,
  deliveredBytes: 0,
  leaseChanges: 0,
  happenings: [],
});

/** A frame from outside. */
export interface CameIn {
  readonly frame: Uint8Array;
  /** It carries what came before, and somebody has been told: copies of it that other cards hear are not counted. */
  isCounted: boolean;
}

/** A frame on a link. */
export interface Flight {
  readonly to: string;
  readonly bytes: Uint8Array;
  readonly captureIndex: number;
  readonly claim: Claim;
  readonly cause: number;
  readonly exchange: number | null;
  /** The wave of one marked byte, if a person or automaton sent it so. */
  readonly signal: Signal | null;
}

interface WatchedFlight {
  readonly flight: Flight;
  readonly delayMicros: number;
}

export interface Signal {
  readonly byteIndex: number;
  readonly halfBits: readonly number[];
}

/** A frame for a machine outside, at 'node.interface', with its frame check sequence. */
export interface LeavingFrame {
  readonly atMicros: number;
  readonly to: string;
  readonly bytes: Uint8Array;
}

/** Fires when `guard` has nothing left under way, see timers.ts. */
export interface Timer {
  readonly node: string;
  readonly name: TimerAction['type'];
  readonly atMicros: number;
  readonly guard: number | null;
  readonly exchange: number | null;
  readonly action: TimerAction;
}

export type TimerAction =
  | {
      readonly type: 'arp';
      readonly interface: string;
      readonly nextHop: number;
      readonly asked: number;
    }
  | { readonly type: 'dns' }
  | { readonly type: 'retransmission'; readonly socket: number }
  | { readonly type: 'acknowledgment'; readonly socket: number }
  | { readonly type: 'program'; readonly run: string; readonly timer: string }
  /** Fragments whose packet did not become whole, by `fragmentKey`. */
  | { readonly type: 'reassembly'; readonly key: string }
  | { readonly type: 'give-up' }
  /** A forged answer that was kept back. */
  | { readonly type: 'forgery'; readonly forgery: Forgery }
  /** The last word from an address that a client gives back. */
  | { readonly type: 'lease'; readonly run: string }
  /** The service manager starts a daemon that has fallen over. */
  | { readonly type: 'restart'; readonly run: string }
  | Ipv6TimerAction;

export interface WaitingPacket {
  readonly packet: Uint8Array;
  readonly cause: number;
  readonly exchange: number | null;
}

/** A client's question that a program works on, or has joined to another one. */
export interface Unanswered {
  /** '<node> <run>' */
  readonly program: string;
  readonly exchange: number | null;
  /** The task that told the program. */
  readonly cause: number;
  /** The program did nothing for it: it waits for what it has asked already. */
  readonly isJoined: boolean;
}

/** A layer of a node. */
export interface Place {
  readonly station: StationId;
  /** A number for it: 32 bits, signed. */
  readonly sign: number;
}

/** The names of a node's parts, each made once: one that is put together anew costs more than all else of a task. */
export interface Names {
  readonly places: Readonly<Record<Layer, Place>>;
  /** 'node.interface' by interface. */
  readonly ends: Map<string, string>;
}
