import type { IpAddress } from '../base/ip.ts';
import type { TcpConnection } from './tcp/connection.ts';

/** One end of a conversation, as a row of the host's socket table. */
export interface Socket {
  readonly id: number;
  readonly protocol: 'udp' | 'tcp';
  /** Port null: not chosen yet, the transport layer picks one. */
  local: { readonly address: IpAddress; readonly port: number | null };
  /** Null while it takes units from anybody. */
  remote: { readonly address: IpAddress; readonly port: number } | null;
  /** A state of RFC 9293 §3.3.2 for TCP; 'OPEN' for UDP. */
  state: string;
  readonly process: string;
  readonly pid: number;
  /** The exchange it was opened for; null for one that was listening from the start, or that serves several. */
  exchange: number | null;
  /** TCP only, from the first SYN on. */
  connection: TcpConnection | null;
  /** Bytes that TCP delivered and the program has not used yet. */
  received: Uint8Array;
  /** Task that wrapped the segment which starts at a sequence number, while it is unacknowledged. */
  readonly sentBy: Map<number, number>;
  /** Task that unwrapped the data whose acknowledgment waits, or null. */
  heldAcknowledgment: number | null;
}

/** What a socket tells its program. The bytes of TCP lie in `received`. */
export interface Upcall {
  readonly node: string;
  readonly socket: number;
  readonly exchange: number | null;
  /** The task that led to it. */
  readonly cause: number | null;
  readonly event:
    | {
        readonly type: 'datagram';
        readonly payload: Uint8Array;
        readonly from: IpAddress;
        readonly fromPort: number;
        /** Own address on the interface where it came in. */
        readonly at: IpAddress;
      }
    | { readonly type: 'stream' }
    | { readonly type: 'established' }
    | { readonly type: 'remote-closed' }
    | { readonly type: 'closed' }
    | { readonly type: 'broken'; readonly why: 'reset' | 'timed-out' };
}
