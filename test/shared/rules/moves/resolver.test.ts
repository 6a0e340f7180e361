import { expect, test } from 'vitest';
import type { Task } from '../../../../shared/network/task.ts';
import { dns } from '../../../../shared/protocols/dns.ts';
import { judge } from '../../../../shared/rules/judge.ts';
import { ip, judged, type Place, type Refusal, refusalOf, stop } from '../places.ts';

const at = (exchange: string, situation: Place[3]): Place => [
  '05-ask-the-root',
  exchange,
  'finder.application',
  situation,
];

const COLD = at('walk', 'resolve-question');
const POINTER = at('walk', 'resolve-reply');
const ROOT = ip('198.51.100.4');
const GAME = ip('203.0.113.10');

const REFUSED: readonly Refusal[] = [
  [
    'the host that bears the name does not keep the book',
    COLD,
    'send',
    { server: ip('203.0.113.80') },
    'resolve/asks-host',
    'name-is-address',
  ],
  [
    'nobody has told of that server yet',
    COLD,
    'send',
    { server: GAME },
    'resolve/asks-stranger',
    null,
  ],
  [
    'it does not ask itself',
    COLD,
    'send',
    { server: ip('10.1.74.10') },
    'resolve/asks-itself',
    null,
  ],
  [
    'what is not known is not answered',
    COLD,
    'answer',
    { answer: 'records' },
    'resolve/knows-nothing',
    'name-is-address',
  ],
  [
    'a question does not leave from the port of a service',
    COLD,
    'send',
    { queryPort: 53 },
    'resolve/port-of-service',
    'port-is-service',
  ],
  ['a number is not easy to guess', COLD, 'send', { queryId: 0 }, 'resolve/number-open', null],
  [
    'a client is not left waiting for nothing',
    COLD,
    'deliver',
    {},
    'resolve/waits-for-nothing',
    null,
  ],
  [
    'a client is not turned away',
    COLD,
    'drop',
    { reason: 'nothing-to-do' },
    'resolve/dropped-client',
    null,
  ],
  [
    'the root has said all it knows',
    POINTER,
    'send',
    { server: ROOT },
    'resolve/asks-root-again',
    'www-is-web',
  ],
  [
    'a pointer is no answer',
    POINTER,
    'answer',
    { answer: 'records' },
    'reply/is-referral',
    'www-is-web',
  ],
  [
    'what was asked for is taken',
    POINTER,
    'drop',
    { reason: 'not-my-question' },
    'reply/dropped-mine',
    null,
  ],
];

test.each(REFUSED)('%s', (_fact, place, action, values, code, tag) => {
  expect(refusalOf(place, action, values)).toEqual({ shade: 'refused', code, tag });
});

test('the number that the client has chosen is known to the client', () => {
  const { world, task } = stop(COLD);
  const queryId = dns.view(task.unit, 0).id;
  const { findings } = judge(world, task, { action: 'send', values: { queryId } });
  expect(findings[0]?.code).toBe('resolve/number-known');
});

test.each([0xffff, 4711, 51_903])('any number that is hard to guess will do: %i', queryId => {
  expect(judged(COLD, 'send', { queryId, queryPort: 40_000 }).shade).toBe('accepted');
});

/** The reply that lies open, changed: from another address, to another port, or under another number. */
const forged = (
  change: (unit: Uint8Array, situation: Task['situation']) => Partial<Task>,
): ReturnType<typeof judge> => {
  const { world, task } = stop(POINTER);
  const false_ = { ...task, ...change(task.unit.slice(), task.situation) };
  return judge(world, false_, { action: 'send', values: {} });
};

test.each<[string, Parameters<typeof forged>[0], string, string | null]>([
  [
    'a reply from somebody else is dropped',
    (_unit, situation) => ({
      situation: { ...situation, peer: { address: GAME, port: 53 } } as Task['situation'],
    }),
    'reply/took-stranger',
    'source-is-checked',
  ],
  [
    'a reply to another number is dropped, whatever sender is written on it',
    unit => {
      unit[1] = (unit[1] ?? 0) ^ 1;
      return { unit };
    },
    'reply/took-other',
    'source-is-checked',
  ],
])('%s', (_fact, change, code, tag) => {
  const { shade, findings } = forged(change);
  expect([shade, findings[0]?.code, findings[0]?.tag]).toEqual(['refused', code, tag]);
});
