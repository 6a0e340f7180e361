import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ACT } from '../../../shared/messages/command-schema.ts';

const act = (command: unknown, id: unknown = 'a1') => ACT.safeParse({ id, command }).success;

test.each([
  [{ type: 'decide', taskId: 3, action: 'send', values: { 'udp.sourcePort': 70000, x: 'y' } }],
  [{ type: 'because', refutationId: 1, choice: null }],
  [{ type: 'move', playerId: 'p1', crew: 0, seat: 1 }],
  [{ type: 'start-round' }],
  [{ type: 'help', help: 'exam' }],
])('%o has the shape of a command: the judge says whether it makes sense', command => {
  expect(act(command)).toBe(true);
});

test.each([
  ['an unknown type', { type: 'cheat' }],
  ['an unknown action', { type: 'decide', taskId: 1, action: 'eat', values: {} }],
  [
    'a value that is neither number nor text',
    { type: 'decide', taskId: 1, action: 'send', values: { a: [] } },
  ],
  ['a text without end', { type: 'nickname', nickname: 'x'.repeat(100_000) }],
  [
    'values without end',
    {
      type: 'decide',
      taskId: 1,
      action: 'send',
      values: Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`k${index}`, 1])),
    },
  ],
  ['a key that nobody asked for', { type: 'open', taskId: 1, extra: true }],
  ['a fraction of a task', { type: 'open', taskId: 1.5 }],
])('%s is refused at the door', (_what, command) => {
  expect(act(command)).toBe(false);
});

test('nothing that comes over the wire makes the schema throw', () => {
  fc.assert(
    fc.property(fc.anything(), given => {
      expect(typeof ACT.safeParse(given).success).toBe('boolean');
    }),
  );
});
