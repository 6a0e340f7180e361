import { concat } from '../base/bytes.ts';
import { putLast } from '../base/fifo.ts';
import type { IpAddress } from '../base/ip.ts';
import { familyOf } from './family.ts';
import { arise, noteOf } from './schedule.ts';
import type { Socket, Upcall } from './socket.ts';
import { removeSocket } from './sockets.ts';
import type { Task } from './task.ts';
import type { TcpConnection, TcpEvent, TcpStep } from './tcp/connection.ts';
import { extensionsOf } from './tcp/extensions.ts';
import { acceptConnection, openActive } from './tcp/open.ts';
import { type Segment, type SegmentOut, sequenceLength } from './tcp/segment.ts';
import { closeConnection, sendData } from './tcp/send.ts';
import { isBefore } from './tcp/sequence.ts';
import { PLAIN_TCP, type TcpSettings } from './tcp/settings.ts';
import { retransmit } from './tcp/timer.ts';
import { cancelTimer, setTimer } from './timers.ts';
import type { World } from './world.ts';

const TCP_HEADER_BYTES = 20;
const USUAL_HEADER_BYTES = 20;
/** Segments are never larger than Ethernet carries. */
const USUAL_MTU_BYTES = 1500;

/** Where a step of TCP comes from. */
export interface Origin {
  readonly node: string;
  readonly exchange: number | null;
  readonly cause: number | null;
  /** The SYN that is answered, for a connection that is being accepted. */
  readonly heard?: Segment;
}

/** Makes of a step what it asks for: segments to wrap, bytes and news for the program, timers. */
export const takeStep = (world: World, socket: Socket, step: TcpStep, origin: Origin): void => {
  const dataWaits = step.connection.acknowledgeAtMicros !== null;
  setConnection(socket, step.connection);
  if (!dataWaits) socket.heldAcknowledgment = null;
  else socket.heldAcknowledgment ??= origin.cause;
  for (const segment of step.emit) wrap(world, socket, segment, origin);
  if (step.deliver.length > 0) {
    for (const piece of step.deliver) world.inner.deliveredBytes += piece.length;
    socket.received = concat(socket.received, ...step.deliver);
    tell(world, socket, origin, { type: 'stream' });
  }
  for (const event of step.events) tell(world, socket, origin, eventFor(event));
  keepTimers(world, socket, origin);
  const node = world.nodes.get(origin.node);
  if (socket.state === 'CLOSED' && node !== undefined) removeSocket(node, socket.id);
};

const setConnection = (socket: Socket, connection: TcpConnection): void => {
  socket.connection = connection;
  socket.state = connection.state;
  for (const sequence of socket.sentBy.keys()) {
    if (isBefore(sequence, connection.sendUnacknowledged)) socket.sentBy.delete(sequence);
  }
};

const wrap = (world: World, socket: Socket, segment: SegmentOut, origin: Origin): void => {
  const { node, exchange, cause, heard } = origin;
  const { local, remote } = socket;
  const task = arise(world, {
    node,
    layer: 'transport',
    situation: {
      type: 'wrap-segment',
      socket: socket.id,
      local,
      remote: remote ?? { address: 0, port: null },
      purpose: segment.purpose,
    },
    unit: segment.payload,
    exchange,
    cause,
    note: { type: 'segment', segment, heard: heard ?? null },
  });
  if (sequenceLength(segment) > 0) socket.sentBy.set(segment.sequenceNumber, task.id);
};

const eventFor = (event: TcpEvent): Upcall['event'] =>
  event === 'reset' || event === 'timed-out' ? { type: 'broken', why: event } : { type: event };

const tell = (world: World, socket: Socket, origin: Origin, event: Upcall['event']): void => {
  const { node, exchange, cause } = origin;
  putLast(world.inner.upcalls, { node, socket: socket.id, exchange, cause, event });
};

const isDecoy = (world: World, exchange: number | null): boolean =>
  exchange !== null && world.exchanges.get(exchange)?.spec.type === 'decoy';

const keepTimers = (world: World, socket: Socket, { node, exchange }: Origin): void => {
  const { connection, sentBy, id } = socket;
  const keep = (
    type: 'retransmission' | 'acknowledgment',
    atMicros: number | null,
    guard: number | null,
  ): void => {
    const key = `${type} ${node} ${id}`;
    if (atMicros === null || isDecoy(world, exchange)) cancelTimer(world, key);
    else
      setTimer(world, key, {
        node,
        name: type,
        atMicros,
        guard,
        exchange,
        action: { type, socket: id },
      });
  };
  const oldest = connection === null ? undefined : sentBy.get(connection.sendUnacknowledged);
  keep('retransmission', connection?.retransmitAtMicros ?? null, oldest ?? null);
  keep('acknowledgment', connection?.acknowledgeAtMicros ?? null, socket.heldAcknowledgment);
};

/** A timer of a connection has run out. The other timer of the connection waits for its own turn. */
export const connectionTimedOut = (
  world: World,
  socket: Socket,
  name: 'retransmission' | 'acknowledgment',
  origin: Origin,
): void => {
  const { connection } = socket;
  if (connection === null) return;
  const other = name === 'retransmission' ? 'acknowledgeAtMicros' : 'retransmitAtMicros';
  const step = retransmit({ ...connection, [other]: null }, world.nowMicros);
  // A segment that was sent has carried the acknowledgment too; a late one leaves the rest as it was.
  const restored =
    other === 'retransmitAtMicros'
      ? { ...step.connection, retransmitAtMicros: connection.retransmitAtMicros }
      : step.connection;
  takeStep(world, socket, { ...step, connection: restored }, origin);
};

/** The TCP of a host: plain, but for what its mission switches and what the way to `remote` carries, RFC 9293 §3.7.1. */
export const tcpSettingsOf = (world: World, node: string, remote: IpAddress): TcpSettings => {
  const state = world.nodes.get(node);
  const { headerBytes, pathMtu, nextHopMtu } = familyOf(remote);
  const pathMtuBytes = state === undefined ? USUAL_MTU_BYTES : pathMtu(world, state, remote);
  const choices = state?.spec.tcp;
  const isUsual = pathMtuBytes >= USUAL_MTU_BYTES;
  // TCP counts with the header of IPv4.
  const moreBytes = headerBytes - USUAL_HEADER_BYTES;
  const isPlain = choices === undefined && isUsual && moreBytes === 0;
  if (state === undefined || isPlain) return PLAIN_TCP;
  const settings = { ...PLAIN_TCP, ...choices };
  const linkBytes = nextHopMtu(world, state, remote) - headerBytes - TCP_HEADER_BYTES;
  const { maximumSegmentSize: size } = settings;
  return {
    ...settings,
    pathMtuBytes: isUsual && moreBytes === 0 ? null : pathMtuBytes - moreBytes,
    maximumSegmentSize: size === null ? null : Math.max(1, Math.min(size, linkBytes)),
  };
};

/** Begins a connection: its SYN waits to be wrapped; the port is chosen then. */
export const connect = (world: World, socket: Socket, isn: number, origin: Origin): void => {
  const { local, remote } = socket;
  if (remote === null) return;
  const ends = { local: { address: local.address, port: local.port ?? 0 }, remote };
  const settings = tcpSettingsOf(world, origin.node, remote.address);
  takeStep(world, socket, openActive(ends, isn, world.nowMicros, settings), origin);
};

/**
 * Port and initial sequence number are for whoever wraps the first segment to choose: any free port and any number
 * are right, so the connection goes on with those that were written.
 */
export const adoptChoice = (
  world: World,
  socket: Socket,
  task: Task,
  chosen: { readonly port: number; readonly isn: number },
): void => {
  const { connection, remote } = socket;
  const note = noteOf(world, task.id);
  if (connection === null || remote === null || note?.type !== 'segment') return;
  if (socket.local.port === null) socket.local = { ...socket.local, port: chosen.port };
  const ends = { local: { address: socket.local.address, port: socket.local.port ?? 0 }, remote };
  const { purpose } = note.segment;
  const { settings } = extensionsOf(connection);
  const fresh =
    purpose === 'open' && connection.state === 'SYN-SENT'
      ? openActive(ends, chosen.isn, world.nowMicros, settings)
      : purpose === 'accept' && note.heard !== null && connection.state === 'SYN-RECEIVED'
        ? acceptConnection(ends, chosen.isn, note.heard, world.nowMicros, settings)
        : null;
  if (fresh === null) {
    socket.connection = { ...connection, ...ends };
    return;
  }
  socket.sentBy.clear();
  socket.sentBy.set(chosen.isn, task.id);
  setConnection(socket, fresh.connection);
  keepTimers(world, socket, { node: task.node, exchange: task.exchange, cause: task.id });
};

/** SEND of RFC 9293 §3.10.2. */
export const sendOn = (world: World, socket: Socket, bytes: Uint8Array, origin: Origin): void => {
  if (socket.connection === null) return;
  takeStep(world, socket, sendData(socket.connection, bytes, world.nowMicros), origin);
};

/** CLOSE of RFC 9293 §3.10.4. */
export const closeOn = (world: World, socket: Socket, origin: Origin): void => {
  if (socket.connection === null) return;
  takeStep(world, socket, closeConnection(socket.connection, world.nowMicros), origin);
};
