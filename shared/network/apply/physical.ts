import type { TaskOf } from '../automaton/automaton-row.ts';
import { byteOfSignal } from '../automaton/physical.ts';
import { transmit } from '../link.ts';
import { follow, noteOf } from '../schedule.ts';
import type { Decision } from '../task.ts';
import { numberAt, textAt } from '../values.ts';
import type { World } from '../world.ts';

const levelsOf = (signal: string): number[] =>
  [...signal].filter(level => level === '0' || level === '1').map(Number);

const withByte = (frame: Uint8Array, index: number, byte: number): Uint8Array => {
  const changed = frame.slice();
  changed[index] = byte;
  return changed;
};

/** Puts the frame on the wire with the marked byte as the wave has it; one that cannot be read arrives damaged. */
export const applySendBits = (
  world: World,
  task: TaskOf<'send-bits'>,
  { action, values }: Decision,
): void => {
  if (action !== 'send') return;
  const { interface: name, byteIndex } = task.situation;
  const halfBits = levelsOf(textAt(values, 'signal', ''));
  const byte = halfBits.length === 16 ? byteOfSignal(halfBits) : null;
  transmit(world, {
    from: `${task.node}.${name}`,
    bytes: withByte(task.unit, byteIndex, byte ?? (task.unit[byteIndex] ?? 0) ^ 0xff),
    task: task.id,
    exchange: task.exchange,
    claim: null,
    signal: { byteIndex, halfBits },
  });
};

/** Hands the frame up with the byte that was heard. */
export const applyHearBits = (
  world: World,
  task: TaskOf<'hear-bits'>,
  { action, values }: Decision,
): void => {
  if (action !== 'deliver') return;
  const { interface: name, byteIndex } = task.situation;
  const frame = withByte(task.unit, byteIndex, numberAt(values, 'byte', 0));
  const note = noteOf(world, task.id);
  follow(world, task, 'link', { type: 'unwrap-frame', interface: name }, frame, note);
};
