import type { IpAddress } from '../base/ip.ts';
import type { Socket } from './socket.ts';
import { isOver } from './tcp/connection.ts';
import type { NodeState, World } from './world.ts';

/** Ports that are handed out to whoever asks for any, RFC 6335 §6. */
const FIRST_DYNAMIC_PORT = 49_152;
export const DYNAMIC_PORT_COUNT = 16_384;

/** One unit's four numbers, seen from the node that received it. */
export interface Flow {
  readonly local: IpAddress;
  readonly localPort: number;
  readonly remote: IpAddress;
  readonly remotePort: number;
}

const isAt = ({ local }: Socket, flow: Flow): boolean =>
  local.port === flow.localPort && (local.address === 0 || local.address === flow.local);

/** The socket that a unit belongs to: the one with both ends first, then one that takes from anybody, RFC 9293 §3.10.7. */
export const socketFor = (
  node: NodeState,
  protocol: 'udp' | 'tcp',
  flow: Flow,
): Socket | undefined => {
  const here = node.sockets.filter(one => one.protocol === protocol && isAt(one, flow));
  return (
    here.find(({ remote }) => remote?.address === flow.remote && remote.port === flow.remotePort) ??
    here.find(({ remote }) => remote === null)
  );
};

export const socketById = (node: NodeState, id: number): Socket | undefined =>
  node.sockets.find(socket => socket.id === id);

/** Rows in TIME-WAIT that a host keeps of exchanges that are over; virtual time passes too slowly to end them all. */
const KEPT_IN_TIME_WAIT = 4;

const makeRoom = ({ nowMicros, inner }: World, node: NodeState): void => {
  const waiting = node.sockets.filter(
    ({ state, exchange }) => state === 'TIME-WAIT' && !inner.running.has(exchange ?? -1),
  );
  const surplus = waiting.slice(0, Math.max(0, waiting.length - KEPT_IN_TIME_WAIT));
  const over = node.sockets.filter(
    ({ connection }) => connection !== null && isOver(connection, nowMicros),
  );
  for (const { id } of [...surplus, ...over]) removeSocket(node, id);
};

/** A new row of the socket table, in no state yet. Rows whose TIME-WAIT has run out make room. */
export const openSocket = (
  world: World,
  node: NodeState,
  row: Pick<Socket, 'protocol' | 'local' | 'remote' | 'process' | 'pid' | 'exchange'>,
): Socket => {
  makeRoom(world, node);
  const socket: Socket = {
    ...row,
    id: node.nextSocket,
    state: row.protocol === 'udp' ? 'OPEN' : 'CLOSED',
    connection: null,
    received: new Uint8Array(),
    sentBy: new Map(),
    heldAcknowledgment: null,
  };
  node.nextSocket += 1;
  node.sockets.push(socket);
  return socket;
};

export const removeSocket = (node: NodeState, id: number): void => {
  const at = node.sockets.findIndex(socket => socket.id === id);
  if (at >= 0) node.sockets.splice(at, 1);
};

/**
 * The port that a unit leaves from: the one that was known as its task arose, or that its socket has got since with an
 * earlier unit; null while it is free to be chosen.
 */
export const portOf = (
  node: NodeState,
  { local, socket }: { readonly local: Socket['local']; readonly socket: number },
): number | null => local.port ?? socketById(node, socket)?.local.port ?? null;

/** The first free dynamic port from `start` on (0..DYNAMIC_PORT_COUNT-1), RFC 6056 §3.3.1. */
export const freePort = (node: NodeState, protocol: 'udp' | 'tcp', start: number): number => {
  const taken = new Set(
    node.sockets.filter(one => one.protocol === protocol).map(({ local }) => local.port),
  );
  for (let step = 0; step < DYNAMIC_PORT_COUNT; step++) {
    const port = FIRST_DYNAMIC_PORT + ((start + step) % DYNAMIC_PORT_COUNT);
    if (!taken.has(port)) return port;
  }
  return FIRST_DYNAMIC_PORT + start;
};
