import type { IpAddress } from '../base/ip.ts';
import type { ProgramEvent } from './programs/program.ts';

/** What a running program is told (see programs/program.ts); received bytes are the unit. */
export interface ToldProgram {
  readonly program: string;
  /** Which running copy of the program, see `Run`. */
  readonly run: string;
  readonly event: ProgramEvent['type'] | 'started';
  /** The program's own number of the connection, or null. */
  readonly connection: number | null;
  /** Own port that a datagram or an accepted connection came to, or null. */
  readonly port: number | null;
  readonly peer: Endpoint | null;
  /** Own address on the interface where a datagram came in; left out on a host that has only one. */
  readonly at?: IpAddress;
  /** Name of a timer, or why a connection broke; '' otherwise. */
  readonly word: string;
  /** Row of the socket table, or null. */
  readonly socket: number | null;
}

export interface Endpoint {
  readonly address: IpAddress;
  /** null: not chosen yet (the transport layer picks one). */
  readonly port: number | null;
}
