import { isFallen, pidOf } from '../network/guard/daemon-state.ts';
import { limitsOf } from '../network/guard/reading.ts';
import type { NodeState } from '../network/world.ts';
import type { Plain } from './own-table.ts';

/** The guarded daemons of a host: whether they run, and how much room they have for their input. */
export const guardTables = (node: NodeState): Plain[] => {
  const rows = node.spec.programs.flatMap(program => {
    const limits = limitsOf(program.settings ?? {});
    if (limits === undefined) return [];
    const isDown = isFallen(node, program.name);
    return [
      [
        program.name,
        isDown ? '' : String(pidOf(node, program)),
        isDown ? 'fallen over' : 'running',
        `${limits.bufferBytes} bytes`,
      ],
    ];
  });
  return rows.length === 0
    ? []
    : [{ id: 'daemon', columns: ['process', 'pid', 'state', 'boxes'], rows }];
};
