import type { TaskOf } from '../automaton/automaton-row.ts';
import { closeOn, connect, type Origin } from '../connections.ts';
import { isnFor } from '../draws.ts';
import type { ExchangeState } from '../exchange-state.ts';
import { delivered, exchangeOf } from '../exchanges.ts';
import { noteWhereTo } from '../forger/deceived.ts';
import { sourceFor } from '../routes.ts';
import { arise } from '../schedule.ts';
import type { Socket, Upcall } from '../socket.ts';
import { openSocket, socketById } from '../sockets.ts';
import { setTimer } from '../timers.ts';
import type { World } from '../world.ts';
import { hostOf } from './host-name.ts';
import { programAt, programNamed } from './program.ts';
import { messageLength } from './web-pages.ts';

/** How long a browser waits for a page before it tells its user. */
const PATIENCE_MICROS = 120_000_000;

const beginWaiting = (world: World, exchange: ExchangeState): void => {
  setTimer(world, `give-up ${exchange.id}`, {
    node: exchange.spec.node,
    name: 'give-up',
    atMicros: world.nowMicros + PATIENCE_MICROS,
    guard: exchange.root,
    exchange: exchange.id,
    action: { type: 'give-up' },
  });
};

/** Opens a connection to the web server at `address`. */
export const openPage = (
  world: World,
  exchange: ExchangeState,
  address: number,
  cause: number | null,
): void => {
  const { spec, progress } = exchange;
  const node = world.nodes.get(spec.node);
  if (node === undefined || spec.type !== 'fetch') return;
  noteWhereTo(world, exchange, address);
  progress.address = address;
  const socket = openSocket(world, node, {
    protocol: 'tcp',
    local: { address: sourceFor(node, address), port: null },
    remote: { address, port: hostOf(spec.host).port },
    ...programAt(node, programNamed(node, 'browser')),
    exchange: exchange.id,
  });
  progress.socket = socket.id;
  const origin: Origin = { node: spec.node, exchange: exchange.id, cause };
  connect(world, socket, isnFor(world, origin), origin);
  beginWaiting(world, exchange);
};

const requestNext = (
  world: World,
  exchange: ExchangeState,
  socket: Socket,
  cause: number | null,
): void => {
  const { spec, progress } = exchange;
  if (spec.type !== 'fetch') return;
  const target = spec.targets[progress.nextTarget];
  if (target === undefined) {
    world.inner.timers.delete(`give-up ${exchange.id}`);
    closeOn(world, socket, { node: spec.node, exchange: exchange.id, cause });
    return;
  }
  beginWaiting(world, exchange);
  arise(world, {
    node: spec.node,
    layer: 'application',
    situation: {
      type: 'compose-request',
      program: socket.process,
      host: spec.host,
      target,
      server: progress.address ?? 0,
      socket: socket.id,
    },
    unit: new Uint8Array(),
    exchange: exchange.id,
    cause,
  });
};

/** A page, or news that there is none, has been read: the next is asked for, or the connection closed. */
export const pageRead = (world: World, task: TaskOf<'read-response'>, isTrue: boolean): void => {
  const exchange = exchangeOf(world, task.exchange);
  const node = world.nodes.get(task.node);
  const socket = node === undefined ? undefined : socketById(node, task.situation.socket);
  if (exchange?.spec.type !== 'fetch' || exchange.spec.node !== task.node) return;
  if (isTrue) delivered(world, task, 'page');
  else exchange.misled = true;
  exchange.progress.nextTarget += 1;
  exchange.met = exchange.progress.nextTarget >= exchange.spec.targets.length;
  if (socket !== undefined) requestNext(world, exchange, socket, task.id);
};

const responseIn = (
  world: World,
  exchange: ExchangeState,
  socket: Socket,
  length: number,
  cause: number | null,
): void => {
  const { spec, progress } = exchange;
  const target = spec.type === 'fetch' ? spec.targets[progress.nextTarget] : undefined;
  if (spec.type !== 'fetch' || target === undefined) return;
  const unit = socket.received.subarray(0, length);
  socket.received = socket.received.subarray(length);
  arise(world, {
    node: spec.node,
    layer: 'application',
    situation: {
      type: 'read-response',
      program: socket.process,
      host: spec.host,
      target,
      socket: socket.id,
    },
    unit,
    exchange: exchange.id,
    cause,
  });
};

/** What a browser does when its connection tells it something. */
export const browserHears = (world: World, socket: Socket, upcall: Upcall): void => {
  const exchange = exchangeOf(world, socket.exchange);
  const { event, cause, node } = upcall;
  if (exchange === undefined) return;
  if (event.type === 'established') {
    delivered(world, { exchange: exchange.id, node }, 'established');
    requestNext(world, exchange, socket, cause);
  } else if (event.type === 'stream') {
    const length = messageLength(socket.received, 'response');
    if (length !== null) responseIn(world, exchange, socket, length, cause);
  } else if (event.type === 'remote-closed') {
    if (socket.received.length > 0) {
      responseIn(world, exchange, socket, socket.received.length, cause);
    }
    closeOn(world, socket, { node, exchange: exchange.id, cause });
  } else if (event.type === 'closed') {
    delivered(world, { exchange: exchange.id, node }, 'closed');
  } else if (event.type === 'broken') {
    exchange.misled ||= !exchange.met;
    world.inner.timers.delete(`give-up ${exchange.id}`);
  }
};
