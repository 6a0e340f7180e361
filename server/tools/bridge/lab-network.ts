import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { missionById } from '../../../shared/missions/catalog.ts';
import { openEdge } from '../../../shared/network/edge.ts';
import { withIpv6 } from '../../../shared/network/ipv6/dual-stack.ts';
import type { Topology } from '../../../shared/network/topology.ts';
import { createWorld, type World } from '../../../shared/network/world.ts';
import type { BridgeOptions } from './bridge-options.ts';

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

const withOwnPage = (topology: Topology, file: string | null): Result<Topology, string> => {
  if (file === null) return ok(topology);
  try {
    return ok(withPage(topology, `/${basename(file)}`, readFileSync(file, 'utf8')));
  } catch (problem) {
    return err(`${file} cannot be read: ${problem instanceof Error ? problem.message : problem}`);
  }
};

/** The network of the mission, opened where the options say. The error is a sentence. */
export const labNetwork = (options: BridgeOptions): Result<LabNetwork, string> => {
  const { missionId, seed, edge: at, lossRatio, page } = options;
  const mission = missionById(missionId);
  if (mission === undefined) return err(`There is no mission ${missionId}.`);
  const topology = withOwnPage(mission.topology, page);
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
