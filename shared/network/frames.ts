import { ethernet, frameCheckSequenceOf } from '../protocols/ethernet.ts';

const FRAME_CHECK_BYTES = 4;

/** Whether the last four bytes fit the others, IEEE 802.3 §3.2.9. */
export const hasGoodFrameCheck = (frame: Uint8Array): boolean => {
  const decoded = ethernet.decode(frame);
  if (!decoded.ok) return false;
  const computed = frameCheckSequenceOf(frame, 0, frame.length - FRAME_CHECK_BYTES);
  return computed === decoded.value.header.frameCheckSequence;
};

/** What the frame carries, with its padding: how long a packet is, it says itself. */
export const framePayload = (frame: Uint8Array): Uint8Array => {
  const decoded = ethernet.decode(frame);
  if (!decoded.ok) return new Uint8Array();
  return frame.slice(decoded.value.payloadStart, frame.length - FRAME_CHECK_BYTES);
};
