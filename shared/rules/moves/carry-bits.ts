import {
  bitsOf,
  byteOf,
  decodeManchester,
  encodeManchester,
  type HalfBit,
} from '../../protocols/line-code.ts';
import { distinct, found, judgeSaying, type SituationOf } from './checks.ts';
import type { FieldRule, Found, Move, Scene } from './move.ts';

type SendBits = SituationOf<'send-bits'>;
type HearBits = SituationOf<'hear-bits'>;

const LEVELS = /^[01]{16}$/;

const markedByte = (scene: Scene<SendBits>): number =>
  scene.task.unit[scene.situation.byteIndex] ?? 0;

const reversed = (byte: number): number => byteOf(bitsOf(byte), 'most-significant-first');
const complement = (byte: number): number => 255 - byte;

const waveOf = (byte: number, convention: 'ieee-802.3' | 'thomas' = 'ieee-802.3'): string =>
  encodeManchester([byte], convention).join('');

/** A level held for the whole bit: no edge in mid-bit, so no clock. */
const heldLevels = (byte: number): string =>
  bitsOf(byte)
    .map(bit => `${bit}${bit}`)
    .join('');

const turnedOver = (wave: string, bit: number): string =>
  `${wave.slice(0, bit * 2)}${wave.charAt(bit * 2 + 1)}${wave.charAt(bit * 2)}${wave.slice(bit * 2 + 2)}`;

const wrongWave = (byte: number, given: string): Found['code'] => {
  if (given === waveOf(reversed(byte))) return 'bits/reversed';
  if (given === waveOf(byte, 'thomas')) return 'bits/other-convention';
  const pairs = given.match(/../g) ?? [];
  return pairs.some(pair => pair === '00' || pair === '11') ? 'bits/level-is-bit' : 'bits/wrong';
};

const signal: FieldRule<SendBits> = {
  path: 'signal',
  input: 'signal',
  check: (scene, given) => {
    const byte = markedByte(scene);
    const expected = waveOf(byte);
    if (given === expected) return null;
    if (!LEVELS.test(String(given))) return found('value/not-a-choice', expected);
    return found(wrongWave(byte, String(given)), expected);
  },
  decoys: scene => {
    const byte = markedByte(scene);
    return distinct([
      waveOf(reversed(byte)),
      waveOf(byte, 'thomas'),
      heldLevels(byte),
      turnedOver(waveOf(byte), 3),
      turnedOver(waveOf(byte), 6),
    ]);
  },
};

const byteFact = (byte: number): string => `0x${byte.toString(16).padStart(2, '0')}`;

/** The physical layer writes the marked byte as a wave: a 1 rises in mid-bit, the least significant bit first. IEEE 802.3 §7.3.1.1, §3.3. */
export const sendBits: Move<SendBits> = {
  direction: 'down',
  protocol: 'none',
  fields: [signal],
  opens: ['signal'],
  offers: [{ action: 'send', choices: [] }],
  focus: () => 'signal',
  kindOf: () => 'bits/send',
  judgeAction: (scene, decision) => judgeSaying(scene, decision, {}, 'action/not-here'),
  facts: scene => ({
    byte: byteFact(markedByte(scene)),
    byteIndex: String(scene.situation.byteIndex),
  }),
  isNew: () => null,
};

const heardByte = (scene: Scene<HearBits>): number | null => {
  const wave = scene.situation.halfBits.map((level): HalfBit => (level === 0 ? 0 : 1));
  return decodeManchester(wave).bytes[0] ?? null;
};

const byte: FieldRule<HearBits> = {
  path: 'byte',
  input: 'byte',
  bits: 8,
  action: 'deliver',
  check: (scene, given) => {
    const expected = heardByte(scene);
    if (expected === null || given === expected) return null;
    if (given === reversed(expected)) return found('bits/reversed', expected);
    return found(given === complement(expected) ? 'bits/other-convention' : 'bits/wrong', expected);
  },
  decoys: scene => {
    const heard = heardByte(scene) ?? 0;
    return distinct([
      reversed(heard),
      complement(heard),
      reversed(complement(heard)),
      heard ^ 0x10,
      heard ^ 0x03,
    ]);
  },
  show: (_scene, value) => (typeof value === 'number' ? byteFact(value) : value),
};

/** The physical layer reads the marked byte from its wave; a missing edge is noise, not a bit. IEEE 802.3 §7.3.1.1. */
export const hearBits: Move<HearBits> = {
  direction: 'up',
  protocol: 'none',
  fields: [byte],
  opens: ['byte'],
  offers: [
    { action: 'deliver', choices: [] },
    { action: 'drop', choices: ['malformed', 'not-mine', 'nothing-to-do'] },
  ],
  focus: () => 'byte',
  kindOf: scene => (scene.right.action === 'drop' ? 'bits/noise' : 'bits/hear'),
  judgeAction: (scene, decision) =>
    judgeSaying(
      scene,
      decision,
      { deliver: 'bits/missed-edge', drop: 'bits/no-noise-here' },
      'bits/missed-edge',
    ),
  facts: scene => ({ byteIndex: String(scene.situation.byteIndex) }),
  isNew: scene => (heardByte(scene) === null ? 'missing-edge' : null),
};
