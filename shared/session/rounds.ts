import { rotated } from '../rules/seating.ts';
import { beginGame, crewAt, emptySeat, seatAnew } from './crews.ts';
import { learnWithheld } from './learning.ts';
import { newRoundRecord } from './players.ts';
import { DONE, type Reply, refuse } from './reply.ts';
import { scenarioOf } from './scenario.ts';
import type { SessionSettings } from './settings.ts';
import { FORMATS, HELPS } from './settings.ts';
import type { Session } from './state.ts';
import { openRound, updatePresence } from './tick.ts';
import { tell, touchAll } from './touch.ts';

const LONGEST_MINUTES = 120;

const isWhole = (value: number, least: number, most: number): boolean =>
  Number.isInteger(value) && value >= least && value <= most;

/** Why these settings cannot be played; null when they can. */
const settingsProblem = (settings: SessionSettings): Reply | null => {
  const { missionId, crewSize, roundMinutes, feedAfterSeconds, format, help } = settings;
  if (scenarioOf(missionId) === null) return refuse('no-such-mission', { mission: missionId });
  const bad = (setting: string, given: number | string) =>
    refuse('bad-settings', { setting, given: String(given) });
  if (!FORMATS.includes(format)) return bad('format', format);
  if (!HELPS.includes(help)) return bad('help', help);
  if (!isWhole(crewSize, 1, 8)) return bad('crewSize', crewSize);
  if (!(roundMinutes > 0 && roundMinutes <= LONGEST_MINUTES))
    return bad('roundMinutes', roundMinutes);
  if (!(feedAfterSeconds >= 0 && feedAfterSeconds <= 60)) {
    return bad('feedAfterSeconds', feedAfterSeconds);
  }
  return null;
};

/** The round begins: every crew gets its network, every seat its first task at once. */
export const startRound = (session: Session): Reply => {
  if (session.phase === 'ended') return refuse('session-over');
  if (session.phase !== 'lobby') return refuse('already-running');
  const { clock } = session;
  clock.startedMs = clock.playMs;
  clock.lengthMs = session.settings.roundMinutes * 60_000;
  session.phase = 'playing';
  session.frozen = null;
  session.shown = null;
  session.taskMs = [];
  for (const player of session.players.values()) {
    player.play = newRoundRecord();
    player.extraMs = 0;
    player.signal = null;
    if (player.awaySinceMs !== null) player.awaySinceMs = clock.playMs;
    if (player.seat >= 0) tell(session, player, 'log/round-started');
  }
  crewAt(session, 0);
  for (const crew of session.crews) {
    beginGame(session, crew);
    openRound(session, crew);
  }
  session.shownRemainingMs = clock.lengthMs;
  touchAll(session);
  return DONE;
};

/** The round is over: nothing more counts, and what was withheld is shown. */
export const endRound = (session: Session): void => {
  session.phase = 'debrief';
  session.frozen = null;
  session.shownRemainingMs = 0;
  for (const crew of session.crews) {
    for (const seat of crew.seats) emptySeat(session, seat);
  }
  for (const player of session.players.values()) {
    learnWithheld(session, player);
    player.play.refutation = null;
    player.play.sideWork = null;
    player.ready = false;
    if (player.seat >= 0) tell(session, player, 'log/round-ended');
  }
  for (const crew of session.crews) updatePresence(session, crew);
  touchAll(session);
};

/** Back to the lobby with new settings; before the first round, only new settings. */
export const nextRound = (session: Session, settings: SessionSettings, rotate: boolean): Reply => {
  if (session.phase === 'ended') return refuse('session-over');
  if (session.phase === 'playing' || session.phase === 'paused') return refuse('already-running');
  const problem = settingsProblem(settings);
  if (problem !== null) return problem;
  const scenario = scenarioOf(settings.missionId);
  if (scenario === null) return refuse('no-such-mission', { mission: settings.missionId });
  if (session.phase === 'debrief') session.round += 1;
  session.settings = settings;
  session.scenario = scenario;
  session.phase = 'lobby';
  session.shownRemainingMs = settings.roundMinutes * 60_000;
  for (const player of session.players.values()) {
    player.lobby.clear();
    player.ready = false;
  }
  seatAnew(session, sitters => (rotate ? rotated(sitters) : sitters));
  for (const crew of session.crews) updatePresence(session, crew);
  touchAll(session);
  return DONE;
};
