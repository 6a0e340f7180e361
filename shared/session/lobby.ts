import type { Action } from '../network/task.ts';
import { type LobbyTask, lobbyTasks } from '../rules/lobby-tasks.ts';
import type { PlayerCommand } from './commands.ts';
import type { Player } from './player-state.ts';
import { crewOf, seatOf } from './players.ts';
import { DONE, type Reply, refuse } from './reply.ts';
import { type Scenario, worldOf } from './scenario.ts';
import type { Session } from './state.ts';
import { touchCrew, touchPlayer } from './touch.ts';

const MOST_KNOWN = 200;
const known = new Map<string, readonly LobbyTask[]>();

const tasksFor = (scenario: Scenario, stations: readonly string[]): readonly LobbyTask[] => {
  const key = `${scenario.id} ${stations.join(' ')}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const named = stations as Parameters<typeof lobbyTasks>[1];
  const tasks = lobbyTasks(worldOf(scenario, 'lobby'), named, 'lobby');
  // Anybody may practise any set of stations: what is kept of them must not grow for ever.
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(key, tasks);
  return tasks;
};

/** The two short tasks before the round; the same for everybody with the same stations of a mission. */
export const lobbyTasksOf = (session: Session, player: Player): readonly LobbyTask[] => {
  const seat = seatOf(session, player);
  return seat === null ? [] : tasksFor(session.scenario, seat.stations);
};

const actionOf = (
  { bench }: LobbyTask,
  values: Readonly<Record<string, number | string>>,
): Action => {
  const offers = bench.actions.map(offer => offer.action);
  if ('reason' in values && offers.includes('drop')) return 'drop';
  if ('answer' in values && offers.includes('answer') && !offers.includes('deliver'))
    return 'answer';
  return offers.find(action => action !== 'drop') ?? 'send';
};

/** Judges an answer to a lobby task; done is done. */
export const answerLobby = (
  session: Session,
  player: Player,
  command: Extract<PlayerCommand, { type: 'lobby-answer' }>,
): Reply => {
  if (session.phase !== 'lobby') return refuse('not-in-lobby');
  const task = lobbyTasksOf(session, player)[command.lobbyTask];
  if (task === undefined) return refuse('no-such-lobby-task');
  const before = player.lobby.get(command.lobbyTask);
  if (before?.done === true) return refuse('already-answered');
  const { values } = command;
  const verdict = task.judge({ action: actionOf(task, values), values });
  const done = verdict.shade !== 'refused';
  player.lobby.set(command.lobbyTask, { done, finding: verdict.findings[0] ?? null });
  touchPlayer(session, player);
  const crew = crewOf(session, player);
  if (done && crew !== null) touchCrew(session, crew);
  return DONE;
};
