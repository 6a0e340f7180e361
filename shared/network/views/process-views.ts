import { isFallen, pidOf } from '../guard/daemon-state.ts';
import type { ProgramSpec } from '../topology.ts';
import type { NodeState } from '../world.ts';

/** Programs that run now, with their process number. */
const running = (node: NodeState): readonly Pick<ProgramSpec, 'name' | 'pid'>[] =>
  node.spec.programs
    .filter(({ name }) => !isFallen(node, name))
    .map(program => ({ name: program.name, pid: pidOf(node, program) }));

const taskRow = (cells: readonly [string, string, string, string, string]): string => {
  const [name, pid, session, number, memory] = cells;
  return [
    name.slice(0, 25).padEnd(25),
    pid.padStart(8),
    session.padEnd(16),
    number.padStart(11),
    memory.padStart(12),
  ].join(' ');
};

/** What `tasklist` says on Windows. Memory is not simulated, so it stands as not available. */
export const tasklist = (node: NodeState): string =>
  [
    '',
    taskRow(['Image Name', 'PID', 'Session Name', 'Session#', 'Mem Usage']),
    [25, 8, 16, 11, 12].map(width => '='.repeat(width)).join(' '),
    ...running(node).map(({ name, pid }) =>
      taskRow([`${name}.exe`, String(pid), 'Services', '0', 'N/A']),
    ),
    '',
  ].join('\n');

const psRow = (pid: string, parent: string, rest: string): string =>
  `${pid.padStart(8)}${parent.padStart(8)}${rest}`;

/** What `ps -ef` says on Unix: all programs were started at boot, as root, by process 1. */
export const processList = (node: NodeState): string =>
  [
    `UID     ${psRow('PID', 'PPID', '  C STIME TTY          TIME CMD')}`,
    ...running(node).map(
      ({ name, pid }) =>
        `root    ${psRow(String(pid), '1', `  0 00:00 ?        00:00:00 ${name}`)}`,
    ),
    '',
  ].join('\n');

/** What it says of a unit whose process has fallen over and is to be started anew. */
const FALLEN = {
  active: 'activating (auto-restart) (Result: core-dump)',
  main: (pid: number): string => `${pid} (code=dumped, signal=SEGV)`,
} as const;

/** What `systemctl status` says of the unit of the program `name`. */
export const serviceStatus = (node: NodeState, name: string): string => {
  const program = node.spec.programs.find(one => one.name === name);
  if (program === undefined) return `Unit ${name}.service could not be found.\n`;
  const pid = pidOf(node, program);
  const isDown = isFallen(node, name);
  return [
    `● ${name}.service - ${name}`,
    `     Loaded: loaded (/etc/systemd/system/${name}.service; enabled; preset: enabled)`,
    `     Active: ${isDown ? FALLEN.active : 'active (running)'}`,
    `   Main PID: ${isDown ? FALLEN.main(pid) : `${pid} (${name})`}`,
    '',
  ].join('\n');
};
