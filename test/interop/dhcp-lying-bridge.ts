import { flipped, runLyingBridge } from './lying.ts';

const UDP = 17;
const UDP_CHECKSUM = 40;
const TRANSACTION = 46;
const CLIENT_PORT = 68;

/** Answers to a client are for a question that nobody asked; what a client of ours asks has a wrong checksum. */
const spoiled = (frame: Uint8Array): Uint8Array => {
  if (frame[12] !== 8 || frame[13] !== 0 || frame[23] !== UDP) return frame;
  if (frame[37] === CLIENT_PORT) return flipped(flipped(frame, TRANSACTION), TRANSACTION + 2);
  return frame[35] === CLIENT_PORT ? flipped(frame, UDP_CHECKSUM) : frame;
};

await runLyingBridge(spoiled);
