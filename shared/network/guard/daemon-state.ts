import type { NodeSpec, ProgramSpec } from '../topology.ts';
import { type FaultWord, limitsOf } from './reading.ts';

/** How a guarded daemon fares. */
export interface DaemonState {
  readonly pid: number;
  /** How often it has fallen over. */
  readonly falls: number;
  /** Since when it lies there; null while it runs. */
  readonly fellAtMicros: number | null;
  /** What was wrong with what was refused here last. */
  readonly lastFault: FaultWord;
}

/** Whether somebody stands guard before a program. */
export const isGuarded = ({ settings = {} }: ProgramSpec): boolean =>
  limitsOf(settings) !== undefined;

/** The guarded daemons of a node by program, as they start; undefined where there are none. */
export const newDaemons = ({ programs }: NodeSpec): Map<string, DaemonState> | undefined => {
  const guarded = programs.filter(isGuarded);
  if (guarded.length === 0) return undefined;
  return new Map(
    guarded.map(({ name, pid }) => [
      name,
      { pid, falls: 0, fellAtMicros: null, lastFault: 'none' },
    ]),
  );
};

interface WithDaemons {
  readonly spec: NodeSpec;
  readonly daemons?: ReadonlyMap<string, DaemonState>;
}

/** Whether a program lies there, until the service manager starts it anew. */
export const isFallen = ({ daemons }: WithDaemons, program: string): boolean =>
  (daemons?.get(program)?.fellAtMicros ?? null) !== null;

/** Programs of a node that lie there now. */
export const fallenIn = (node: Partial<WithDaemons> | undefined): readonly string[] =>
  [...(node?.daemons ?? [])].flatMap(([program, { fellAtMicros }]) =>
    fellAtMicros === null ? [] : [program],
  );

/** The process that runs a program now: one that was started anew has another number. */
export const pidOf = ({ daemons }: WithDaemons, { name, pid }: ProgramSpec): number =>
  daemons?.get(name)?.pid ?? pid;

/** A number that no process of the host has had. */
export const nextPid = ({ spec, daemons }: WithDaemons): number =>
  1 +
  Math.max(
    0,
    ...spec.programs.map(({ pid }) => pid),
    ...[...(daemons?.values() ?? [])].map(({ pid }) => pid),
  );
