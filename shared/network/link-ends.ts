import type { LinkSpec, NodeSpec } from './topology.ts';

interface LinkState {
  readonly spec: LinkSpec;
  up: boolean;
  /** The tap that is clipped to it, or null. */
  tap: string | null;
}

/** One plug of a cable, and what is at the other end. */
export interface LinkEnd {
  /** 'node.interface' */
  readonly id: string;
  readonly node: string;
  readonly interface: string;
  readonly peer: string;
  readonly link: LinkState;
}

/** Devices by name, as far as their cables need them. */
type Named = ReadonlyMap<string, { readonly spec: NodeSpec }>;

/** Both ends of a link between `nodes`, by 'node.interface'. */
export const endsOf = (spec: LinkSpec, nodes: Named): [string, LinkEnd][] => {
  const link = { spec, up: spec.up, tap: spec.tap ?? null };
  return [
    [spec.a, { id: spec.a, ...splitEnd(spec.a, nodes), peer: spec.b, link }],
    [spec.b, { id: spec.b, ...splitEnd(spec.b, nodes), peer: spec.a, link }],
  ];
};

const splitEnd = (end: string, nodes: Named): Pick<LinkEnd, 'node' | 'interface'> => {
  const dot = end.lastIndexOf('.');
  const node = end.slice(0, dot);
  const name = end.slice(dot + 1);
  // The node's own strings: tasks take them from here, and to find a node by a copy costs many times as much.
  const spec = nodes.get(node)?.spec;
  const own = spec?.interfaces.find(one => one.name === name);
  return { node: spec?.name ?? node, interface: own?.name ?? name };
};
