/** An answer in somebody else's name, ready to go: a datagram, and the addresses of the packet around it. */
export interface Forgery {
  readonly node: string;
  readonly source: number;
  readonly destination: number;
  readonly datagram: Uint8Array;
  readonly exchange: number | null;
  /** The task that made it. */
  readonly cause: number;
}
