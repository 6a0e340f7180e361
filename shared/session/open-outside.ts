import { plugIn } from '../network/plug.ts';
import type { CrewGame } from './crew-state.ts';
import type { Session } from './state.ts';

/** Opens the edge of a game's network, if its mission has one: virtual time goes on from where it is, by the session's clock. */
export const openOutside = ({ clock }: Session, game: CrewGame): void => {
  const { edge } = game.scenario;
  if (edge === null || game.outside !== null) return;
  plugIn(game.world, edge);
  game.outside = { offsetMicros: game.world.nowMicros - clock.playMs * 1000, frames: 0 };
};
