import type { LogKey } from '../lessons/session-words.ts';
import type { CrewState, Seat } from './crew-state.ts';
import type { Player } from './player-state.ts';
import type { Session } from './state.ts';

/** Log lines that a seat keeps (ProgressPart). */
const LOG_LINES = 12;

/** Something changed that only this person and the host see. */
export const touchPlayer = (session: Session, player: Player): void => {
  player.revision += 1;
  session.touched.add(player.playerId);
  session.touched.add('host');
};

/** Something changed at a seat: its tray or bench, which only its sitter sees. */
export const touchSeat = (session: Session, seat: Seat): void => {
  seat.revision += 1;
  if (seat.playerId !== null) session.touched.add(seat.playerId);
};

/** Something changed that the whole crew may see: traffic, presence, deliveries. */
export const touchCrew = (session: Session, crew: CrewState): void => {
  crew.revision += 1;
  for (const { playerId } of crew.seats) if (playerId !== null) session.touched.add(playerId);
  session.touched.add('host');
  session.touched.add('projector');
};

/** Viewer key that stands for everybody. */
export const EVERYBODY = '*';

/** Something changed that everybody sees. */
export const touchAll = (session: Session): void => {
  session.revision += 1;
  session.touched.add(EVERYBODY);
};

/** Adds a line to a person's log. */
export const tell = (
  session: Session,
  player: Player,
  key: LogKey,
  facts: Readonly<Record<string, string>> = {},
): void => {
  session.counters.logLine += 1;
  const { log } = player.play;
  log.push({ id: session.counters.logLine, key, facts });
  if (log.length > LOG_LINES) log.shift();
  touchPlayer(session, player);
};

/** Adds a line to the log of everybody in a crew. */
export const tellCrew = (
  session: Session,
  crew: CrewState,
  key: LogKey,
  facts: Readonly<Record<string, string>> = {},
): void => {
  for (const { playerId } of crew.seats) {
    const player = playerId === null ? undefined : session.players.get(playerId);
    if (player !== undefined) tell(session, player, key, facts);
  }
};
