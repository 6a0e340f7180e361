import { decodeManchester, encodeManchester, type HalfBit } from '../../protocols/line-code.ts';
import { type AutomatonRow, asGiven, deliver, drop, send } from './automaton-row.ts';

/** The 16 half-bit levels of `byte` as text, IEEE 802.3 §7.3.1.1. */
const signalOf = (byte: number): string => encodeManchester([byte]).join('');

/** The byte that 16 levels stand for; null where an edge in mid-bit is missing. */
export const byteOfSignal = (halfBits: readonly number[]): number | null => {
  const wave = halfBits.map((level): HalfBit => (level === 0 ? 0 : 1));
  return decodeManchester(wave).bytes[0] ?? null;
};

/** Puts the marked byte into a wave. */
export const sendBits: AutomatonRow<'send-bits'> = {
  choose: (_world, task) => send({ signal: signalOf(task.unit[task.situation.byteIndex] ?? 0) }),
  complete: asGiven,
};

/** Reads the marked byte from its wave. */
export const hearBits: AutomatonRow<'hear-bits'> = {
  choose: (_world, task) => {
    const byte = byteOfSignal(task.situation.halfBits);
    return byte === null ? drop('malformed') : deliver({ byte });
  },
  complete: asGiven,
};
