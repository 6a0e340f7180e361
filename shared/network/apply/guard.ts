import { concat } from '../../base/bytes.ts';
import { fall } from '../guard/falling.ts';
import { type GuardTask, guardReadingAt, limitsAt } from '../guard/guarded.ts';
import type { GuardReading } from '../guard/reading.ts';
import { refusalBytes } from '../guard/refusal.ts';
import { eventOf } from '../processes/program-words.ts';
import { factsAt, runAt } from '../processes/running.ts';
import type { ProgramTurn } from '../programs/program.ts';
import type { Run } from '../run.ts';
import { socketById } from '../sockets.ts';
import type { Decision } from '../task.ts';
import { numberAt, textAt } from '../values.ts';
import type { World } from '../world.ts';
import { goOn } from './converse.ts';

interface Outcome {
  readonly turn: ProgramTurn<unknown> | undefined;
  /** What stays in the buffer. */
  readonly rest: Uint8Array;
  /** Whether the daemon looks at the rest now, without more having come. */
  readonly readsOn: boolean;
}

const NO_BYTES = new Uint8Array(0);

const bytesTaken = (task: GuardTask, { values }: Decision): number =>
  task.situation.type === 'guard-query' ? task.unit.length : numberAt(values, 'read', 0);

/** Whether the daemon writes beyond its boxes, or reads what is not there: by a length that it believed. */
const topples = (
  world: World,
  task: GuardTask,
  reading: GuardReading,
  decision: Decision,
): boolean => {
  const taken = bytesTaken(task, decision);
  if (decision.action !== 'deliver' || taken === 0) return false;
  const { unitBytes, length, verdict, taking } = reading;
  if (taken > task.unit.length || taken > limitsAt(world, task).bufferBytes) return true;
  const overflows = verdict === 'take' && length === 'more-came' && unitBytes < taken;
  return overflows || (verdict !== 'wait' && taking === 'topples');
};

const refused = (run: Run, task: GuardTask, code: string, unitBytes: number): Outcome => {
  const { type, connection, peer, port } = task.situation;
  const bytes = refusalBytes(type, code, task.unit);
  const { state } = run;
  if (type === 'guard-query') {
    const to = { address: peer?.address ?? 0, port: peer?.port ?? 0 };
    const effects = [{ type: 'send-datagram', port: port ?? 0, peer: to, bytes } as const];
    return { turn: { state, effects }, rest: NO_BYTES, readsOn: false };
  }
  const own = connection ?? 0;
  const said = { type: 'send', connection: own, bytes } as const;
  if (type === 'guard-command') {
    const rest = task.unit.subarray(unitBytes === 0 ? task.unit.length : unitBytes);
    return { turn: { state, effects: [said] }, rest, readsOn: true };
  }
  const effects = [said, { type: 'finish', connection: own } as const];
  return { turn: { state, effects }, rest: NO_BYTES, readsOn: false };
};

const taken = (world: World, run: Run, task: GuardTask, count: number): Outcome => {
  const rest = task.unit.subarray(count);
  const event = eventOf(task.situation, task.unit.subarray(0, count));
  const program = world.services[run.service]?.program(run.settings);
  if (count === 0 || event === null || program === undefined) {
    return { turn: undefined, rest, readsOn: false };
  }
  return { turn: program.step(run.state, event, factsAt(world, task)), rest, readsOn: true };
};

/** Without a word: a connection is ended, a datagram is as if it had never come. */
const ignored = ({ state }: Run, { situation }: GuardTask): Outcome => {
  const { type, connection } = situation;
  const isStream = type !== 'guard-query';
  const effects = isStream ? [{ type: 'finish', connection: connection ?? 0 } as const] : [];
  return { turn: { state, effects }, rest: NO_BYTES, readsOn: false };
};

const outcomeOf = (
  world: World,
  run: Run,
  task: GuardTask,
  reading: GuardReading,
  decision: Decision,
): Outcome => {
  const { action, values } = decision;
  if (action === 'deliver') return taken(world, run, task, bytesTaken(task, decision));
  if (action !== 'answer') return ignored(run, task);
  return refused(run, task, textAt(values, 'answer', ''), reading.unitBytes);
};

/** What was not read lies in front of what has come since. */
const putBack = (world: World, run: Run, task: GuardTask, { rest, readsOn }: Outcome): void => {
  const { socket: id, connection } = task.situation;
  if (rest.length === 0 || id === null || connection === null) return;
  const at = run.pending.findIndex(one => one.socket === id && one.event.type === 'received');
  const next = run.pending[at];
  if (next?.event.type === 'received') {
    const bytes = concat(rest, next.event.bytes);
    run.pending[at] = { ...next, event: { ...next.event, bytes } };
  } else if (readsOn) {
    const event = { type: 'received', connection, bytes: rest } as const;
    run.pending.unshift({ socket: id, event, exchange: task.exchange, cause: task.id });
  } else {
    const node = world.nodes.get(task.node);
    const socket = node === undefined ? undefined : socketById(node, id);
    if (socket !== undefined) socket.received = concat(rest, socket.received);
  }
};

const remember = (world: World, run: Run, task: GuardTask, { fault }: GuardReading): void => {
  const daemons = world.nodes.get(task.node)?.daemons;
  const daemon = daemons?.get(run.program);
  if (daemon === undefined || fault === 'none') return;
  daemons?.set(run.program, { ...daemon, lastFault: fault });
};

/** A daemon deals with its input as somebody has decided; who believes a length that lies, lies there. */
export const applyGuarded = (world: World, task: GuardTask, decision: Decision): void => {
  const run = runAt(world, task.node, task.situation.run);
  if (run === undefined) return;
  const reading = guardReadingAt(world, task);
  remember(world, run, task, reading);
  if (topples(world, task, reading, decision)) {
    fall(world, task);
    return;
  }
  const outcome = outcomeOf(world, run, task, reading, decision);
  putBack(world, run, task, outcome);
  goOn(world, task, outcome.turn);
};
