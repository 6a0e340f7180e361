import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { missionById } from '../../../shared/missions/catalog.ts';
import { topologySchema } from '../../../shared/missions/schema/topology-schema.ts';
import { openEdge } from '../../../shared/network/edge.ts';
import { withIpv6 } from '../../../shared/network/ipv6/dual-stack.ts';
import type { Topology } from '../../../shared/network/topology.ts';
import { createWorld, type World } from '../../../shared/network/world.ts';
import { type BridgeOptions, isFile } from './bridge-options.ts';

/** A network with an end outside. */
export interface LabNetwork {
  readonly world: World;
  readonly end: string;
  /** The end inside, as 'switch.outside'. */
  readonly inside: string;
}

const withPage = (topology: Topology, path: string, content: string): Topology => ({
  ...topology,
  nodes: topology.nodes.map(node => ({
    ...node,
    programs: node.programs.map(program =>
      program.kind === 'web-server'
        ? { ...program, files: { ...program.files, [path]: content } }
        : program,
    ),
  })),
});

const reasonOf = (problem: unknown): string =>
  problem instanceof Error ? problem.message : String(problem);

const withOwnPage = (topology: Topology, file: string | null): Result<Topology, string> => {
  if (file === null) return ok(topology);
  try {
    return ok(withPage(topology, `/${basename(file)}`, readFileSync(file, 'utf8')));
  } catch (problem) {
    return err(`${file} cannot be read: ${reasonOf(problem)}`);
  }
};

/** A network in a file, written as missions write theirs. */
const topologyIn = (file: string): Result<Topology, string> => {
  try {
    const read = topologySchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    if (read.success) return ok(read.data);
    const [issue] = read.error.issues;
    return err(`${file} is no network: ${issue?.path.join('.')} ${issue?.message}.`);
  } catch (problem) {
    return err(`${file} cannot be read: ${reasonOf(problem)}`);
  }
};

const topologyOf = (network: string): Result<Topology, string> => {
  if (isFile(network)) return topologyIn(network);
  const mission = missionById(network);
  return mission === undefined ? err(`There is no mission ${network}.`) : ok(mission.topology);
};

/** The network of the mission or file, opened where the options say. The error is a sentence. */
export const labNetwork = (options: BridgeOptions): Result<LabNetwork, string> => {
  const { network, seed, edge: at, lossRatio, page } = options;
  const closed = topologyOf(network);
  if (!closed.ok) return closed;
  const topology = withOwnPage(closed.value, page);
  if (!topology.ok) return topology;
  const whole = options.ipv6 === null ? topology.value : withIpv6(topology.value);
  const edge = openEdge(whole, at, { lossRatio });
  if (!edge.ok) {
    const { nodes, links } = topology.value;
    const switches = nodes.filter(({ role }) => role === 'switch').map(({ name }) => name);
    const places = [...switches, ...links.flatMap(({ a, b }) => [a, b])];
    return err(`There is no edge at ${edge.error.given}; there are ${places.join(', ')}.`);
  }
  const { end, inside } = edge.value;
  return ok({ world: createWorld(edge.value.topology, seed), end, inside });
};
