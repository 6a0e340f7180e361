import type { MacAddress } from '../../base/address.ts';
import type { IpAddress as EitherAddress } from '../../base/ip.ts';

/** An IPv4 address as an unsigned 32-bit number, an IPv6 address as a bigint of 128 bits. */
export type IpAddress = EitherAddress;

export interface Peer {
  readonly address: IpAddress;
  readonly port: number;
}

/**
 * What the operating system tells a program. Connections are numbers: the system gives one to each that it accepts, the
 * program chooses one (below 0) for each that it opens. `bytes` of a stream come in any pieces.
 */
export type ProgramEvent =
  | {
      readonly type: 'connected';
      readonly connection: number;
      readonly peer: Peer;
      /** The port of this host at which the connection came in; only for one that was accepted. */
      readonly localPort?: number;
    }
  | { readonly type: 'received'; readonly connection: number; readonly bytes: Uint8Array }
  /** The other side sends no more. */
  | { readonly type: 'finished'; readonly connection: number }
  | { readonly type: 'broken'; readonly connection: number; readonly why: 'reset' | 'timed-out' }
  | {
      readonly type: 'datagram';
      readonly port: number;
      readonly peer: Peer;
      /** The host's own address on the interface by which it came in; the only one when left out. */
      readonly at?: IpAddress;
      readonly bytes: Uint8Array;
    }
  | { readonly type: 'timer'; readonly name: string };

/** On which side of TLS the program is; a client says whom it asks for. */
export type Securing =
  | { readonly as: 'server' }
  | { readonly as: 'client'; readonly serverName: string };

/** What a program asks of the operating system. */
export type ProgramEffect =
  | { readonly type: 'listen'; readonly protocol: 'tcp' | 'udp'; readonly port: number }
  | { readonly type: 'connect'; readonly connection: number; readonly peer: Peer }
  | {
      readonly type: 'send';
      readonly connection: number;
      readonly bytes: Uint8Array;
      /** Behind these bytes the connection speaks TLS. Only a program with TLS around it may ask for it. */
      readonly thenSecure?: Securing;
    }
  /** Sends no more; what was sent before still arrives. */
  | { readonly type: 'finish'; readonly connection: number }
  | {
      readonly type: 'send-datagram';
      readonly port: number;
      readonly peer: Peer;
      /** Source address, and so the interface it leaves by; 0 while the host has none. The host's choice when left out. */
      readonly from?: IpAddress;
      /** The card to send to, where the receiver cannot answer ARP yet (RFC 2131 §4.1). */
      readonly hardware?: MacAddress;
      readonly bytes: Uint8Array;
    }
  | { readonly type: 'set-timer'; readonly name: string; readonly afterMicros: number }
  /** Asks by ARP whether somebody has that address, RFC 5227 §2.1.1: `isTaken` of the facts tells in a few seconds. */
  | { readonly type: 'probe'; readonly address: number }
  /** What a user wanted has come about, or has failed for good. */
  | { readonly type: 'done'; readonly met: boolean; readonly result: string };

/** What a program may know besides its events. There is no clock and no dice: both come from outside. */
export interface ProgramFacts {
  readonly nowMicros: number;
  /** A number in [0, 1) that belongs to this event and purpose alone. */
  readonly draw: (...purpose: readonly (string | number)[]) => number;
  /** The addresses of the host it runs on. */
  readonly addresses: readonly IpAddress[];
  /** Whether somebody on the LAN has said that this address is its own, as far as ARP knows. */
  readonly isTaken?: (address: number) => boolean;
}

export interface ProgramTurn<State> {
  readonly state: State;
  readonly effects: readonly ProgramEffect[];
}

/**
 * A client or a server as a pure state machine: from an event to the next state and what it asks for. Never throws,
 * whatever bytes come. (`step` is a method, so that a host can run programs whatever their states are.)
 */
export interface Program<State> {
  start(facts: ProgramFacts): ProgramTurn<State>;
  step(state: State, event: ProgramEvent, facts: ProgramFacts): ProgramTurn<State>;
}
