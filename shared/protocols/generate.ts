import { type Field, type FieldValue, isWide } from './field.ts';

const wideFor = (bits: number, random: () => number): bigint => {
  let value = 0n;
  for (let left = bits; left > 0; left -= 32) {
    value = (value << 32n) | BigInt(Math.floor(random() * 2 ** 32));
  }
  return value;
};

const numberFor = (field: Field, random: () => number): number | bigint => {
  const { samples } = field;
  if (samples !== undefined) return samples[Math.floor(random() * samples.length)] ?? 0;
  if (isWide(field)) return wideFor(field.bits, random);
  const limit = 2 ** field.bits;
  const edges = [0, 1, limit / 2, limit - 1];
  if (random() < 0.25) return edges[Math.floor(random() * edges.length)] ?? 0;
  return Math.floor(random() * limit);
};

/** `length` bytes from `random`. */
export const generateBytes = (random: () => number, length: number): Uint8Array =>
  Uint8Array.from({ length }, () => Math.floor(random() * 256));

/** A value for every field that is not derived; one in four is at a limit of its width. */
export const generateValues = (
  fields: readonly Field[],
  random: () => number,
  generateTail: (random: () => number) => Uint8Array = () => new Uint8Array(0),
): Readonly<Record<string, FieldValue>> =>
  Object.fromEntries(
    fields
      .filter(field => field.derived !== true)
      .map(field => [
        field.name,
        field.bits === 0 ? generateTail(random) : numberFor(field, random),
      ]),
  );
