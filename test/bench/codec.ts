import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { CODEC_ROWS } from './codec-rows.ts';
import type { Figure } from './figure.ts';
import { middleOf, type Pace } from './pace.ts';
import { PROTOCOL_ROWS } from './protocols.ts';

const EXPLAINED_FRAMES_PER_SECOND = 50_000;
const PROCESSES = 3;
const ROUND_MILLISECONDS = 60;
/** For the many rows that nothing is held against. */
const SHORT_ROUND_MILLISECONDS = 20;

/** The least that the ratios of DESIGN §8 may be. */
const HOLDS: Readonly<Record<Exclude<keyof typeof CODEC_ROWS, typeof EXPLAINED>, number>> = {
  'views, as forwarding reads, against hand-written': 0.75,
  'views, every field, against hand-written decode': 0.75,
  'decode against hand-written': 0.25,
  'encode against hand-written': 0.2,
  'DNS decode against dns-packet': 1.2,
  'DNS encode, compressing, against dns-packet': 0.5,
};

const EXPLAINED = 'fully explained frames, in Node';
const UNIT = 'per second of processor';

/** Each row has a process to itself, so that what others taught the engine about a function counts for nothing,
 *  and one thread in it, so that all work is counted where it is done. */
const paceAlone = (name: string, roundMilliseconds: number): Pace =>
  JSON.parse(
    execFileSync(
      process.execPath,
      [
        '--single-threaded',
        join(import.meta.dirname, 'codec-row.ts'),
        name,
        String(roundMilliseconds),
      ],
      { encoding: 'utf8' },
    ),
  );

const paces = (name: string): readonly Pace[] =>
  Array.from({ length: PROCESSES }, () => paceAlone(name, ROUND_MILLISECONDS));

const figureOf = (name: string, { ours, theirs, ratio }: Pace): Figure => ({
  name,
  value: ours,
  unit: UNIT,
  against: theirs,
  ratio,
});

const explainFigure = (): Figure => {
  const { ours } = middleOf(paces(EXPLAINED));
  const against = EXPLAINED_FRAMES_PER_SECOND;
  return { name: EXPLAINED, value: ours, unit: UNIT, against, ratio: ours / against };
};

/** The codec's rows, those that DESIGN §8 holds as the middle of some processes. */
export const codecFigures = (): readonly Figure[] => [
  ...Object.entries(HOLDS).map(([name, hold]) => {
    const measured = paces(name);
    const rows = measured.map(({ ratio }) => ({ ratio }));
    return { ...figureOf(name, middleOf(measured)), hold, rows };
  }),
  explainFigure(),
  ...Object.keys(PROTOCOL_ROWS).map(name =>
    figureOf(name, paceAlone(name, SHORT_ROUND_MILLISECONDS)),
  ),
];
