import type { ProgramEffect } from '../programs/program.ts';
import type { Run } from '../run.ts';
import type { Socket } from '../socket.ts';
import { openSocket } from '../sockets.ts';
import type { NodeState, World } from '../world.ts';
import { programAt } from './program.ts';

/** A new row of the socket table for a running program, for whoever comes; a port of null is any. */
export const bindSocket = (
  world: World,
  node: NodeState,
  { program }: Run,
  {
    protocol,
    port,
    exchange,
  }: Pick<Socket, 'protocol' | 'exchange'> & { readonly port: number | null },
): Socket =>
  openSocket(world, node, {
    protocol,
    local: { address: 0, port },
    remote: null,
    ...programAt(node, program),
    exchange,
  });

/** A running program listens, for the wish `exchange` or (null) for all. */
export const listenOn = (
  world: World,
  node: NodeState,
  run: Run,
  { protocol, port }: Extract<ProgramEffect, { readonly type: 'listen' }>,
  exchange: number | null,
): void => {
  const socket = bindSocket(world, node, run, { protocol, port, exchange });
  if (protocol === 'tcp') socket.state = 'LISTEN';
  else run.ports.set(port, socket.id);
};
