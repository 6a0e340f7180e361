import { formatIpv4, formatMac } from '../base/address.ts';
import { shuffle } from '../base/random.ts';
import type { Value } from '../network/task.ts';
import type { FieldOption, Level } from './bench.ts';
import { fieldAt } from './header-values.ts';
import type { FieldRule, Scene, Values } from './moves/move.ts';

const MOST_WRONG: Readonly<Record<Level, number>> = { words: 3, fields: 5, hex: 5 };

const hexShown = (value: number, bits: number): string =>
  `0x${value.toString(16).padStart(Math.ceil(bits / 4), '0')}`;

/** A value as people write it: an address in its notation, EtherTypes in hex, all else as it is. */
export const shownValue = (rule: Pick<FieldRule, 'path' | 'input'>, value: Value): string => {
  if (typeof value === 'string') return value;
  if (!Number.isSafeInteger(value) || value < 0) return String(value);
  if (rule.input === 'mac' && value < 2 ** 48) return formatMac(value);
  if (rule.input === 'ipv4' && value < 2 ** 32) return formatIpv4(value);
  if (rule.input === 'byte') return hexShown(value, 8);
  const field = fieldAt(rule.path);
  return field?.kind === 'hex' ? hexShown(value, field.bits) : String(value);
};

const hexBytes = (value: number, bits: number): string =>
  value
    .toString(16)
    .padStart(bits / 4, '0')
    .replace(/..(?!$)/g, '$& ');

/** Widths of numbers that stand in a unit as they are: counts and times are wider. */
const RAW_WIDTHS = [8, 16];
const ADDRESS_WIDTHS: Readonly<Partial<Record<FieldRule['input'], number>>> = { mac: 48, ipv4: 32 };

/** A value as it stands in a unit, byte for byte; one that stands in none, or has a word of its own, as people write it. */
const rawValue = (rule: FieldRule, value: Value, shown: string): string => {
  const { input, bits = 16 } = rule;
  const width = ADDRESS_WIDTHS[input] ?? (input === 'number' ? bits : 0);
  const stands = input !== 'number' || RAW_WIDTHS.includes(width);
  const isPlain = width > 0 && stands && shown === shownValue(rule, value);
  return isPlain && typeof value === 'number' && value < 2 ** width
    ? hexBytes(value, width)
    : shown;
};

/** At most `most` values that look right and are not: what the move offers, as far as its own check refuses or remarks. */
const wrongValues = (
  scene: Scene,
  rule: FieldRule,
  right: Value | undefined,
  values: Values,
  most: number,
): Value[] => {
  const wrong: Value[] = [];
  const tried: Record<string, Value> = { ...values };
  for (const value of rule.decoys?.(scene) ?? []) {
    if (wrong.length === most) break;
    if (value === right) continue;
    tried[rule.path] = value;
    if (rule.check(scene, value, tried) !== null) wrong.push(value);
  }
  return wrong;
};

/**
 * The right value among decoys, in an order that only the draw knows. `values` is what the automaton would give: the
 * right one is taken from it. Notes beside the values only at level 'words'; `isRaw`: as bytes.
 */
export const optionsFor = (
  scene: Scene,
  rule: FieldRule,
  values: Values,
  { level, isRaw, seed }: { readonly level: Level; readonly isRaw: boolean; readonly seed: string },
): FieldOption[] => {
  if ((rule.decoys?.(scene) ?? null) === null) return [];
  const right = values[rule.path];
  // As many choices whether a right one is among them or not: their number must not tell.
  const most = MOST_WRONG[level] + (right === undefined ? 1 : 0);
  const wrong = wrongValues(scene, rule, right, values, most);
  const all = right === undefined ? wrong : [right, ...wrong];
  return shuffle(all, seed, scene.task.id, rule.path).map(value => {
    const shown = rule.show?.(scene, value) ?? shownValue(rule, value);
    return {
      value,
      shown: isRaw ? rawValue(rule, value, shown) : shown,
      note: level === 'words' || rule.input === 'choice' ? (rule.note?.(scene, value) ?? '') : '',
    };
  });
};
