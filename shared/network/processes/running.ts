import type { IpAddress } from '../../base/ip.ts';
import type { ProgramFacts, ProgramTurn } from '../programs/program.ts';
import type { Run } from '../run.ts';
import { drawFor } from '../schedule.ts';
import type { Task } from '../task.ts';
import type { ToldProgram } from '../told-program.ts';
import type { NodeState, World } from '../world.ts';
import { eventOf } from './program-words.ts';

/** Something that a running program is told. */
export type Told = Task & { readonly situation: ToldProgram };

/** The running program that owns a socket, if any does. */
export const runOfSocket = (node: NodeState, socket: number): Run | undefined => {
  for (const run of node.runs.values()) {
    for (const id of run.connections.values()) if (id === socket) return run;
    for (const id of run.ports.values()) if (id === socket) return run;
  }
  return undefined;
};

/** The program's own number of the connection on `socket`. */
export const connectionOf = (run: Run, socket: number): number | undefined => {
  for (const [connection, id] of run.connections) if (id === socket) return connection;
  return undefined;
};

export const runAt = (world: World, node: string, id: string): Run | undefined =>
  world.nodes.get(node)?.runs.get(id);

/** All addresses of a host, those of IPv4 first. */
const addressesOf = (node: NodeState | undefined): readonly IpAddress[] => [
  ...(node?.addresses ?? []),
  ...[...(node?.ipv6?.interfaces.values() ?? [])].flatMap(one => [...one.addresses.keys()]),
];

/** What the program may know at the moment of the task. */
export const factsAt = (world: World, task: Task): ProgramFacts => ({
  // The moment it was told, so that a decision made later is still the same.
  nowMicros: task.arisenAtMicros,
  draw: (...purpose) => drawFor(world, task.id, 'program', ...purpose),
  addresses: addressesOf(world.nodes.get(task.node)),
  isTaken: address => world.nodes.get(task.node)?.arp.has(address) === true,
});

/** What the program makes of what it is told; undefined when it does not run any more. Nothing is changed by asking. */
export const turnOf = (world: World, task: Told): ProgramTurn<unknown> | undefined => {
  const run = runAt(world, task.node, task.situation.run);
  const service = run === undefined ? undefined : world.services[run.service];
  if (run === undefined || service === undefined) return undefined;
  const program = service.program(run.settings);
  const facts = factsAt(world, task);
  const event = eventOf(task.situation, task.unit);
  return event === null ? program.start(facts) : program.step(run.state, event, facts);
};
