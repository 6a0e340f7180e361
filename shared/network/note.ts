import type { Segment, SegmentOut } from './tcp/segment.ts';

/** What becomes of a frame and its copies. */
export interface Claim {
  /** Capture index of the first. */
  readonly origin: number;
  /** Still under way. */
  copies: number;
  /** A card took one, or it is known how one was lost. */
  settled: boolean;
}

/** What the layer that made a task knows beyond the situation. */
export type Note =
  /** What TCP wants sent, and the SYN that it answers. */
  | { readonly type: 'segment'; readonly segment: SegmentOut; readonly heard: Segment | null }
  /** The address to answer from. */
  | { readonly type: 'source'; readonly address: number }
  /** The whole packet that a datagram or segment came in, to be quoted if it must be refused. */
  | { readonly type: 'packet'; readonly packet: Uint8Array }
  /** Port of the sender of a message. */
  | { readonly type: 'sender'; readonly port: number }
  /** Its place in the capture. */
  | { readonly type: 'frame'; readonly captureIndex: number; readonly claim: Claim };
