import { isGroupMac } from '../protocols/ethernet.ts';
import { type AutomatonRow, asGiven, drop, send, type TaskOf } from './automaton/automaton-row.ts';
import { addressingOf, hasGoodFrameCheck } from './frames.ts';
import { settleCopy, transmit } from './link.ts';
import type { Decision } from './task.ts';
import { textAt } from './values.ts';
import type { NodeState, World } from './world.ts';

/** A station that has not been heard of for this long is forgotten, IEEE 802.1Q §8.8.3. */
export const AGEING_MICROS = 300_000_000;

const portsBut = (world: World, { spec }: NodeState, entry: string): string[] =>
  spec.interfaces
    .map(port => port.name)
    .filter(port => port !== entry && world.ends.has(`${spec.name}.${port}`));

const learnedPort = (world: World, node: NodeState, mac: number): string | undefined => {
  const row = node.macTable.get(mac);
  if (row === undefined || world.nowMicros - row.learnedAtMicros >= AGEING_MICROS) return undefined;
  return row.interface;
};

/** Forwards to the port where the destination was heard; floods what is for all or unknown, IEEE 802.1Q §8.6.3. */
export const switchFrame: AutomatonRow<'switch-frame'> = {
  choose: (world, task) => {
    const node = world.nodes[task.node];
    const heard = addressingOf(task.unit);
    if (node === undefined || heard === undefined) return drop('malformed');
    if (!hasGoodFrameCheck(task.unit)) return drop('bad-frame-check');
    const { destination } = heard;
    const entry = task.situation.interface;
    const port = isGroupMac(destination) ? undefined : learnedPort(world, node, destination);
    if (port === entry) return drop('nothing-to-do');
    return send({ ports: port ?? portsBut(world, node, entry).join(',') });
  },
  complete: asGiven,
};

const learn = (world: World, task: TaskOf<'switch-frame'>): void => {
  const source = addressingOf(task.unit)?.source;
  if (source === undefined || isGroupMac(source)) return;
  world.nodes[task.node]?.macTable.set(source, {
    interface: task.situation.interface,
    learnedAtMicros: world.nowMicros,
  });
};

/** Learns where the source is and sends a copy out of each port of the decision. */
export const applySwitchFrame = (
  world: World,
  task: TaskOf<'switch-frame'>,
  { action, values }: Decision,
): void => {
  const note = world.inner.notes.get(task.id);
  const origin = note?.type === 'frame' ? note.origin : -1;
  const damaged = action === 'drop' && values.reason === 'bad-frame-check';
  if (!damaged) learn(world, task);
  const ports = action === 'send' ? textAt(values, 'ports', '').split(',') : [];
  for (const port of ports) {
    const from = `${task.node}.${port}`;
    const { id, unit: bytes, exchange } = task;
    transmit(world, { from, bytes, task: id, exchange, origin, signal: null });
  }
  settleCopy(world, origin, damaged ? 'corrupted' : null);
};
