import { automatonDecision } from '../../../shared/network/automaton.ts';
import type { Decision } from '../../../shared/network/task.ts';
import { judge } from '../../../shared/rules/judge.ts';
import type { Command } from '../../../shared/session/commands.ts';
import type { CrewGame, Seat, TrayItem } from '../../../shared/session/crew-state.ts';
import { ENGINE_VERSION, HOST_ACTOR, type SessionEvent } from '../../../shared/session/events.ts';
import type { Outcome, Reply } from '../../../shared/session/reply.ts';
import { applyEvent, openSession } from '../../../shared/session/session.ts';
import type { SessionSettings } from '../../../shared/session/settings.ts';
import type { Session } from '../../../shared/session/state.ts';

/** A session under test with the log that made it. Times in milliseconds. */
export interface Table {
  readonly session: Session;
  readonly log: SessionEvent[];
  nowMs: number;
  commands: number;
}

export const SETTINGS: SessionSettings = {
  format: 'class',
  title: 'test',
  missionId: '02-down-and-up',
  crewSize: 4,
  help: 'coach',
  roundMinutes: 7,
  feedAfterSeconds: 4,
  practiceStations: null,
};

export const openTable = (settings: Partial<SessionSettings> = {}, seed = 'seed'): Table => {
  const opened = {
    type: 'opened',
    atMs: 1000,
    engine: ENGINE_VERSION,
    sessionId: 's1',
    pin: '123456',
    seed,
    settings: { ...SETTINGS, ...settings },
  } as const;
  return { session: openSession(opened), log: [opened], nowMs: 1000, commands: 0 };
};

export const happen = (table: Table, event: SessionEvent): Outcome => {
  table.log.push(event);
  return applyEvent(table.session, event);
};

export const join = (table: Table, ...players: readonly string[]): void => {
  for (const playerId of players) {
    happen(table, { type: 'joined', atMs: table.nowMs, playerId, nickname: `nick-${playerId}` });
  }
};

export const say = (table: Table, actor: string, command: Command, id?: string): Reply => {
  table.commands += 1;
  const commandId = id ?? `c${table.commands}`;
  const event = { type: 'command', atMs: table.nowMs, actor, commandId, command } as const;
  return happen(table, event).reply ?? { ok: true };
};

export const host = (table: Table, command: Command): Reply => say(table, HOST_ACTOR, command);

/** Lets time pass, with a tick each second. */
export const pass = (table: Table, seconds: number): void => {
  for (let second = 0; second < seconds; second += 1) {
    table.nowMs += 1000;
    happen(table, { type: 'tick', atMs: table.nowMs });
  }
};

export const seatOf = (table: Table, playerId: string): Seat => {
  const player = table.session.players.get(playerId);
  const seat = table.session.crews[player?.crew ?? 0]?.seats[player?.seat ?? 0];
  if (seat === undefined) throw new Error(`${playerId} has no seat`);
  return seat;
};

export const gameOf = (table: Table, crew = 0): CrewGame => {
  const game = table.session.crews[crew]?.game ?? null;
  if (game === null) throw new Error('no round has begun');
  return game;
};

/** The first task in somebody's tray. */
export const firstTask = (table: Table, playerId: string): TrayItem => {
  const item = seatOf(table, playerId).tray[0];
  if (item === undefined) throw new Error(`${playerId} has nothing to do`);
  return item;
};

const gameOfPlayer = (table: Table, playerId: string): CrewGame =>
  gameOf(table, table.session.players.get(playerId)?.crew ?? 0);

/** What the protocol does with somebody's first task. */
export const rightAnswer = (table: Table, playerId: string): Decision =>
  automatonDecision(gameOfPlayer(table, playerId).world, firstTask(table, playerId).task);

/** An offered value that is wrong for the first task, or null where nothing wrong is on offer. */
export const wrongAnswer = (table: Table, playerId: string): Decision | null => {
  const item = firstTask(table, playerId);
  const right = rightAnswer(table, playerId);
  const { world } = gameOfPlayer(table, playerId);
  for (const field of item.bench?.fields ?? []) {
    for (const { value } of field.state === 'open' ? field.options : []) {
      const wrong = { action: right.action, values: { ...right.values, [field.path]: value } };
      if (judge(world, item.task, wrong).shade === 'refused') return wrong;
    }
  }
  return null;
};

/** Opens the first task and decides it as given. */
export const answer = (table: Table, playerId: string, decision: Decision): Reply => {
  const taskId = firstTask(table, playerId).task.id;
  say(table, playerId, { type: 'open', taskId });
  return say(table, playerId, { type: 'decide', taskId, ...decision });
};

export const answerRight = (table: Table, playerId: string): Reply =>
  answer(table, playerId, rightAnswer(table, playerId));

const hasWork = (table: Table, playerId: string): boolean =>
  seatOf(table, playerId).tray.length > 0;

const answerAllRight = (table: Table, playerIds: Iterable<string>): void => {
  for (const id of playerIds) if (hasWork(table, id)) answerRight(table, id);
};

/** A round in which everybody answers right, as fast as units come. */
export const playRight = (table: Table, seconds: number): void => {
  for (let second = 0; second < seconds; second += 1) {
    answerAllRight(table, table.session.players.keys());
    pass(table, 1);
  }
};

/** A round in which all others answer right, and `decide` sees to what lies before one player, last in each second. */
export const playBeside = (
  table: Table,
  seconds: number,
  playerId: string,
  decide: () => void,
): void => {
  const others = [...table.session.players.keys()].filter(id => id !== playerId);
  for (let second = 0; second < seconds; second += 1) {
    answerAllRight(table, others);
    if (hasWork(table, playerId)) decide();
    pass(table, 1);
  }
};

/** A started round with `players` people. */
export const startedTable = (
  players: number,
  settings: Partial<SessionSettings> = {},
  seed = 'seed',
): Table => {
  const table = openTable({ crewSize: players, ...settings }, seed);
  join(table, ...Array.from({ length: players }, (_, index) => `p${index + 1}`));
  host(table, { type: 'start-round' });
  return table;
};
