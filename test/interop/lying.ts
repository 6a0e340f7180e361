import { runBridge } from '../../server/tools/bridge/run-bridge.ts';
import { concat } from '../../shared/base/bytes.ts';
import { frameCheckSequenceOf } from '../../shared/protocols/ethernet.ts';

export const flipped = (frame: Uint8Array, at: number): Uint8Array =>
  frame.with(at, (frame[at] ?? 0) ^ 0x40);

/** Two words change places, which no Internet checksum notices. */
export const swapped = (frame: Uint8Array, at: number): Uint8Array => {
  const changed = frame.slice();
  changed.set(frame.subarray(at + 2, at + 4), at);
  changed.set(frame.subarray(at, at + 2), at + 2);
  return changed;
};

const sealed = (frame: Uint8Array): Uint8Array => {
  const check = new Uint8Array(4);
  new DataView(check.buffer).setUint32(0, frameCheckSequenceOf(frame));
  return concat(frame, check);
};

/** The bridge, but every frame that leaves is spoiled first; the capture shows it as it left. */
export const runLyingBridge = (spoiled: (frame: Uint8Array) => Uint8Array): Promise<void> =>
  runBridge(process.argv.slice(2), outlets => ({
    ...outlets,
    send: frame => outlets.send(spoiled(frame)),
    captured: frames =>
      outlets.captured(
        frames.map(one =>
          one.to.startsWith('outside')
            ? { ...one, bytes: sealed(spoiled(one.bytes.slice(0, -4))) }
            : one,
        ),
      ),
  }));
