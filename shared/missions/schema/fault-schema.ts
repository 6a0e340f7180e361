import { z } from 'zod';
import type { StationId } from '../../network/task.ts';
import type { Topology } from '../../network/topology.ts';

const atMinute = z.number().positive();

/** A link goes down or up. */
const linkFault = z.strictObject({ atMinute, link: z.string(), up: z.boolean() });

/** A tap is clipped to a link, or (null) taken off. */
const tapFault = z.strictObject({ atMinute, link: z.string(), tap: z.string().nullable() });

/** A running program is told otherwise: `settings` stand in place of those of the same name. */
const toldFault = z.strictObject({
  atMinute,
  node: z.string(),
  program: z.string(),
  settings: z.record(z.string(), z.json()),
});

/** Half time: whoever sits at one of two stations changes places with whoever sits at the other. */
const swapFault = z.strictObject({ atMinute, swap: z.tuple([z.string(), z.string()]) });

export const faultSchema = z.union([linkFault, tapFault, toldFault, swapFault]);

/** What happens in a round that nobody in the crew has done. */
export type Fault = z.output<typeof faultSchema>;

interface Parts {
  readonly faults: readonly Fault[];
  readonly topology: Topology;
}

interface Misfit {
  readonly path: (string | number)[];
  readonly message: string;
}

const problemsOf = (
  fault: Fault,
  { nodes, links }: Topology,
  stations: readonly string[],
): readonly string[] => {
  if ('swap' in fault) {
    const strangers = fault.swap.filter(station => !stations.includes(station));
    return strangers.map(station => `there is no station ${station}`);
  }
  if ('node' in fault) {
    const node = nodes.find(({ name }) => name === fault.node);
    const isThere = node?.programs.some(({ name }) => name === fault.program) ?? false;
    return isThere ? [] : [`no ${fault.program} runs on ${fault.node}`];
  }
  const isLink = links.some(link => link.a === fault.link);
  const tap = 'tap' in fault ? fault.tap : null;
  const isTap = tap === null || nodes.some(({ name, role }) => name === tap && role === 'tap');
  return [
    ...(isLink ? [] : [`no link begins at ${fault.link}`]),
    ...(isTap ? [] : [`there is no tap ${tap}`]),
  ];
};

/** What the events of a mission name and its network does not have. */
export const faultMisfits = (
  { faults, topology }: Parts,
  stations: readonly StationId[],
): readonly Misfit[] =>
  faults.flatMap((fault, index) =>
    problemsOf(fault, topology, stations).map(message => ({ path: ['faults', index], message })),
  );
