import { describe, expect, test } from 'vitest';
import type { BenchField } from '../../../shared/rules/bench.ts';
import { parseTyped } from '../../../shared/rules/typed-value.ts';

const field = (path: string, input: BenchField['input']): BenchField => ({
  path,
  input,
  state: 'open',
  value: null,
  options: [{ value: 4, shown: 'UDP 53', note: 'named (812)' }],
});

describe('what a player types', () => {
  test.each([
    ['commas for dots', 'ipv4.source', 'ipv4', '10,60,145,241', 0x0a3c91f1],
    ['full-width digits', 'ipv4.timeToLive', 'number', '６４', 64],
    ['dashes in a MAC', 'ethernet.source', 'mac', '02-00-00-00-00-01', 0x020000000001],
    ['hex with 0x', 'ethernet.etherType', 'number', '0x0800', 2048],
    ['blanks around it', 'tcp.sourcePort', 'number', ' 50000 ', 50000],
    ['flags in any order and case', 'tcp.flags', 'flags', 'ack, syn', 'SYN ACK'],
    ['bytes of a field', 'udp.destinationPort', 'hex', '00 35', 53],
    ['six bytes', 'ethernet.destination', 'hex', 'ffffffffffff', 0xffffffffffff],
    ['a wave', 'signal', 'signal', '01 10 01 10 01 10 01 10', '0110011001100110'],
    ['a choice as it is shown', 'socket', 'choice', 'udp 53', 4],
    ['a choice by its value', 'socket', 'choice', '4', 4],
    ['words, blanks and all', 'text', 'text', ' Hi. ', ' Hi. '],
  ] as const)('%s', (_fact, path, input, typed, value) => {
    expect(parseTyped(field(path, input), typed)).toEqual({ ok: true, value });
  });

  test.each([
    [
      'an address with a part too large',
      'ipv4.source',
      'ipv4',
      '10.60.145.999',
      'address/part-out-of-range',
    ],
    ['an address cut short', 'ipv4.source', 'ipv4', '10.1.1', 'address/part-count'],
    ['a leading zero', 'ipv4.source', 'ipv4', '010.1.1.1', 'address/leading-zero'],
    ['a TTL of nine bits', 'ipv4.timeToLive', 'number', '256', 'number/out-of-range'],
    ['words for a number', 'ipv4.timeToLive', 'number', '64 s', 'number/not-a-number'],
    ['half a byte', 'udp.destinationPort', 'hex', '035', 'hex/odd-length'],
    ['too few bytes', 'udp.destinationPort', 'hex', '35', 'hex/wrong-length'],
    ['no hex digit', 'udp.destinationPort', 'hex', '0g35', 'hex/bad-digit'],
    ['an unknown flag', 'tcp.flags', 'flags', 'SYN HELLO', 'flags/unknown'],
    ['a wave cut short', 'signal', 'signal', '0110', 'signal/length'],
    ['what is not offered', 'socket', 'choice', 'TCP 80', 'choice/unknown'],
    ['nothing', 'text', 'text', '', 'text/empty'],
  ] as const)('%s is a problem with words', (_fact, path, input, typed, code) => {
    const parsed = parseTyped(field(path, input), typed);
    expect(parsed.ok ? parsed.value : parsed.error.code).toBe(code);
  });
});
