import { ethernet } from '../../shared/protocols/ethernet.ts';
import { explain } from '../../shared/protocols/explain.ts';
import { paceOf } from './pace.ts';
import { sampleFrames } from './sample-frames.ts';

const COUNT = 500;

Object.assign(globalThis, {
  explainedPerSecond: (): number => {
    const frames = sampleFrames(COUNT).map(({ frame }) => frame);
    const explained = (index: number): number => {
      const frame = frames[index];
      return frame === undefined ? Number.NaN : explain(frame, ethernet).spans.length;
    };
    return paceOf({ size: COUNT, ours: explained, theirs: explained }).ours;
  },
});
