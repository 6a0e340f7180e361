import type { MapModel } from '../../client/map/model.ts';
import { feedUnits } from './crowded-map.ts';

/** Milliseconds of script in each drawn frame. */
export interface FrameTimes {
  readonly frames: number;
  readonly medianMs: number;
}

let spent = 0;
let frameAt = 0;
let times: number[] = [];

/** From here on every callback of an animation frame is timed, whoever asked for it. */
const timeFrames = (): void => {
  const ask = globalThis.requestAnimationFrame.bind(globalThis);
  globalThis.requestAnimationFrame = callback =>
    ask(atMs => {
      if (atMs !== frameAt && spent > 0) times.push(spent);
      if (atMs !== frameAt) spent = 0;
      frameAt = atMs;
      const start = performance.now();
      callback(atMs);
      spent += performance.now() - start;
    });
};

/** Forgets what was measured, lets `ms` pass, and sums up. */
const measureFrames = async (ms: number): Promise<FrameTimes> => {
  times = [];
  await new Promise(resolve => setTimeout(resolve, ms));
  const sorted = times.toSorted((a, b) => a - b);
  return { frames: sorted.length, medianMs: sorted[sorted.length >> 1] ?? Number.NaN };
};

type Show = (model: MapModel) => void;

/** Puts `measure` on the page: it mounts a map, keeps `units` moving, and times frames for `ms`. */
export const measureMap = (mount: () => Show | Promise<Show>): void => {
  timeFrames();
  Object.assign(globalThis, {
    measure: async (units: number, warmUpMs: number, ms: number): Promise<FrameTimes> => {
      const stop = feedUnits(units, await mount());
      await new Promise(resolve => setTimeout(resolve, warmUpMs));
      const figures = await measureFrames(ms);
      stop();
      return figures;
    },
  });
};
