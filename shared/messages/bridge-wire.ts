import { concat, read16, text, utf8 } from '../base/bytes.ts';
import type { EdgeView } from '../session/views/edge.ts';

/** Name of the protocol in the Upgrade header of the request that begins it, RFC 9110 §7.8. */
export const BRIDGE_PROTOCOL = 'stack-bridge';

/** Ethernet's longest frame with a tag, without frame check sequence: IEEE 802.3 §3.2.7. */
export const LONGEST_FRAME_BYTES = 1518;
/** Addresses and EtherType. */
export const SHORTEST_FRAME_BYTES = 14;

/** What the server tells a bridge besides frames. */
export type BridgeNotice =
  /** The game runs and its edge is open. */
  | { readonly type: 'open'; readonly edge: EdgeView }
  /** Nothing goes through until the next round begins or goes on. */
  | { readonly type: 'closed' }
  /** Frames were lost because more came than may. */
  | { readonly type: 'too-fast' }
  /** The line ends; the sentence says why. */
  | { readonly type: 'end'; readonly sentence: string };

/** One message: a frame without frame check sequence, or a notice. */
export type BridgeMessage =
  | { readonly type: 'frame'; readonly frame: Uint8Array }
  | { readonly type: 'notice'; readonly notice: BridgeNotice };

const FRAME = 0;
const NOTICE = 1;
const LENGTH_BYTES = 2;

const written = (kind: number, body: Uint8Array): Uint8Array => {
  const length = 1 + body.length;
  return concat(Uint8Array.of(length >> 8, length & 0xff, kind), body);
};

/** Two bytes of length, one of kind, and the frame or the notice as JSON. */
export const writeBridge = (message: BridgeMessage): Uint8Array =>
  message.type === 'frame'
    ? written(FRAME, message.frame)
    : written(NOTICE, utf8(JSON.stringify(message.notice)));

/** A message as it came: what is in it is not checked. */
export interface RawBridgeMessage {
  readonly isFrame: boolean;
  readonly body: Uint8Array;
}

/** Cuts a stream into messages, whatever pieces it comes in; holds no more than one message. */
export class BridgeSplitter {
  #rest: Uint8Array = new Uint8Array();

  take(chunk: Uint8Array): readonly RawBridgeMessage[] {
    const bytes = this.#rest.length === 0 ? chunk : concat(this.#rest, chunk);
    const messages: RawBridgeMessage[] = [];
    let at = 0;
    for (;;) {
      const end = at + LENGTH_BYTES + read16(bytes, at);
      if (bytes.length - at < LENGTH_BYTES || end > bytes.length) break;
      const isFrame = end > at + LENGTH_BYTES && bytes[at + LENGTH_BYTES] === FRAME;
      messages.push({ isFrame, body: bytes.slice(at + LENGTH_BYTES + 1, end) });
      at = end;
    }
    this.#rest = bytes.slice(at);
    return messages;
  }
}

/** A notice of the server; null for what is none. The server is believed about the rest. */
export const readNotice = (body: Uint8Array): BridgeNotice | null => {
  try {
    const notice: unknown = JSON.parse(text(body));
    return typeof notice === 'object' && notice !== null && 'type' in notice
      ? (notice as BridgeNotice)
      : null;
  } catch {
    return null;
  }
};
