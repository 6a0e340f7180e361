import { read16 } from '../base/bytes.ts';
import { type EthernetHeader, ethernet, frameCheckSequenceOf } from '../protocols/ethernet.ts';

const HEADER_BYTES = 14;
const FRAME_CHECK_BYTES = 4;

type Addressing = Pick<EthernetHeader, 'destination' | 'source' | 'etherType'>;

/** The header of a frame, read in place; undefined where there is not even room for it and the check sequence. */
export const addressingOf = (frame: Uint8Array): Addressing | undefined =>
  frame.length < HEADER_BYTES + FRAME_CHECK_BYTES ? undefined : ethernet.view(frame, 0);

/** The check sequence as it stands in the frame's last four bytes, IEEE 802.3 §3.2.9. */
export const frameCheckOf = (frame: Uint8Array): number => {
  const end = frame.length;
  return ((read16(frame, end - 4) << 16) | read16(frame, end - 2)) >>> 0;
};

/** Whether the last four bytes fit the others, IEEE 802.3 §3.2.9. */
export const hasGoodFrameCheck = (frame: Uint8Array): boolean => {
  const end = frame.length - FRAME_CHECK_BYTES;
  return end >= HEADER_BYTES && frameCheckSequenceOf(frame, 0, end) === frameCheckOf(frame);
};

/** What the frame carries, in place, with its padding: how long a packet is, it says itself. */
export const framePayload = (frame: Uint8Array): Uint8Array =>
  addressingOf(frame) === undefined
    ? new Uint8Array()
    : frame.subarray(HEADER_BYTES, frame.length - FRAME_CHECK_BYTES);
