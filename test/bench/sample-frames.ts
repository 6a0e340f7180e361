import { draw } from '../../shared/base/random.ts';
import { ethernet } from '../../shared/protocols/ethernet.ts';
import { ipv4 } from '../../shared/protocols/ipv4.ts';
import { stack } from '../../shared/protocols/stack.ts';
import { tcp } from '../../shared/protocols/tcp.ts';

export interface SampleFrame {
  readonly frame: Uint8Array;
  readonly payload: Uint8Array;
}

/** Numbers 0..1, the same in every run. */
export const drawsFor = (purpose: string): (() => number) => {
  let count = 0;
  return () => draw('codec', purpose, count++);
};

/** Frames with a segment without options in each, the same in every run. */
export const sampleFrames = (count: number): readonly SampleFrame[] => {
  const random = drawsFor('frames');
  return Array.from({ length: count }, () => {
    const payload = new Uint8Array(Math.floor(random() * 120)).map(() => random() * 256);
    const noOptions = { options: new Uint8Array(0) };
    const frame = stack(
      [
        [ethernet, ethernet.generate(random)],
        [ipv4, { ...ipv4.generate(random), ...noOptions }],
        [tcp, { ...tcp.generate(random), ...noOptions }],
      ],
      payload,
    );
    return { frame, payload };
  });
};
