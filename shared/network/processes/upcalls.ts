import { closeOn } from '../connections.ts';
import { delivered, exchangeOf } from '../exchanges.ts';
import { arise } from '../schedule.ts';
import type { Socket, Upcall } from '../socket.ts';
import { socketById } from '../sockets.ts';
import type { ProgramSpec } from '../topology.ts';
import type { World } from '../world.ts';
import { browserHears } from './browser.ts';
import { programHears } from './service.ts';
import { messageLength } from './web-pages.ts';

type Heard = Extract<Upcall['event'], { readonly type: 'datagram' }>;

/** Hands what a socket has to say to the program that owns it. */
export const handleUpcall = (world: World, upcall: Upcall): void => {
  const node = world.nodes.get(upcall.node);
  const socket = node === undefined ? undefined : socketById(node, upcall.socket);
  if (node === undefined || programHears(world, upcall)) return;
  if (socket === undefined) {
    afterClose(world, upcall);
    return;
  }
  const program = node.spec.programs.find(({ name }) => name === socket.process);
  const { event } = upcall;
  if (event.type === 'datagram') datagramIn(world, socket, program?.kind, upcall, event);
  else if (program?.kind === 'web-server') serverHears(world, socket, upcall);
  else browserHears(world, socket, upcall);
};

/** The last news of a connection comes when its row is gone already. */
const afterClose = (world: World, { event, exchange: id, node }: Upcall): void => {
  const exchange = exchangeOf(world, id);
  if (exchange?.spec.type !== 'fetch' || exchange.spec.node !== node) return;
  if (event.type === 'closed') delivered(world, { exchange: id, node }, 'closed');
  if (event.type !== 'broken') return;
  exchange.misled ||= !exchange.met;
  world.inner.timers.delete(`give-up ${exchange.id}`);
};

const datagramIn = (
  world: World,
  socket: Socket,
  kind: ProgramSpec['kind'] | undefined,
  upcall: Upcall,
  heard: Heard,
): void => {
  if (kind === 'dns-server') queryIn(world, socket, upcall, heard);
  else if (kind === 'text') textIn(world, socket, upcall, heard);
  else answerIn(world, socket, upcall, heard);
};

const queryIn = (world: World, socket: Socket, upcall: Upcall, heard: Heard): void => {
  const { node, exchange, cause } = upcall;
  arise(world, {
    node,
    layer: 'application',
    situation: {
      type: 'serve-query',
      program: socket.process,
      socket: socket.id,
      client: heard.from,
      clientPort: heard.fromPort,
    },
    unit: heard.payload,
    exchange,
    cause,
  });
};

const textIn = (world: World, socket: Socket, upcall: Upcall, heard: Heard): void => {
  const { node, exchange, cause } = upcall;
  arise(world, {
    node,
    layer: 'application',
    situation: {
      type: 'read-text',
      program: socket.process,
      from: heard.from,
      socket: socket.id,
    },
    unit: heard.payload,
    exchange,
    cause,
    note: { type: 'sender', port: heard.fromPort },
  });
};

const answerIn = (world: World, socket: Socket, upcall: Upcall, heard: Heard): void => {
  const question = exchangeOf(world, socket.exchange)?.progress.question;
  if (question === null || question === undefined) return;
  const { node, exchange, cause } = upcall;
  arise(world, {
    node,
    layer: 'application',
    situation: {
      type: 'read-answer',
      program: socket.process,
      ...question,
      socket: socket.id,
    },
    unit: heard.payload,
    exchange,
    cause,
  });
};

/** A web server serves whole requests in order, and closes when its client has, RFC 9112 §9.6. */
const serverHears = (world: World, socket: Socket, upcall: Upcall): void => {
  const { event, node, exchange, cause } = upcall;
  if (event.type === 'remote-closed') closeOn(world, socket, { node, exchange, cause });
  if (event.type !== 'stream') return;
  const length = messageLength(socket.received, 'request');
  if (length === null) return;
  const unit = socket.received.subarray(0, length);
  socket.received = socket.received.subarray(length);
  arise(world, {
    node,
    layer: 'application',
    situation: {
      type: 'serve-request',
      program: socket.process,
      socket: socket.id,
      client: socket.remote?.address ?? 0,
    },
    unit,
    exchange,
    cause,
  });
  if (socket.received.length > 0) serverHears(world, socket, upcall);
};
