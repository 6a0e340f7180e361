import { automatonDecision } from '../../shared/network/automaton.ts';
import type { Command } from '../../shared/session/commands.ts';
import type { TrayItem } from '../../shared/session/crew-state.ts';
import { ENGINE_VERSION, HOST_ACTOR, type SessionEvent } from '../../shared/session/events.ts';
import { applyEvent, openSession } from '../../shared/session/session.ts';

const CREW_SIZE = 5;
const THINKING_MS = 8_000;

/** The log of a class of `people` in crews of five on 09-get-prices who decide rightly for `seconds`. */
export const crowdLog = (people: number, seconds: number): readonly SessionEvent[] => {
  const opened = {
    type: 'opened',
    atMs: 0,
    engine: ENGINE_VERSION,
    sessionId: 'crowd',
    pin: '000000',
    seed: 'crowd',
    settings: {
      format: 'class',
      title: 'crowd',
      missionId: '09-get-prices',
      crewSize: CREW_SIZE,
      help: 'coach',
      roundMinutes: 30,
      feedAfterSeconds: 4,
      practiceStations: null,
    },
  } as const;
  const session = openSession(opened);
  const events: SessionEvent[] = [opened];
  const happen = (event: SessionEvent): void => {
    events.push(event);
    applyEvent(session, event);
  };
  const say = (actor: string, atMs: number, command: Command): void =>
    happen({ type: 'command', atMs, actor, commandId: `c${events.length}`, command });
  const decide = (playerId: string, atMs: number, { task }: TrayItem, crew: number): void => {
    const world = session.crews[crew]?.game?.world;
    if (world === undefined) return;
    const { action, values } = automatonDecision(world, task);
    say(playerId, atMs, { type: 'open', taskId: task.id });
    say(playerId, atMs, { type: 'decide', taskId: task.id, action, values });
  };
  for (let index = 0; index < people; index += 1) {
    happen({ type: 'joined', atMs: 0, playerId: `p${index}`, nickname: `Player ${index}` });
  }
  say(HOST_ACTOR, 0, { type: 'start-round' });
  const isReady = ({ arrivedMs }: TrayItem): boolean =>
    session.clock.playMs - arrivedMs >= THINKING_MS;
  for (let atMs = 1000; atMs <= seconds * 1000; atMs += 1000) {
    happen({ type: 'tick', atMs });
    const sitters = session.crews.flatMap(({ crew, seats }) => seats.map(seat => ({ crew, seat })));
    for (const { crew, seat } of sitters) {
      const [item] = seat.tray;
      if (seat.playerId !== null && item !== undefined && isReady(item)) {
        decide(seat.playerId, atMs, item, crew);
      }
    }
  }
  return events;
};
