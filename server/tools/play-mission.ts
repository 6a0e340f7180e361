import { automatonDecision } from '../../shared/network/automaton.ts';
import type { Command } from '../../shared/session/commands.ts';
import type { TrayItem } from '../../shared/session/crew-state.ts';
import { ENGINE_VERSION, HOST_ACTOR, type SessionEvent } from '../../shared/session/events.ts';
import { applyEvent, openSession } from '../../shared/session/session.ts';
import type { SessionSettings } from '../../shared/session/settings.ts';
import type { Session } from '../../shared/session/state.ts';

const BEGINS_AT_MS = Date.UTC(2026, 0, 1);
const SECOND_MS = 1_000;
/** How long a seat looks at a unit before it decides. */
const THINKING_MS = 8_000;
const ROUND_MINUTES = 7;

export interface Played {
  readonly session: Session;
  readonly events: readonly SessionEvent[];
  /** Commands that the session did not take, with the reason: a bug of the mission or of the rules. */
  readonly refused: readonly string[];
}

/** A class that plays one mission in one round, each seat deciding what the protocol's own automaton would. */
class AutomaticCrew {
  readonly events: SessionEvent[] = [];
  readonly refused: string[] = [];
  readonly session: Session;
  #atMs = BEGINS_AT_MS;
  #commands = 0;

  constructor(settings: SessionSettings, seed: string) {
    const opened = {
      type: 'opened',
      atMs: this.#atMs,
      engine: ENGINE_VERSION,
      sessionId: 'mission',
      pin: '000000',
      seed,
      settings,
    } as const;
    this.session = openSession(opened);
    this.events.push(opened);
  }

  sitDown(people: number): void {
    for (let number = 1; number <= people; number++) {
      const playerId = `p${number}`;
      const atMs = this.#atMs;
      this.#apply({ type: 'joined', atMs, playerId, nickname: `Seat ${number}` });
      this.#apply({ type: 'connected', atMs, playerId });
    }
  }

  playRound(): void {
    this.#command(HOST_ACTOR, { type: 'start-round' });
    const seconds = (ROUND_MINUTES + 1) * 60;
    for (let second = 0; second < seconds && this.session.phase === 'playing'; second++) {
      this.#atMs += SECOND_MS;
      this.#apply({ type: 'tick', atMs: this.#atMs });
      this.#decideWhatIsDue();
    }
  }

  #decideWhatIsDue(): void {
    for (const crew of this.session.crews) {
      for (const { playerId, tray } of crew.seats) {
        const [item] = tray;
        const world = crew.game?.world;
        if (playerId === null || item === undefined || world === undefined) continue;
        if (this.session.clock.playMs - item.arrivedMs < THINKING_MS) continue;
        const { action, values } = automatonDecision(world, item.task);
        this.#decide(playerId, item, { type: 'decide', taskId: item.task.id, action, values });
      }
    }
  }

  #decide(playerId: string, item: TrayItem, decision: Command): void {
    this.#command(playerId, { type: 'open', taskId: item.task.id });
    this.#command(playerId, decision);
  }

  #command(actor: string, command: Command): void {
    const commandId = `c${++this.#commands}`;
    const reply = this.#apply({ type: 'command', atMs: this.#atMs, actor, commandId, command });
    if (reply?.ok === false) this.refused.push(`${command.type} of ${actor}: ${reply.code}`);
    const findings = reply?.ok === true ? (reply.verdict?.findings ?? []) : [];
    for (const { code } of findings) this.refused.push(`${command.type} of ${actor}: ${code}`);
  }

  #apply(event: SessionEvent) {
    this.events.push(event);
    return applyEvent(this.session, event).reply;
  }
}

/** Plays `missionId` with a full crew of automata through the real session: same events, same fold, no people. */
export const playMission = (missionId: string, seed: string, crewSize: number): Played => {
  const crew = new AutomaticCrew(
    {
      format: 'class',
      title: missionId,
      missionId,
      crewSize,
      help: 'coach',
      roundMinutes: ROUND_MINUTES,
      feedAfterSeconds: 4,
      practiceStations: null,
    },
    seed,
  );
  crew.sitDown(crewSize);
  crew.playRound();
  return crew;
};
