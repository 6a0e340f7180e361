import type { ProgramEvent } from './programs/program.ts';
import type { ServiceSettings } from './programs/service.ts';

/** A program as it runs on a host: a row of the process table with what the program remembers. */
export interface Run {
  /** The program's name, and for a program that an exchange started '<name> <exchange>'. */
  readonly id: string;
  /** Name of the program in the topology. */
  readonly program: string;
  /** Row of programs/services.ts. */
  readonly service: string;
  readonly settings: ServiceSettings;
  /** The exchange that started it, null for a daemon. */
  readonly exchange: number | null;
  /** Undefined until it has started. */
  state: unknown;
  /** Socket of each connection, by the program's own number. */
  readonly connections: Map<number, number>;
  /** UDP sockets by the port that the program calls them. */
  readonly ports: Map<number, number>;
  /** Connections to be finished as soon as they are established. */
  readonly finishing: Set<number>;
  /** Sockets about which it is being told something: what comes next waits, so that a stream stays in order. */
  readonly busy: Set<number>;
  readonly pending: PendingEvent[];
}

/** A program that has not started yet. */
export const newRun = (
  row: Pick<Run, 'id' | 'program' | 'service' | 'settings' | 'exchange'>,
): Run => ({
  ...row,
  state: undefined,
  connections: new Map(),
  ports: new Map(),
  finishing: new Set(),
  busy: new Set(),
  pending: [],
});

/** What a socket has to say while its program is still busy with what it said before. */
export interface PendingEvent {
  /** Null for a timer. */
  readonly socket: number | null;
  readonly event: ProgramEvent;
  readonly exchange: number | null;
  /** The task that led to it. */
  readonly cause: number | null;
}
