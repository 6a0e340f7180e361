import type { ServiceSettings } from '../programs/service.ts';
import type { World } from '../world.ts';

/** A running program is told otherwise: `settings` stand in place of those of the same name. It forgets nothing. */
export const tellProgram = (
  { nodes }: World,
  node: string,
  program: string,
  settings: ServiceSettings,
): void => {
  const runs = nodes.get(node)?.runs;
  for (const [id, run] of runs ?? []) {
    if (run.program === program) {
      runs?.set(id, { ...run, settings: { ...run.settings, ...settings } });
    }
  }
};
