import type { KindId } from '../rules/kinds.ts';
import type { CrewState, Seat } from './crew-state.ts';
import type { KindRecord, Player, RoundRecord } from './player-state.ts';
import type { Session } from './state.ts';

export const newRoundRecord = (): RoundRecord => ({
  decided: 0,
  right: 0,
  firstTry: 0,
  repaired: 0,
  tries: 0,
  hints: 0,
  allHands: 0,
  kinds: new Set(),
  findings: [],
  log: [],
  verdict: null,
  inspected: null,
  refutation: null,
  sideWork: null,
  sideDone: 0,
  withheld: [],
});

export const newPlayer = (playerId: string, nickname: string): Player => ({
  playerId,
  nickname,
  crew: -1,
  seat: -1,
  connected: true,
  awaySinceMs: null,
  ready: false,
  signal: null,
  replies: new Map(),
  kinds: new Map(),
  tags: new Map(),
  refuted: new Set(),
  met: new Set(),
  lobby: new Map(),
  extraMs: 0,
  notice: null,
  play: newRoundRecord(),
  lastWrong: null,
  revision: 0,
});

/** A person's record of one kind, begun at the mission's level. */
export const kindRecord = (session: Session, player: Player, kind: KindId): KindRecord => {
  const before = player.kinds.get(kind);
  if (before !== undefined) return before;
  const record: KindRecord = {
    done: 0,
    doneAtLevel: 0,
    streak: 0,
    refusals: 0,
    level: session.scenario.level,
    right: 0,
    apprentice: 'learning',
    units: 0,
    lastLine: null,
    gaveBack: null,
  };
  player.kinds.set(kind, record);
  return record;
};

export const crewOf = (session: Session, player: Player): CrewState | null =>
  session.crews[player.crew] ?? null;

export const seatOf = (session: Session, player: Player): Seat | null =>
  session.crews[player.crew]?.seats[player.seat] ?? null;

/** Seconds after which a bot holds the seat of somebody who dropped out. */
export const BOT_AFTER_MS = 20_000;

/** Whoever decides at this seat now: null where a bot does. */
export const sitterOf = (session: Session, seat: Seat): Player | null => {
  const player = seat.playerId === null ? undefined : session.players.get(seat.playerId);
  if (player === undefined) return null;
  const { awaySinceMs } = player;
  const isAway = awaySinceMs !== null && session.clock.playMs - awaySinceMs >= BOT_AFTER_MS;
  return isAway ? null : player;
};
