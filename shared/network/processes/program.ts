import type { ProgramSpec } from '../topology.ts';
import type { NodeState } from '../world.ts';

/** A process by name, as a row of the socket table wants it; what is not installed runs as the system. */
export const programAt = (
  { spec }: NodeState,
  name: string,
): { readonly process: string; readonly pid: number } => {
  const program = spec.programs.find(one => one.name === name);
  return { process: name, pid: program?.pid ?? 1 };
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
