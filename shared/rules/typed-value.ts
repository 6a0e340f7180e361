import { type AddressProblem, parseIpv4, parseMac } from '../base/address.ts';
import { fromHex, toHex } from '../base/bytes.ts';
import { type NumberProblem, parseNumber } from '../base/number.ts';
import { err, ok, type Result } from '../base/result.ts';
import { plainSigns } from '../base/typed.ts';
import type { Value } from '../network/task.ts';
import type { BenchField } from './bench.ts';
import { fieldAt } from './header-values.ts';

/** Why a text is no value of its field. Each has words in the lessons. */
export type TypedCode =
  | AddressProblem['code']
  | NumberProblem['code']
  | 'hex/bad-digit'
  | 'hex/odd-length'
  | 'hex/wrong-length'
  | 'flags/unknown'
  | 'signal/length'
  | 'choice/unknown'
  | 'text/empty';

/** Why a typed text is no value for its field; `facts` fill the words in the lessons. */
export interface TypedProblem {
  readonly code: TypedCode;
  readonly facts: Readonly<Record<string, string>>;
}

type Typed = Result<Value, TypedProblem>;

const problem = (code: TypedCode, facts: Readonly<Record<string, string>> = {}): Typed =>
  err({ code, facts });

/** Widths of numbers that stand in no table. */
const OTHER_BITS: Readonly<Record<string, number>> = {
  'dns.id': 16,
  'dns.type': 16,
  'dns.rd': 1,
  'dhcp.leaseSeconds': 32,
  'dhcp.transactionId': 32,
  'lease.renewSeconds': 32,
  'http.status': 10,
  'http.contentLength': 32,
  status: 10,
  byte: 8,
  socket: 32,
};

const bitsOf = (path: string): number => {
  const bits = fieldAt(path)?.bits ?? OTHER_BITS[path] ?? 16;
  return bits === 0 ? 32 : bits;
};

const factsOf = (found: object): Record<string, string> =>
  Object.fromEntries(
    Object.entries(found)
      .filter(([name]) => name !== 'code')
      .map(([name, value]) => [name, String(value)]),
  );

const asAddress = (parsed: Result<number, AddressProblem>): Typed =>
  parsed.ok ? parsed : problem(parsed.error.code, factsOf(parsed.error));

const asNumber = (typed: string, bits: number): Typed => {
  const parsed = parseNumber(typed, bits);
  return parsed.ok ? parsed : problem(parsed.error.code, factsOf(parsed.error));
};

/** Names of control bits in the order in which they are spoken. */
const FLAGS = ['SYN', 'FIN', 'RST', 'PSH', 'ACK', 'URG', 'ECE', 'CWR'];
/** As the segments of the game name themselves: 'SYN ACK', 'PSH ACK'. */
const asFlags = (typed: string): Typed => {
  const names = plainSigns(typed)
    .toUpperCase()
    .split(/[^A-Z0-9]+/)
    .filter(name => name !== '');
  const unknown = names.find(name => !FLAGS.includes(name));
  if (unknown !== undefined) return problem('flags/unknown', { given: unknown });
  return ok(FLAGS.filter(name => names.includes(name)).join(' '));
};

/** The bytes of one field as hex digits: a number of that width. */
const asHex = (typed: string, path: string): Typed => {
  const bytes = fromHex(plainSigns(typed));
  if (!bytes.ok) return problem(bytes.error.code, factsOf(bytes.error));
  const field = fieldAt(path);
  const expected = bitsOf(path) / 8;
  if (field?.bits === 0) return ok(toHex(bytes.value));
  if (bytes.value.length !== expected) {
    return problem('hex/wrong-length', {
      expected: String(expected),
      given: String(bytes.value.length),
    });
  }
  return ok(bytes.value.reduce((value, byte) => value * 256 + byte, 0));
};

const asSignal = (typed: string): Typed => {
  const levels = plainSigns(typed).replace(/\s/g, '');
  return /^[01]{16}$/.test(levels) ? ok(levels) : problem('signal/length', { given: levels });
};

/** A choice by its shown form, its value, or a number. */
const asChoice = (typed: string, options: BenchField['options']): Typed => {
  const given = plainSigns(typed);
  const option = options.find(
    ({ value, shown }) => String(value) === given || shown.toLowerCase() === given.toLowerCase(),
  );
  if (option !== undefined) return ok(option.value);
  return options.length === 0 ? ok(given) : problem('choice/unknown', { given });
};

/** What a player typed, as the value of `field`; clear problems, never a silent guess. */
export const parseTyped = (field: BenchField, typed: string): Typed => {
  switch (field.input) {
    case 'mac':
      return asAddress(parseMac(typed));
    case 'ipv4':
      return asAddress(parseIpv4(typed));
    case 'number':
      return asNumber(typed, bitsOf(field.path));
    case 'byte':
      return asNumber(typed, 8);
    case 'hex':
      return asHex(typed, field.path);
    case 'flags':
      return asFlags(typed);
    case 'signal':
      return asSignal(typed);
    case 'choice':
      return asChoice(typed, field.options);
    case 'text':
      return typed === '' ? problem('text/empty') : ok(typed);
  }
};
