/** Right decisions per connected seat that make a class's goal (GAME §8). */
export const GOAL_PER_SEAT = 12;

/** Added to a delivered message for each wrong unit that was committed for it (DESIGN §7). */
export const PENALTY_MS = 20_000;

/** What each opened hint costs in a competition: all four, up to the answer, cost as much as an error. */
export const HINT_PENALTY_MS = PENALTY_MS / 4;

/** What a crew is ranked by. Times are milliseconds on the contest clock. */
export interface RankKey {
  readonly points: number;
  readonly penaltyMs: number;
  readonly errors: number;
  /** When the last scoring delivery was; null for none. */
  readonly lastScoringMs: number | null;
}

/** Negative when `a` is ahead: more points, less time and penalties, fewer errors, earlier last delivery (DESIGN §7). */
const compareRanks = (a: RankKey, b: RankKey): number =>
  b.points - a.points ||
  a.penaltyMs - b.penaltyMs ||
  a.errors - b.errors ||
  (a.lastScoringMs ?? 0) - (b.lastScoringMs ?? 0);

/** Items in order of rank with their ranks, from 1; equal keys share one. */
export const ranked = <T extends RankKey>(items: readonly T[]): { item: T; rank: number }[] => {
  const sorted = [...items].sort(compareRanks);
  const rows: { item: T; rank: number }[] = [];
  for (const [index, item] of sorted.entries()) {
    const before = rows.at(-1);
    const shares = before !== undefined && compareRanks(before.item, item) === 0;
    rows.push({ item, rank: shares ? before.rank : index + 1 });
  }
  return rows;
};
