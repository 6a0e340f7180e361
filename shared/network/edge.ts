import { err, ok, type Result } from '../base/result.ts';
import type { InterfaceSpec, LinkSpec, NodeSpec, Topology } from './topology.ts';

/** No node has this name, so a link to it leads outside. */
export const OUTSIDE = 'outside';

/** A network with a link whose other end is outside. */
export interface Edge {
  readonly topology: Topology;
  /** The end outside, as 'outside.tap'. */
  readonly end: string;
  /** The end inside, as 'switch.outside'. */
  readonly inside: string;
}

/** Why there is no edge: neither a switch nor an interface that is plugged in has this name. */
export interface EdgeProblem {
  readonly code: 'edge/no-such-place' | 'edge/no-switch';
  readonly given: string;
}

/** The end outside. */
export const OUTSIDE_END = `${OUTSIDE}.tap`;

/** The end inside, at a switch of that name. */
export const outsidePort = (switchName: string): string => `${switchName}.${OUTSIDE}`;

/** The link from `inside` to the machine outside. */
export const outsideLink = (inside: string, changes: Partial<LinkSpec> = {}): LinkSpec => ({
  a: inside,
  b: OUTSIDE_END,
  delayMicros: 100,
  lossRatio: 0,
  corruptionRatio: 0,
  mtuBytes: 1500,
  up: true,
  ...changes,
});

const PORT: InterfaceSpec = { name: OUTSIDE, mac: null, address: null, prefixLength: 0 };

/** The network with a further port at a switch, into which nothing is plugged yet. */
export const withOutsidePort = ({ nodes, links }: Topology, switchName: string): Topology => {
  const widened = (node: NodeSpec): NodeSpec =>
    node.name === switchName ? { ...node, interfaces: [...node.interfaces, PORT] } : node;
  return { nodes: nodes.map(widened), links };
};

const withPort = (topology: Topology, name: string, changes: Partial<LinkSpec>): Edge => {
  const inside = outsidePort(name);
  const { nodes, links } = withOutsidePort(topology, name);
  return {
    topology: { nodes, links: [...links, outsideLink(inside, changes)] },
    end: OUTSIDE_END,
    inside,
  };
};

const inPlaceOf = (topology: Topology, link: LinkSpec, at: string, changes: Partial<LinkSpec>) => {
  const inside = link.a === at ? link.b : link.a;
  const links = topology.links.filter(one => one !== link);
  return {
    topology: { nodes: topology.nodes, links: [...links, outsideLink(inside, changes)] },
    end: OUTSIDE_END,
    inside,
  };
};

/**
 * Opens a network to the outside. `at` is a switch, which gets a further port; or an interface, 'node.interface', which
 * is unplugged so that a machine outside takes its place; or null for the first switch. `changes` are the edge link's.
 */
export const openEdge = (
  topology: Topology,
  at: string | null,
  changes: Partial<LinkSpec> = {},
): Result<Edge, EdgeProblem> => {
  const switches = topology.nodes.filter(({ role }) => role === 'switch').map(({ name }) => name);
  const place = at ?? switches[0];
  if (place === undefined) return err({ code: 'edge/no-switch', given: '' });
  if (switches.includes(place)) return ok(withPort(topology, place, changes));
  const link = topology.links.find(({ a, b }) => a === place || b === place);
  if (link === undefined) return err({ code: 'edge/no-such-place', given: place });
  return ok(inPlaceOf(topology, link, place, changes));
};
