import { OUTSIDE_END } from '../network/edge.ts';
import { letIn, type OutsideEvent, takeLeaving } from '../network/outside.ts';
import { pullOut } from '../network/plug.ts';
import { nextDueMicros, run } from '../network/simulator.ts';
import { assignFor } from './assign.ts';
import type { CrewGame, CrewState, Outside } from './crew-state.ts';
import type { SessionEvent } from './events.ts';
import { openOutside } from './open-outside.ts';
import type { Leaving } from './reply.ts';
import { settle } from './settle.ts';
import type { Session } from './state.ts';

/** More than a class needs; a flood must not fill the memory of the server. */
export const MOST_FRAMES_A_ROUND = 20_000;

/**
 * A network is as far ahead of its clock as a frame needs to cross it: where automata decide, its whole way is one event
 * of the log and not one for each link. No machine outside notices.
 */
const AHEAD_MICROS = 20_000;

interface Open {
  readonly crew: CrewState;
  readonly game: CrewGame;
  readonly outside: Outside;
}

/** Crews whose network is open now, while the clock of the round runs. */
const openNow = (session: Session): readonly Open[] =>
  session.phase !== 'playing'
    ? []
    : session.crews.flatMap(crew => {
        const { game } = crew;
        const outside = game?.outside ?? null;
        return game === null || outside === null ? [] : [{ crew, game, outside }];
      });

const nowMicros = ({ clock }: Session, { offsetMicros }: Outside): number =>
  clock.playMs * 1000 + offsetMicros;

const enter = (session: Session, { crew, game }: Open, event: OutsideEvent): void => {
  const happenings = letIn(game.world, event, assignFor(session, crew, game));
  if (happenings.length > 0) settle(session, crew, game, happenings);
};

/** Lets the open networks go on to the time of the session before an event, and a little further after it. */
export const followOutside = (session: Session, when: 'before' | 'after'): void => {
  const aheadMicros = when === 'after' ? AHEAD_MICROS : 0;
  for (const open of openNow(session)) {
    const atMicros = nowMicros(session, open.outside) + aheadMicros;
    enter(session, open, { type: 'tick', atMicros });
  }
};

/** The network goes back to its own time, and what was under way in it comes to rest. */
const close = (session: Session, crew: CrewState, game: CrewGame): void => {
  const { edge } = game.scenario;
  if (edge === null || game.outside === null) return;
  pullOut(game.world, edge);
  game.outside = null;
  settle(session, crew, game, run(game.world, assignFor(session, crew, game)));
};

const frameIn = (session: Session, number: number, hex: string): void => {
  const open = openNow(session).find(({ crew }) => crew.crew === number);
  if (open === undefined || open.outside.frames >= MOST_FRAMES_A_ROUND) return;
  open.outside.frames += 1;
  const atMicros = nowMicros(session, open.outside);
  enter(session, open, { type: 'frame', atMicros, from: OUTSIDE_END, hex });
};

type OutsideHappened = Extract<SessionEvent, { type: 'plugged' | 'unplugged' | 'frame' }>;

const isRunning = ({ phase }: Session): boolean => phase === 'playing' || phase === 'paused';

/** A machine outside comes, goes or says something. Frames count only while the clock of a round runs. */
export const doOutside = (session: Session, event: OutsideHappened): void => {
  if (event.type === 'frame') {
    frameIn(session, event.crew, event.hex);
    return;
  }
  const crew = session.crews[event.crew];
  const game = crew?.game ?? null;
  if (event.type === 'plugged') {
    session.plugged.add(event.crew);
    if (game !== null && isRunning(session)) openOutside(session, game);
    return;
  }
  session.plugged.delete(event.crew);
  if (crew !== undefined && game !== null) close(session, crew, game);
};

/** Takes what has left the networks since the event before. */
export const takeAllLeaving = ({ crews }: Session): readonly Leaving[] =>
  crews.flatMap(({ crew, game }) =>
    game === null || game.outside === null
      ? []
      : takeLeaving(game.world).map(({ hex }) => ({ crew, hex })),
  );

const dueMs = (inMicros: number): number =>
  Math.max(1, Math.ceil((inMicros - AHEAD_MICROS) / 1000));

/** Milliseconds until a network with a machine outside has something to do by itself; infinity where none has. */
export const outsideDueMs = (session: Session): number =>
  Math.min(
    ...openNow(session).map(({ game: { world }, outside }) =>
      dueMs(nextDueMicros(world) - nowMicros(session, outside)),
    ),
    Number.POSITIVE_INFINITY,
  );
