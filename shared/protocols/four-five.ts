import type { Issue } from './issue.ts';
import { type Bit, withPreamble } from './line-code.ts';

const RFC = 'IEEE 802.3 §24.2.2.1, table 24-1';

/** Five bits for each four bits of data, in order 0 to F; the left one is sent first. */
export const FOUR_FIVE_DATA = [
  ...['11110', '01001', '10100', '10101', '01010', '01011', '01110', '01111'],
  ...['10010', '10011', '10110', '10111', '11010', '11011', '11100', '11101'],
] as const;

/** Symbols that stand for no data: idle, start of a frame (J K), its end (T R), halt (a damaged frame), quiet. */
export const FOUR_FIVE_CONTROL = {
  I: '11111',
  J: '11000',
  K: '10001',
  T: '01101',
  R: '00111',
  H: '00100',
  Q: '00000',
} as const;

const { J, K, T, R } = FOUR_FIVE_CONTROL;

const VALUE_OF = new Map<string, number>(FOUR_FIVE_DATA.map((symbol, value) => [symbol, value]));

const bitsIn = (symbols: string): Bit[] => Array.from(symbols, sign => (sign === '1' ? 1 : 0));

/** Symbols of `bytes`, the lower four bits of each first. */
const symbolsOf = (bytes: Uint8Array): string =>
  Array.from(
    bytes,
    byte => `${FOUR_FIVE_DATA[byte & 15] ?? ''}${FOUR_FIVE_DATA[byte >> 4] ?? ''}`,
  ).join('');

/** Code bits of a whole frame with its check sequence: J K in place of the first preamble byte, the rest of preamble and
 *  delimiter, the frame, T R. IEEE 802.3 §24.2.2.1. */
export const encodeFourFive = (frame: Uint8Array): Bit[] =>
  bitsIn(`${J}${K}${symbolsOf(withPreamble(frame).subarray(1))}${T}${R}`);

/** What a receiver makes of code bits: the bytes from the preamble on (the first of it stood for J K); `null` for a byte
 *  with a symbol that is no data. `bitOffset` of an issue counts code bits. */
export interface FourFiveReading {
  readonly bytes: readonly (number | null)[];
  readonly issues: readonly Issue[];
}

const issue = (code: Issue['code'], bitOffset: number, given?: string): Issue => ({
  severity: 'error',
  code,
  path: '4b5b.symbols',
  bitOffset,
  bitLength: 5,
  ...(given === undefined ? {} : { given }),
  rfc: RFC,
});

const FIRST_PREAMBLE_BYTE = 0x55;

/** The values behind the start up to T R or the end of the bits. */
const valuesFrom = (
  code: string,
  start: number,
): { readonly values: (number | null)[]; readonly issues: Issue[]; readonly end: number } => {
  const values: (number | null)[] = [];
  const issues: Issue[] = [];
  let at = start;
  for (; at + 5 <= code.length; at += 5) {
    if (code.startsWith(T + R, at)) return { values, issues, end: at };
    const symbol = code.slice(at, at + 5);
    const value = VALUE_OF.get(symbol);
    values.push(value ?? null);
    if (value === undefined) issues.push(issue('4b5b/bad-symbol', at, symbol));
  }
  issues.push(issue('4b5b/no-end', Math.max(0, code.length - 5)));
  return { values, issues, end: at };
};

const pair = (low: number | null, high: number | null): number | null =>
  low === null || high === null ? null : low | (high << 4);

/** Reads code bits: finds J K at any place, then takes symbols up to T R. Never throws. */
export const decodeFourFive = (bits: readonly Bit[]): FourFiveReading => {
  const code = bits.join('');
  const start = code.indexOf(J + K);
  if (start === -1) return { bytes: [], issues: [issue('4b5b/no-start', 0)] };
  const { values, issues, end } = valuesFrom(code, start + 10);
  if (values.length % 2 === 1) issues.push(issue('4b5b/half-byte', end - 5));
  const bytes = Array.from({ length: Math.floor(values.length / 2) }, (_, index) =>
    pair(values[index * 2] ?? null, values[index * 2 + 1] ?? null),
  );
  return { bytes: [FIRST_PREAMBLE_BYTE, ...bytes], issues };
};

/** Code bits with `idle` symbols of I before and behind them. */
export const withIdle = (bits: readonly Bit[], idle: number): Bit[] => [
  ...bitsIn(FOUR_FIVE_CONTROL.I.repeat(idle)),
  ...bits,
  ...bitsIn(FOUR_FIVE_CONTROL.I.repeat(idle)),
];
