import { draw } from '../../base/random.ts';
import type { Run } from '../run.ts';
import { socketById } from '../sockets.ts';
import type { NodeState, World } from '../world.ts';

/** The system has taken a socket away: the program may forget the connection. What it asks for is not done any more. */
const forget = (
  world: World,
  node: NodeState,
  run: Run,
  connection: number,
  exchange: number,
): void => {
  run.connections.delete(connection);
  const program = world.services[run.service]?.program(run.settings);
  if (program === undefined) return;
  const facts = {
    nowMicros: world.nowMicros,
    draw: (...purpose: readonly (string | number)[]) =>
      draw(world.seed, exchange, node.spec.name, run.id, connection, ...purpose),
    addresses: [...node.addresses],
  };
  run.state = program.step(
    run.state,
    { type: 'broken', connection, why: 'timed-out' },
    facts,
  ).state;
};

/** What a daemon loses with the sockets that are not there any more. */
const loseSockets = (world: World, node: NodeState, run: Run, exchange: number): void => {
  const isGone = (socket: number): boolean => socketById(node, socket) === undefined;
  for (const [connection, socket] of [...run.connections]) {
    if (isGone(socket)) forget(world, node, run, connection, exchange);
  }
  for (const [port, socket] of [...run.ports]) if (isGone(socket)) run.ports.delete(port);
  for (const socket of [...run.busy]) if (isGone(socket)) run.busy.delete(socket);
};

/** An exchange is over: what it started ends, and daemons lose the connections that it has left open. */
export const endRuns = (world: World, node: NodeState, exchange: number): void => {
  for (const run of [...node.runs.values()]) {
    if (run.exchange === exchange) node.runs.delete(run.id);
    else loseSockets(world, node, run, exchange);
  }
};
