import { pidOf } from '../guard/daemon-state.ts';
import type { ProgramSpec } from '../topology.ts';
import type { NodeState } from '../world.ts';

/** A process by name, as a row of the socket table wants it; what is not installed runs as the system. */
export const programAt = (
  node: NodeState,
  name: string,
): { readonly process: string; readonly pid: number } => {
  const program = node.spec.programs.find(one => one.name === name);
  return { process: name, pid: program === undefined ? 1 : pidOf(node, program) };
};

/** Name of the first program of one of the `kinds`, in that order; 'system' where there is none. */
export const programNamed = (
  { spec }: NodeState,
  ...kinds: readonly ProgramSpec['kind'][]
): string => {
  for (const kind of kinds) {
    const program = spec.programs.find(one => one.kind === kind);
    if (program !== undefined) return program.name;
  }
  return 'system';
};
