import { afterRefusal, afterRight, hasApprentice, type Skill } from '../rules/apprentices.ts';
import type { Level } from '../rules/bench.ts';
import type { KindId } from '../rules/kinds.ts';
import { shownKind } from '../rules/shown-kind.ts';
import type { KindRecord, Player } from './player-state.ts';
import { kindRecord } from './players.ts';
import type { Session } from './state.ts';
import { tell } from './touch.ts';

/** Sets the level of one kind; a new level counts as a new kind (GAME §1 rule 6). */
export const setLevel = (record: KindRecord, level: Level): void => {
  if (record.level === level) return;
  record.level = level;
  record.doneAtLevel = 0;
  record.streak = 0;
  record.refusals = 0;
};

const learn = (
  session: Session,
  player: Player,
  kind: KindId,
  next: (skill: Skill) => Skill,
): void => {
  const record = kindRecord(session, player, kind);
  const before = record.level;
  const { level, streak, refusals, right, apprentice } = next(record);
  setLevel(record, level);
  const isCompetition = session.settings.format === 'competition';
  Object.assign(record, { streak, refusals, right });
  if (!isCompetition && hasApprentice(kind)) record.apprentice = apprentice;
  if (before === level) return;
  const rose =
    ['words', 'fields', 'hex'].indexOf(level) > ['words', 'fields', 'hex'].indexOf(before);
  tell(session, player, rose ? 'log/level-up' : 'log/level-down', {
    kind: shownKind(kind),
  });
};

/** What a person learns from a task that was right in the end. */
export const learnFromRight = (
  session: Session,
  player: Player,
  kind: KindId,
  firstTry: boolean,
): void => learn(session, player, kind, skill => afterRight(skill, firstTry));

/** What a person learns from a refusal. */
export const learnFromRefusal = (session: Session, player: Player, kind: KindId): void =>
  learn(session, player, kind, afterRefusal);

/** In an exam levels would tell who was right: what was learned counts when the round is over. */
export const learnWithheld = (session: Session, player: Player): void => {
  for (const { kind, right } of player.play.withheld) {
    if (right) learnFromRight(session, player, kind, true);
    else learnFromRefusal(session, player, kind);
  }
  player.play.withheld.length = 0;
};
