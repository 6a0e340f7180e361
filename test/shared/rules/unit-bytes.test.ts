import { expect, test } from 'vitest';
import { bytesEqual, toHex } from '../../../shared/base/bytes.ts';
import { automatonDecision } from '../../../shared/network/automaton.ts';
import { decide, openTasks } from '../../../shared/network/simulator.ts';
import { leavesOf } from '../../../shared/protocols/span.ts';
import { valuesOfBytes } from '../../../shared/rules/typed-bytes.ts';
import { unitBytes } from '../../../shared/rules/unit-bytes.ts';
import { deepCopy } from '../../../shared/session/deep-copy.ts';
import { benchAt, failures, type Seen } from './worlds.ts';

/** Units that a decision of the automaton leads to: what the next layer gets, or what goes on the wire. */
const unitsMade = ({ world, task }: Seen): Uint8Array[] => {
  const copy = deepCopy(world);
  const before = copy.capture.length;
  decide(copy, task.id, automatonDecision(world, task), () => 'person');
  const frames = copy.capture.slice(before).filter(frame => frame.task === task.id);
  return [
    ...openTasks(copy)
      .filter(({ cause }) => cause === task.id)
      .map(({ unit }) => unit),
    ...frames.map(({ bytes }) => bytes),
  ].filter(({ length }) => length > 0);
};

const isCompared = (seen: Seen): boolean => {
  const { direction, protocol } = benchAt(seen, 'fields');
  const { action } = automatonDecision(seen.world, seen.task);
  if (direction === 'up' || protocol === 'none' || action === 'drop') return false;
  return action === 'send' || protocol === 'arp';
};

test('bytes on the bench are the bytes that the network makes', () => {
  const compared = new Set<string>();
  expect(
    failures(seen => {
      // A packet whose next hop is not known yet waits: nothing is made of it before the answer.
      const made = isCompared(seen) ? unitsMade(seen) : [];
      if (made.length === 0) return null;
      compared.add(seen.task.situation.type);
      const right = automatonDecision(seen.world, seen.task);
      const wrong = (['words', 'fields'] as const)
        .map(level => unitBytes(benchAt(seen, level), right.values).bytes)
        .find(bytes => !made.some(unit => bytesEqual(unit, bytes)));
      return wrong === undefined ? null : toHex(wrong);
    }),
  ).toEqual([]);
  expect([...compared].sort()).toEqual([
    'answer-query',
    'arp-request-in',
    'ask-arp',
    'ask-lease',
    'compose-icmp',
    'compose-query',
    'compose-request',
    'forward-packet',
    'serve-lease',
    'serve-request',
    'switch-frame',
    'translate-packet',
    'wrap-datagram',
    'wrap-frame',
    'wrap-packet',
    'wrap-segment',
  ]);
});

test('spans cover every bit of the unit once, in order', () => {
  expect(
    failures(seen => {
      const { bytes, spans } = unitBytes(benchAt(seen, 'fields'), {});
      let at = 0;
      for (const { bitOffset, bitLength, path } of leavesOf(spans)) {
        if (bitOffset !== at) return `${path} at ${bitOffset}, not ${at}`;
        at += bitLength;
      }
      return at === bytes.length * 8 ? null : `${at} of ${bytes.length * 8} bits`;
    }),
  ).toEqual([]);
});

test('a header typed as bytes reads back as the values that wrote it', () => {
  expect(
    failures(seen => {
      const bench = benchAt(seen, 'hex');
      const right = automatonDecision(seen.world, seen.task);
      if (bench.direction === 'up' || right.action === 'drop') return null;
      const read = valuesOfBytes(bench, unitBytes(bench, right.values).bytes);
      const wrong = bench.fields
        .filter(({ input, path }) => input === 'hex' && right.values[path] !== undefined)
        .find(({ path }) => read[path] !== right.values[path]);
      return wrong === undefined ? null : `${wrong.path}: ${read[wrong.path]}`;
    }),
  ).toEqual([]);
});

test('a wrong value that is given survives into the bytes', () => {
  expect(
    failures(seen => {
      const bench = benchAt(seen, 'fields');
      if (bench.protocol !== 'ipv4' || bench.direction === 'up') return null;
      const { bytes } = unitBytes(bench, { 'ipv4.headerChecksum': 0xbeef });
      return toHex(bytes.subarray(10, 12)) === 'beef' ? null : toHex(bytes);
    }),
  ).toEqual([]);
});
