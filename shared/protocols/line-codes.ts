import type { Issue } from './issue.ts';
import type { Bit } from './line-code.ts';

/** The level of the wire: low, zero or high. Codes of two levels use 0 and 1. */
export type Level = -1 | 0 | 1;

/** What a receiver makes of levels; `null` is a bit that cannot be read. Issues count bits of data. */
export interface LineReading {
  readonly bits: readonly (Bit | null)[];
  readonly issues: readonly Issue[];
}

/** A way to put bits on a wire. Before the first bit the level is 0. Neither direction ever throws. */
export interface LineCode {
  readonly title: string;
  /** One sentence for a beginner. */
  readonly about: string;
  readonly rfc: string;
  readonly levelsPerBit: 1 | 2;
  readonly encode: (bits: readonly Bit[]) => Level[];
  readonly decode: (levels: readonly Level[]) => LineReading;
}

export type LineCodeName = 'nrz' | 'nrzi' | 'differential-manchester' | 'mlt-3';

const other = (level: Level): Level => (level === 0 ? 1 : 0);

const issueAt = (code: Issue['code'], bit: number, rfc: string): Issue => ({
  severity: 'error',
  code,
  path: 'line.bits',
  bitOffset: bit,
  bitLength: 1,
  rfc,
});

const nrz: LineCode = {
  title: 'NRZ',
  about: 'A one is high and a zero is low, so that many equal bits give no hint of the beat.',
  rfc: 'ISO 9314-1',
  levelsPerBit: 1,
  encode: bits => [...bits],
  decode: levels => ({ bits: levels.map(level => (level === 1 ? 1 : 0)), issues: [] }),
};

const nrzi: LineCode = {
  title: 'NRZI',
  about: 'A one changes the level and a zero keeps it, so that swapped wires do no harm.',
  rfc: 'ISO 9314-1',
  levelsPerBit: 1,
  encode: bits => {
    let level: Level = 0;
    return bits.map(bit => {
      if (bit === 1) level = other(level);
      return level;
    });
  },
  decode: levels => ({
    bits: levels.map((level, at) => (level === (levels[at - 1] ?? 0) ? 0 : 1)),
    issues: [],
  }),
};

const DIFFERENTIAL = 'IEEE 802.5';

const differentialManchester: LineCode = {
  title: 'Differential Manchester',
  about: 'Each bit changes in its middle; a zero changes at its beginning too, a one does not.',
  rfc: DIFFERENTIAL,
  levelsPerBit: 2,
  encode: bits => {
    let level: Level = 0;
    return bits.flatMap(bit => {
      const first: Level = bit === 0 ? other(level) : level;
      level = other(first);
      return [first, level];
    });
  },
  decode: levels => {
    const bits: (Bit | null)[] = [];
    const issues: Issue[] = [];
    for (let at = 0; at + 1 < levels.length; at += 2) {
      const isRead = levels[at] !== levels[at + 1];
      if (!isRead) issues.push(issueAt('line/missing-edge', at / 2, DIFFERENTIAL));
      const keeps = levels[at] === (levels[at - 1] ?? 0);
      bits.push(isRead ? (keeps ? 1 : 0) : null);
    }
    if (levels.length % 2 === 1) {
      issues.push(issueAt('line/half-bit-left', bits.length, DIFFERENTIAL));
    }
    return { bits, issues };
  },
};

const MLT3 = 'ANSI X3.263';
/** The way of the level, over and over: each one goes a step further. */
const ROUND: readonly Level[] = [0, 1, 0, -1];

/** What is wrong with a step from `from` to `to`, when the level was `side` before it was last zero. */
const stepProblem = (from: Level, to: Level, side: Level): Issue['code'] | undefined => {
  if (from * to === -1) return 'line/jump';
  return from === 0 && to !== 0 && to === side ? 'line/wrong-direction' : undefined;
};

const mlt3: LineCode = {
  title: 'MLT-3',
  about:
    'A one goes a step on the way zero, up, zero, down; a zero stays, so the wire swings slowly.',
  rfc: MLT3,
  levelsPerBit: 1,
  encode: bits => {
    let place = 0;
    return bits.map(bit => {
      place = (place + bit) % 4;
      return ROUND[place] ?? 0;
    });
  },
  decode: levels => {
    const issues: Issue[] = [];
    let from: Level = 0;
    // The way starts upwards, as if it had come from below.
    let side: Level = -1;
    const bits = levels.map((to, at): Bit => {
      const problem = stepProblem(from, to, side);
      if (problem !== undefined) issues.push(issueAt(problem, at, MLT3));
      if (to !== 0) side = to;
      const bit = to === from ? 0 : 1;
      from = to;
      return bit;
    });
    return { bits, issues };
  },
};

/** The line codes of the course besides Manchester, which has a file of its own. */
export const LINE_CODES: Readonly<Record<LineCodeName, LineCode>> = {
  nrz,
  nrzi,
  'differential-manchester': differentialManchester,
  'mlt-3': mlt3,
};
