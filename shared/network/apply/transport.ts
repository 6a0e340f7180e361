import { putLast } from '../../base/fifo.ts';
import type { TaskOf } from '../automaton/automaton-row.ts';
import { segmentOf } from '../automaton/transport.ts';
import { adoptChoice, type Origin, takeStep, tcpSettingsOf } from '../connections.ts';
import { draftOf } from '../draft.ts';
import { isnFor } from '../draws.ts';
import { familyOf } from '../family.ts';
import { PROTOCOL_TCP, PROTOCOL_UDP } from '../packets.ts';
import { follow, noteOf } from '../schedule.ts';
import { readDatagram, readSegment, writeDatagram, writeSegment } from '../segments.ts';
import type { Socket } from '../socket.ts';
import { openSocket, socketById, socketFor } from '../sockets.ts';
import type { Decision } from '../task.ts';
import { acceptConnection } from '../tcp/open.ts';
import { receiveSegment } from '../tcp/receive.ts';
import { hasFlag, resetFor, type Segment } from '../tcp/segment.ts';
import { numberAt } from '../values.ts';
import type { World } from '../world.ts';

const packetDown = (
  world: World,
  task: TaskOf<'wrap-datagram'> | TaskOf<'wrap-segment'>,
  protocol: number,
  unit: Uint8Array,
): void => {
  const { local, remote } = task.situation;
  const { wrap } = familyOf(remote.address);
  const parcel = { protocol, source: local.address, destination: remote.address };
  follow(world, task, 'network', wrap(parcel), unit);
};

const addressesOf = ({ situation }: TaskOf<'wrap-datagram'> | TaskOf<'wrap-segment'>) => ({
  source: situation.local.address,
  destination: situation.remote.address,
});

export const applyWrapDatagram = (
  world: World,
  task: TaskOf<'wrap-datagram'>,
  { action, values }: Decision,
): void => {
  if (action !== 'send') return;
  const node = world.nodes.get(task.node);
  const socket = node === undefined ? undefined : socketById(node, task.situation.socket);
  const port = numberAt(values, 'udp.sourcePort', 0) % 0x10000;
  if (socket !== undefined && socket.local.port === null) {
    socket.local = { ...socket.local, port };
  }
  const bytes = draftOf(world, values) ?? writeDatagram(values, task.unit, addressesOf(task));
  packetDown(world, task, PROTOCOL_UDP, bytes);
};

export const applyWrapSegment = (
  world: World,
  task: TaskOf<'wrap-segment'>,
  { action, values }: Decision,
): void => {
  if (action !== 'send') return;
  const node = world.nodes.get(task.node);
  const socket = node === undefined ? undefined : socketById(node, task.situation.socket);
  if (socket !== undefined) {
    adoptChoice(world, socket, task, {
      port: numberAt(values, 'tcp.sourcePort', 0) % 0x10000,
      isn: numberAt(values, 'tcp.sequenceNumber', 0) % 2 ** 32,
    });
  }
  const bytes =
    draftOf(world, values) ??
    writeSegment(values, task.unit, segmentOf(world, task), addressesOf(task));
  packetDown(world, task, PROTOCOL_TCP, bytes);
};

export const applyUnwrapDatagram = (
  world: World,
  task: TaskOf<'unwrap-datagram'>,
  { action, values }: Decision,
): void => {
  if (action === 'answer') {
    refuse(world, task, values.answer);
    return;
  }
  const read = readDatagram(task.unit, task.situation);
  const node = world.nodes.get(task.node);
  if (action !== 'deliver' || read === undefined || node === undefined) return;
  const socket = socketById(node, numberAt(values, 'socket', 0));
  if (socket?.protocol !== 'udp') return;
  const { source, destination, interface: name } = task.situation;
  const at = name === undefined ? destination : (node.interfaces.get(name)?.address ?? 0);
  putLast(world.inner.upcalls, {
    node: task.node,
    socket: socket.id,
    exchange: task.exchange,
    cause: task.id,
    event: { type: 'datagram', payload: read.payload, from: source, fromPort: read.sourcePort, at },
  });
};

/** Port unreachable is the network layer's message; it quotes the packet, RFC 1122 §3.2.2.1. */
const refuse = (world: World, task: TaskOf<'unwrap-datagram'>, error: unknown): void => {
  const note = noteOf(world, task.id);
  if (error !== 'port-unreachable' || note?.type !== 'packet') return;
  const { source } = task.situation;
  familyOf(source).refusePort(world, task, source, note.packet);
};

export const applyUnwrapSegment = (
  world: World,
  task: TaskOf<'unwrap-segment'>,
  { action, values }: Decision,
): void => {
  const read = readSegment(task.unit, task.situation);
  const node = world.nodes.get(task.node);
  if (read === undefined || node === undefined || action === 'drop') return;
  const { segment } = read;
  if (action === 'answer' && values.answer === 'rst') {
    if (!hasFlag(segment, 'RST')) wrapReset(world, task, segment, read);
    return;
  }
  const flow = {
    local: task.situation.destination,
    localPort: read.destinationPort,
    remote: task.situation.source,
    remotePort: read.sourcePort,
  };
  // An old segment is acknowledged by the connection itself, so both actions end in the same step.
  const chosen =
    action === 'deliver'
      ? socketById(node, numberAt(values, 'socket', 0))
      : socketFor(node, 'tcp', flow);
  if (chosen?.protocol !== 'tcp') return;
  const origin: Origin = { node: task.node, exchange: task.exchange, cause: task.id };
  if (chosen.connection === null) accept(world, task, chosen, segment, origin);
  else takeStep(world, chosen, receiveSegment(chosen.connection, segment, world.nowMicros), origin);
};

const wrapReset = (
  world: World,
  task: TaskOf<'unwrap-segment'>,
  heard: Segment,
  ports: { readonly sourcePort: number; readonly destinationPort: number },
): void => {
  const { source, destination } = task.situation;
  const segment = resetFor(heard);
  follow(
    world,
    task,
    'transport',
    {
      type: 'wrap-segment',
      socket: 0,
      local: { address: destination, port: ports.destinationPort },
      remote: { address: source, port: ports.sourcePort },
      purpose: 'reset',
    },
    segment.payload,
    { type: 'segment', segment, heard: null },
  );
};

/** A SYN at a listening socket makes a new row for the connection, RFC 9293 §3.10.7.2. */
const accept = (
  world: World,
  task: TaskOf<'unwrap-segment'>,
  listener: Socket,
  segment: Segment,
  origin: Origin,
): void => {
  const node = world.nodes.get(task.node);
  const read = readSegment(task.unit, task.situation);
  if (node === undefined || read === undefined || listener.state !== 'LISTEN') return;
  if (!hasFlag(segment, 'SYN') || hasFlag(segment, 'RST') || hasFlag(segment, 'ACK')) return;
  const { source, destination } = task.situation;
  const ends = {
    local: { address: destination, port: read.destinationPort },
    remote: { address: source, port: read.sourcePort },
  };
  const { process, pid } = listener;
  const { exchange } = task;
  const socket = openSocket(world, node, { protocol: 'tcp', ...ends, process, pid, exchange });
  const step = acceptConnection(
    ends,
    isnFor(world, origin),
    segment,
    world.nowMicros,
    tcpSettingsOf(world, task.node, source),
  );
  takeStep(world, socket, step, { ...origin, heard: segment });
};
