import { expect, test } from 'vitest';
import { MISSIONS } from '../../shared/missions/catalog.ts';
import { sessionDigest } from '../../shared/session/digest.ts';
import { foldLog } from '../../shared/session/fold.ts';
import { seatParts } from '../../shared/session/projections/seat.ts';
import { crewTrace } from '../../shared/session/replay.ts';
import { HELPS, type Help } from '../../shared/session/settings.ts';
import { gameOf, host } from '../shared/session/table.ts';
import { beginCrews, type CrewPlay, playCrews } from './crew-play.ts';

const CREWS = [1, 2, 4, 5, 8] as const;
const SECONDS = 150;
const LONGEST_EMPTY_SECONDS = 8;

const table = MISSIONS.flatMap(({ id }) =>
  CREWS.flatMap(people => HELPS.map(help => [id, people, help] as const)),
);

/** What a wrong decision shows at once, by help. */
const showsAtOnce = ({ table }: CrewPlay, id: string, help: Help): void => {
  const parts = seatParts(table.session, id);
  if (help === 'exam') {
    expect(parts.coach.verdict).toMatchObject({ shade: 'recorded', findings: [] });
    expect(JSON.stringify(parts)).not.toContain('"rfc"');
    return;
  }
  expect(parts.coach.verdict?.shade).toBe(help === 'consequence' ? 'let-through' : 'refused');
  expect(parts.coach.verdict?.findings.length).toBeGreaterThan(0);
  if (help === 'consequence') expect(parts.coach.refutation?.frames).toHaveLength(4);
};

const showsAfterwards = ({ table, went }: CrewPlay): void => {
  for (const [id, { wrong }] of went) {
    const findings = seatParts(table.session, id).summary?.findings.length ?? 0;
    expect(findings).toBeGreaterThanOrEqual(wrong);
  }
};

test.each(table)('%s with a crew of %i and help by %s', (missionId, people, help) => {
  const play = beginCrews({ missionId, help }, people);
  let wrong = 0;
  playCrews(play, SECONDS, id => {
    wrong += 1;
    showsAtOnce(play, id, help);
  });
  const { session, log } = play.table;
  expect(play.refused).toEqual([]);
  expect(wrong).toBeGreaterThan(0);
  for (const [id, { decided, longestEmptySeconds }] of play.went) {
    expect(decided, `${id} had work`).toBeGreaterThan(3);
    expect(longestEmptySeconds, `${id} waited`).toBeLessThanOrEqual(LONGEST_EMPTY_SECONDS);
  }
  expect(gameOf(play.table).score.delivered).toBeGreaterThan(0);
  host(play.table, { type: 'end-round' });
  showsAfterwards(play);
  const folded = foldLog(log);
  expect(folded.ok && sessionDigest(folded.value)).toBe(sessionDigest(session));
});

const contests = MISSIONS.flatMap(({ id }) => [2, 4, 5, 8].map(people => [id, people] as const));

/** Kinds that each seat pulled, in order: the decks as they were dealt. */
const decks = ({ table }: CrewPlay, crew: number): readonly (readonly string[])[] => {
  const { plans } = gameOf(table, crew);
  const size = table.session.crews[crew]?.seats.length ?? 0;
  return Array.from({ length: size }, (_, seat) =>
    [...plans.values()].flatMap(plan => {
      const [pulled] = plan.wanted;
      return plan.pulledBy === seat ? [pulled?.kind ?? ''] : [];
    }),
  );
};

test.each(contests)('%s as a contest of two crews of %i', (missionId, people) => {
  const play = beginCrews({ missionId, format: 'competition', crewSize: people }, people * 2);
  const inSecond = (id: string): boolean => play.table.session.players.get(id)?.crew === 1;
  playCrews(
    play,
    SECONDS,
    () => undefined,
    id => (inSecond(id) ? 2 : 1),
  );
  expect(play.refused).toEqual([]);
  expect(play.table.session.crews.length).toBe(2);
  for (const [seat, first] of decks(play, 0).entries()) {
    const second = decks(play, 1)[seat] ?? [];
    const both = Math.min(first.length, second.length);
    expect(both).toBeGreaterThan(0);
    expect(first.slice(0, both)).toEqual(second.slice(0, both));
  }
  for (const crew of [0, 1]) {
    const { plans, score } = gameOf(play.table, crew);
    const steps = crewTrace(play.table.session, crew, null).filter(step =>
      play.went.has(step.decidedBy),
    );
    const done = [...plans.values()].filter(plan => plan.ended === 'done');
    const byHand = done.map(
      plan => steps.filter(({ exchange }) => exchange === plan.exchange).length,
    );
    expect(Math.max(...byHand)).toBe(2);
    expect(score.points).toBe(byHand.filter(count => count === 2).length);
  }
  expect(gameOf(play.table, 0).score.points).toBeGreaterThan(1);
});
