import { isIpv6 } from '../../base/ip.ts';
import type { TaskOf } from '../automaton/automaton-row.ts';
import { closeOn, connect, sendOn } from '../connections.ts';
import { isnFor } from '../draws.ts';
import { delivered, exchangeOf } from '../exchanges.ts';
import { familyOf } from '../family.ts';
import { leaseCame } from '../leasing/joining.ts';
import { followClient, interfaceOfClient } from '../leasing/lease-in-use.ts';
import { waitsForLease } from '../leasing/waiting.ts';
import { type PlayedTask, playedTurn } from '../played/played.ts';
import { bindSocket, listenOn } from '../processes/listening.ts';
import { programAt } from '../processes/program.ts';
import { effectsOf } from '../processes/program-words.ts';
import { runAt, type Told, turnOf } from '../processes/running.ts';
import { turnOver } from '../processes/service.ts';
import { DHCP_CLIENT } from '../programs/dhcp/client-state.ts';
import type { ProgramEffect, ProgramTurn } from '../programs/program.ts';
import { learnAddress, probeFor } from '../resolution.ts';
import type { Run } from '../run.ts';
import type { Socket } from '../socket.ts';
import { openSocket, socketById } from '../sockets.ts';
import type { Decision } from '../task.ts';
import { setTimer } from '../timers.ts';
import { keepQuestion, takeQuestion } from '../unanswered.ts';
import type { NodeState, World } from '../world.ts';
import { datagramDown } from './datagram.ts';

/** A running program in the middle of a decision. */
interface Turn {
  readonly world: World;
  readonly node: NodeState;
  readonly run: Run;
  readonly task: Told;
}

type EffectOf<K extends ProgramEffect['type']> = Extract<ProgramEffect, { readonly type: K }>;

const originOf = ({ task }: Turn) => ({
  node: task.node,
  exchange: task.exchange,
  cause: task.id,
});

const socketOf = ({ node, run }: Turn, connection: number): Socket | undefined => {
  const id = run.connections.get(connection);
  return id === undefined ? undefined : socketById(node, id);
};

const listen = ({ world, node, run, task }: Turn, effect: EffectOf<'listen'>): void => {
  const { protocol, port } = effect;
  const taken = node.sockets.some(
    one => one.protocol === protocol && one.remote === null && one.local.port === port,
  );
  if (!taken) listenOn(world, node, run, effect, task.exchange);
};

const open = (turn: Turn, { connection, peer }: EffectOf<'connect'>): void => {
  const { world, node, run, task } = turn;
  const { address, port } = peer;
  if (run.connections.has(connection)) return;
  const socket = openSocket(world, node, {
    protocol: 'tcp',
    local: { address: familyOf(address).sourceFor(world, node, address), port: null },
    remote: { address, port },
    ...programAt(node, run.program),
    exchange: task.exchange,
  });
  run.connections.set(connection, socket.id);
  const origin = originOf(turn);
  connect(world, socket, isnFor(world, origin), origin);
};

/** CLOSE in SYN-SENT would lose what waits to be sent (RFC 9293 §3.10.4), so a program's close waits too. */
const finish = (turn: Turn, { connection }: EffectOf<'finish'>): void => {
  const socket = socketOf(turn, connection);
  if (socket === undefined) return;
  if (socket.state === 'SYN-SENT') turn.run.finishing.add(connection);
  else closeOn(turn.world, socket, originOf(turn));
};

const finishWhatWaited = (turn: Turn): void => {
  const { connection, event } = turn.task.situation;
  if (event !== 'connected' || connection === null) return;
  if (turn.run.finishing.delete(connection)) finish(turn, { type: 'finish', connection });
};

const sendDatagram = (turn: Turn, effect: EffectOf<'send-datagram'>): void => {
  const { world, node, run, task } = turn;
  const { port, peer, from, hardware, bytes } = effect;
  const { address } = peer;
  const known = socketById(node, run.ports.get(port) ?? -1);
  const own = { protocol: 'udp', port: port === 0 ? null : port, exchange: task.exchange } as const;
  const socket = known ?? bindSocket(world, node, run, own);
  // What is used for another wish too has to outlive the one that it was opened for.
  if (socket.exchange !== task.exchange) socket.exchange = null;
  run.ports.set(port, socket.id);
  // A receiver that cannot answer ARP yet is entered for it, as RFC 2131 §4.1 has it.
  if (hardware !== undefined && !isIpv6(address)) learnAddress(world, task.node, address, hardware);
  const asked = takeQuestion(world, task, effect);
  // Who joined somebody's question gets the answer for a wish of its own.
  const source =
    asked === undefined || asked.exchange === task.exchange
      ? task
      : { node: task.node, exchange: asked.exchange, id: asked.cause };
  datagramDown(world, source, socket, { address, port: peer.port }, bytes, from);
};

/** Shorter ones would be a way to stand still: virtual time has to get on to where the user's patience ends. */
const SHORTEST_TIMER_MICROS = 10_000;
/** For one wish. */
const MOST_TIMERS = 2000;

/** Whether there is somebody for whom a timer runs; by a clock outside, also those who are no part of the crew. */
const isWaitedFor = (world: World, id: number | null): boolean => {
  if (id === null) return world.inner.horizonMicros !== null;
  const exchange = exchangeOf(world, id);
  if (exchange === undefined || exchange.timersFired >= MOST_TIMERS) return false;
  return !exchange.met && !exchange.misled;
};

/**
 * Whose a timer is, null for nobody's; undefined where none is set. What a daemon waits for after a wish is met is
 * nobody's: it counts where a clock goes on.
 */
const ownerOf = (world: World, { task, run }: Turn): number | null | undefined => {
  const exchange = exchangeOf(world, task.exchange);
  // A client whose lease has come waits for what concerns no wish.
  const isOver = run.service === DHCP_CLIENT && exchange !== undefined && !waitsForLease(exchange);
  if (!isOver && isWaitedFor(world, task.exchange)) return task.exchange;
  const goesOn = run.exchange === null && (isOver || exchange?.met === true);
  return goesOn && isWaitedFor(world, null) ? null : undefined;
};

/**
 * Virtual time moves only to a timer that guards something lost. So a program's timer runs while the wish of its
 * exchange is open, and fires when nothing else of that exchange is under way; outside of one only where a clock goes on.
 */
const wake = (turn: Turn, { name, afterMicros }: EffectOf<'set-timer'>): void => {
  const { world, run, task } = turn;
  const owner = ownerOf(world, turn);
  if (owner === undefined) return;
  setTimer(world, `program ${task.node} ${run.id} ${name}`, {
    node: task.node,
    name: 'program',
    atMicros: world.nowMicros + Math.max(afterMicros, SHORTEST_TIMER_MICROS),
    // One of nobody's wish may be set again for ever: it descends from nothing, or its ancestry would grow.
    guard: owner === null ? null : task.id,
    exchange: owner,
    action: { type: 'program', run: run.id, timer: name },
  });
};

/** Timers of a wish that is over guard nothing any more. */
const dropTimers = ({ inner }: World, exchange: number): void => {
  for (const [key, timer] of inner.timers) {
    const isOurs = timer.name === 'program' || timer.name === 'give-up';
    if (isOurs && timer.exchange === exchange) inner.timers.delete(key);
  }
};

/** Only whoever waits for its address has one to ask for. */
const probe = ({ world, node, run, task }: Turn, { address }: EffectOf<'probe'>): void => {
  const own = interfaceOfClient(node, run);
  if (own !== undefined) probeFor(world, task, { interface: own.name, nextHop: address });
};

/** The program of the user ends the wish; what a daemon has done for somebody is reported only. */
const done = ({ world, run, task }: Turn, { met, result }: EffectOf<'done'>): void => {
  const exchange = exchangeOf(world, task.exchange);
  if (exchange === undefined) return;
  // What follows from a lease waits until the host has it, see leaseCame.
  if (run.service === DHCP_CLIENT) return;
  if (run.exchange !== exchange.id) {
    if (met) delivered(world, task, 'served');
    return;
  }
  exchange.progress.result = result;
  exchange.met = met;
  exchange.misled ||= !met;
  if (met) delivered(world, task, 'done');
  dropTimers(world, exchange.id);
};

const say = (turn: Turn, { connection, bytes }: EffectOf<'send'>): void => {
  const socket = socketOf(turn, connection);
  if (socket !== undefined) sendOn(turn.world, socket, bytes, originOf(turn));
};

const PERFORM: {
  readonly [K in ProgramEffect['type']]: (turn: Turn, effect: EffectOf<K>) => void;
} = {
  listen,
  connect: open,
  send: say,
  finish,
  'send-datagram': sendDatagram,
  probe,
  'set-timer': wake,
  done,
};

const perform = (turn: Turn, effect: ProgramEffect): void => {
  const row = PERFORM[effect.type] as (turn: Turn, effect: ProgramEffect) => void;
  row(turn, effect);
};

/** The program goes on with `own`, and does what it asks for; undefined: it has never heard of what it was told. */
export const goOn = (world: World, task: Told, own: ProgramTurn<unknown> | undefined): void => {
  const node = world.nodes.get(task.node);
  const run = runAt(world, task.node, task.situation.run);
  if (node === undefined || run === undefined) return;
  if (own !== undefined) {
    run.state = own.state;
    const turn = { world, node, run, task };
    for (const effect of own.effects) perform(turn, effect);
    keepQuestion(world, task, own.effects);
    finishWhatWaited(turn);
    if (run.service === DHCP_CLIENT) {
      followClient(world, task, run, own.effects);
      leaseCame(world, task, own.effects);
    }
  }
  turnOver(world, task, task.situation.socket);
};

/** The program goes on as it would, and what the decision says is done; a dropped event it has never heard of. */
export const applyConverse = (
  world: World,
  task: TaskOf<'converse'>,
  { action, values }: Decision,
): void => {
  const own = action === 'drop' ? undefined : turnOf(world, task);
  const effects = action === 'send' ? effectsOf(values) : [];
  goOn(world, task, own === undefined ? undefined : { state: own.state, effects });
};

/** The program goes on as somebody has decided in its stead. */
export const applyPlayed = (world: World, task: PlayedTask, decision: Decision): void =>
  goOn(world, task, playedTurn(world, task, decision));
