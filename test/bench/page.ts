import { join } from 'node:path';
import { type Browser, chromium } from '@playwright/test';
import { servePage } from '../browser/bundle-page.ts';
import { CHROMIUM } from '../browser/chromium.ts';
import type { Figure } from './figure.ts';
import { firstPageBytes } from './first-page.ts';
import type { FrameTimes } from './frame-times.ts';

const EXPLAINED_FRAMES_PER_SECOND = 50_000;
const FIRST_PAGE_BYTES = 60 * 1024;
const UNITS = 500;
const WARM_UP_MS = 3_000;
const MEASURED_MS = 4_000;
const TURNS = 5;
/** Small, so that drawing without a graphics card does not hide what the script costs. */
const VIEWPORT = { width: 300, height: 160 };
const FEWEST_FRAMES = 20;

declare global {
  var explainedPerSecond: () => number;
  var measure: (units: number, warmUpMs: number, ms: number) => Promise<FrameTimes>;
}

/** Runs `work` in a page of nothing but the script of `entry`. */
const inPage = async <Result>(
  browser: Browser,
  entry: string,
  work: (page: Awaited<ReturnType<Browser['newPage']>>) => Promise<Result>,
): Promise<Result> => {
  const served = await servePage(join(import.meta.dirname, entry));
  const page = await browser.newPage({ viewport: VIEWPORT });
  try {
    await page.goto(served.url);
    return await work(page);
  } finally {
    await page.close();
    served.close();
  }
};

const explainFigure = async (browser: Browser): Promise<Figure> => {
  const value = await inPage(browser, 'explain-page.ts', page =>
    page.evaluate(() => globalThis.explainedPerSecond()),
  );
  return {
    name: 'page: fully explained frames, in Chromium',
    value,
    unit: 'per second',
    against: EXPLAINED_FRAMES_PER_SECOND,
    ratio: value / EXPLAINED_FRAMES_PER_SECOND,
    hold: 1,
  };
};

const bytesFigure = (name: string, value: number, hold?: number): Figure => ({
  name,
  value,
  unit: 'bytes',
  against: FIRST_PAGE_BYTES,
  ratio: FIRST_PAGE_BYTES / value,
  ...(hold === undefined ? {} : { hold }),
});

const firstPageFigures = async (browser: Browser): Promise<readonly Figure[]> => {
  const { withoutFonts, fonts } = await firstPageBytes(browser);
  return [
    bytesFigure('page: first page, compressed, without fonts', withoutFonts, 1),
    bytesFigure('page: first page, compressed, with fonts', withoutFonts + fonts),
  ];
};

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

const frameMs = async (browser: Browser, entry: string): Promise<number> => {
  const { frames, medianMs } = await inPage(browser, entry, page =>
    page.evaluate(
      ([units = 0, warmUp = 0, ms = 0]) => globalThis.measure(units, warmUp, ms),
      [UNITS, WARM_UP_MS, MEASURED_MS],
    ),
  );
  if (frames < FEWEST_FRAMES) throw new Error(`${entry} drew only ${frames} frames`);
  return medianMs;
};

/** 300 devices and 500 moving units: the game's map and a scene written by hand, in turns. */
const mapFigure = async (browser: Browser): Promise<Figure> => {
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let turn = 0; turn < TURNS; turn += 1) {
    ours.push(await frameMs(browser, 'map-page.ts'));
    theirs.push(await frameMs(browser, 'pixi-page.ts'));
  }
  const [value, against] = [median(ours), median(theirs)];
  return {
    name: 'page: script in a frame of the map, 300 devices and 500 moving units, against PixiJS',
    value,
    unit: 'ms',
    against,
    ratio: against / value,
    hold: 1,
  };
};

/** What only a browser can tell. */
export const pageFigures = async (): Promise<readonly Figure[]> => {
  const browser = await chromium.launch({
    ...CHROMIUM,
    // A canvas without a graphics card needs leave to draw in software.
    args: [...CHROMIUM.args, '--enable-unsafe-swiftshader'],
  });
  try {
    return [
      await explainFigure(browser),
      ...(await firstPageFigures(browser)),
      await mapFigure(browser),
    ];
  } finally {
    await browser.close();
  }
};
