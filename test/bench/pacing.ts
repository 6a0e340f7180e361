import type { Figure } from './figure.ts';
import { type PacingRun, pacingRun } from './pacing-run.ts';

const MISSIONS = ['02-down-and-up', '04-phone-book', '07-next-hop', '09-get-prices'] as const;
const CREWS = [1, 2, 4, 5, 8] as const;
const RUNS = 20;

/** What GAME §2.4 asks of every crew size. */
const TARGETS = {
  firstDeliverySeconds: 60,
  leastBusy: 0.7,
  longestIdleSeconds: 8,
  waiting: 2,
  kinds: 6,
} as const;

/** A row of GAME §2.4: over runs, times in seconds. */
interface PacingRow {
  readonly mission: string;
  readonly players: number;
  readonly firstDelivery: { readonly median: number; readonly p90: number };
  /** Median, of the rounds in which one arrived. */
  readonly firstAllHands: number;
  readonly allHandsArrived: number;
  /** Tenth percentile of the least busy person's share. */
  readonly leastBusy: number;
  readonly longestIdle: number;
  readonly waiting: number;
  readonly kinds: number;
  readonly delivered: number;
  readonly rightPerPerson: number;
}

/** By nearest rank. */
const percentile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
};

/** Plays `runs` rounds of one mission and crew size and sums them up. */
const pacingRow = (mission: string, players: number, runs: number, seed: string): PacingRow => {
  const played: PacingRun[] = [];
  for (let run = 0; run < runs; run += 1)
    played.push(pacingRun(mission, players, `${seed}/${run}`));
  const over = (value: (run: PacingRun) => number | null, share: number): number =>
    percentile(
      played.flatMap(run => value(run) ?? []),
      share,
    );
  const first = (run: PacingRun) => (run.firstDeliveryMs ?? Number.POSITIVE_INFINITY) / 1000;
  return {
    mission,
    players,
    firstDelivery: { median: over(first, 0.5), p90: over(first, 0.9) },
    firstAllHands: over(({ firstAllHandsMs: ms }) => (ms === null ? null : ms / 1000), 0.5),
    allHandsArrived: played.filter(run => run.firstAllHandsMs !== null).length / runs,
    leastBusy: over(run => run.leastBusy, 0.1),
    longestIdle: over(run => run.longestIdleMs / 1000, 0.9),
    waiting: over(run => run.mostWaiting, 0.9),
    kinds: over(run => run.kindsAtWorstSeat, 0.1),
    delivered: over(run => run.delivered, 0.5),
    rightPerPerson: over(run => run.rightPerPerson, 0.5),
  };
};

const most = (rows: readonly PacingRow[], value: (row: PacingRow) => number): number =>
  Math.max(...rows.map(value));
const least = (rows: readonly PacingRow[], value: (row: PacingRow) => number): number =>
  Math.min(...rows.map(value));

/** At most `against`: the ratio turns it round, so that 1 or more holds. */
const atMost = (name: string, value: number, against: number, unit: string): Figure => ({
  name,
  value,
  unit,
  against,
  ratio: against / Math.max(value, 1e-9),
  hold: 1,
});

const atLeast = (name: string, value: number, against: number, unit: string): Figure => ({
  name,
  value,
  unit,
  against,
  ratio: value / against,
  hold: 1,
});

const figuresOf = (players: number): readonly Figure[] => {
  const rows = MISSIONS.map(mission => pacingRow(mission, players, RUNS, 'pacing'));
  const name = (what: string) => `pacing, crew of ${players}: ${what}`;
  return [
    {
      ...atMost(
        name('first delivery, 90th percentile, worst mission'),
        most(rows, row => row.firstDelivery.p90),
        TARGETS.firstDeliverySeconds,
        's',
      ),
      rows,
    },
    atLeast(
      name('least busy person, 10th percentile'),
      least(rows, row => row.leastBusy),
      TARGETS.leastBusy,
      'share',
    ),
    atMost(
      name('longest idle, 90th percentile'),
      most(rows, row => row.longestIdle),
      TARGETS.longestIdleSeconds,
      's',
    ),
    atMost(
      name('units waiting, 90th percentile'),
      most(rows, row => row.waiting),
      TARGETS.waiting,
      'units',
    ),
    atLeast(
      name('kinds at the worst seat, 10th percentile'),
      least(rows, row => row.kinds),
      TARGETS.kinds,
      'kinds',
    ),
  ];
};

/**
 * The five targets of GAME §2.4 for crews of 1, 2, 4, 5 and 8, the worst of the four missions each; the first figure of
 * a crew holds its rows.
 */
export const pacingFigures = (): Figure[] => CREWS.flatMap(figuresOf);
