import type { LinkSpec } from './topology.ts';

interface LinkState {
  readonly spec: LinkSpec;
  up: boolean;
  /** The tap that is clipped to it, or null. */
  tap: string | null;
}

/** One plug of a cable, and what is at the other end. */
export interface LinkEnd {
  readonly node: string;
  readonly interface: string;
  readonly peer: string;
  readonly link: LinkState;
}

/** Devices by name, as far as their cables need them. */
type Named = Readonly<Record<string, { readonly spec: { readonly name: string } }>>;

/** Both ends of a link between `nodes`, by 'node.interface'. */
export const endsOf = (spec: LinkSpec, nodes: Named): [string, LinkEnd][] => {
  const link = { spec, up: spec.up, tap: spec.tap ?? null };
  return [
    [spec.a, { ...splitEnd(spec.a, nodes), peer: spec.b, link }],
    [spec.b, { ...splitEnd(spec.b, nodes), peer: spec.a, link }],
  ];
};

const splitEnd = (end: string, nodes: Named): Pick<LinkEnd, 'node' | 'interface'> => {
  const dot = end.lastIndexOf('.');
  const node = end.slice(0, dot);
  // The node's own string: tasks take it from here, and to find a node by a copy costs many times as much.
  return { node: nodes[node]?.spec.name ?? node, interface: end.slice(dot + 1) };
};
