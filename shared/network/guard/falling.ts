import { draw } from '../../base/random.ts';
import { takeStep } from '../connections.ts';
import { listenOn } from '../processes/listening.ts';
import { runAt } from '../processes/running.ts';
import type { Run } from '../run.ts';
import { report } from '../schedule.ts';
import { removeSocket } from '../sockets.ts';
import { abortConnection } from '../tcp/send.ts';
import { setTimer } from '../timers.ts';
import type { NodeState, World } from '../world.ts';
import { nextPid } from './daemon-state.ts';
import type { GuardTask } from './guarded.ts';

/** After so long the service manager starts a daemon anew, virtual time. */
export const RESTART_AFTER_MICROS = 10_000_000;

/** What a new process of the program remembers: nothing. */
const startOf = (world: World, node: NodeState, run: Run, falls: number) =>
  world.services[run.service]?.program(run.settings).start({
    nowMicros: world.nowMicros,
    draw: (...purpose) => draw(world.seed, node.spec.name, run.id, falls, ...purpose),
    addresses: [...node.addresses],
  });

/** The system closes what the process had open: the other ends of its connections get a reset, RFC 9293 §3.10.5. */
const closeSockets = (world: World, node: NodeState, { program }: Run, task: GuardTask): void => {
  for (const socket of node.sockets.filter(({ process }) => process === program)) {
    const { connection } = socket;
    if (connection === null) {
      removeSocket(node, socket.id);
      continue;
    }
    const exchange = socket.exchange ?? task.exchange;
    const origin = { node: node.spec.name, exchange, cause: task.id };
    takeStep(world, socket, abortConnection(connection, world.nowMicros), origin);
    removeSocket(node, socket.id);
  }
};

/** What waited for somebody to decide for the process is nobody's work any more. */
const forgetTasks = (world: World, { node, situation }: GuardTask): void => {
  for (const [id, other] of world.open) {
    const isOurs = 'run' in other.situation && other.situation.run === situation.run;
    if (other.node === node && isOurs) world.open.delete(id);
  }
};

/** The daemon of a task falls over; the service manager will start it anew. */
export const fall = (world: World, task: GuardTask): void => {
  const node = world.nodes.get(task.node);
  const run = runAt(world, task.node, task.situation.run);
  const daemon = run === undefined ? undefined : node?.daemons?.get(run.program);
  if (node === undefined || run === undefined || daemon === undefined) return;
  const { nowMicros: atMicros } = world;
  const falls = daemon.falls + 1;
  node.daemons?.set(run.program, { ...daemon, falls, fellAtMicros: atMicros });
  closeSockets(world, node, run, task);
  forgetTasks(world, task);
  run.connections.clear();
  run.ports.clear();
  run.busy.clear();
  run.pending.length = 0;
  run.state = startOf(world, node, run, falls)?.state;
  const { exchange } = task;
  report(world, {
    type: 'process-fell',
    atMicros,
    node: task.node,
    process: run.program,
    exchange,
  });
  setTimer(world, `restart ${task.node} ${run.program}`, {
    node: task.node,
    name: 'restart',
    atMicros: atMicros + RESTART_AFTER_MICROS,
    guard: exchange === null ? null : task.id,
    exchange,
    action: { type: 'restart', run: run.id },
  });
};

/** The service manager starts the daemon anew: it listens again, under another process number. */
export const restart = (world: World, name: string, runId: string): void => {
  const node = world.nodes.get(name);
  const run = runAt(world, name, runId);
  const daemon = run === undefined ? undefined : node?.daemons?.get(run.program);
  if (node === undefined || run === undefined || daemon === undefined) return;
  node.daemons?.set(run.program, { ...daemon, pid: nextPid(node), fellAtMicros: null });
  const turn = startOf(world, node, run, daemon.falls);
  run.state = turn?.state;
  for (const effect of turn?.effects ?? []) {
    if (effect.type === 'listen') listenOn(world, node, run, effect, null);
  }
  const { nowMicros: atMicros } = world;
  report(world, { type: 'process-restarted', atMicros, node: name, process: run.program });
};
