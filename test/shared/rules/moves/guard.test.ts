import { describe, expect, test } from 'vitest';
import { type GuardTask, guardReadingAt } from '../../../../shared/network/guard/guarded.ts';
import type { GarbageName } from '../../../../shared/network/programs/garbage/garbage.ts';
import { FETCH, LOOKUP, MAIL } from '../../network/guard/guarded-town.ts';
import {
  drop,
  type Given,
  garbageAt,
  guardAt,
  refuse,
  take,
  tell,
  verdictOf,
} from '../guarding.ts';

describe('a guard is right', () => {
  test.each<readonly [string, GarbageName, number, Given]>([
    ['413 for a body without room', 'http-huge', 0, refuse('413')],
    ['414 for a long first line', 'http-long-line', 0, refuse('414')],
    ['431 for many fields', 'http-many-fields', 0, refuse('431')],
    ['400 for two lengths', 'http-length-twice', 0, refuse('400', { toldLength: 'unclear' })],
    ['400 for a length and chunks', 'http-length-and-coding', 0, refuse('400')],
    ['the chunks alone, RFC 9112 §6.1', 'http-length-and-coding', 0, take],
    ['501 for an unknown coding', 'http-coding', 0, refuse('501')],
    ['501 for an unknown method', 'http-method', 0, refuse('501')],
    ['505 for another version', 'http-version', 0, refuse('505')],
    ['a line feed let pass, RFC 9112 §2.2', 'http-line-feeds', 0, take],
    ['a line feed refused', 'http-line-feeds', 0, refuse('400')],
    ['a folded line refused', 'http-folded', 0, refuse('400')],
    ['a folded line with blanks for the fold, RFC 9112 §5.2', 'http-folded', 0, take],
    ['a control character replaced, RFC 9110 §5.5', 'http-control', 0, take],
    ['TLS told so', 'http-tls', 0, refuse('400', { spoken: 'tls' })],
    ['TLS without a word', 'http-tls', 0, drop('not-my-protocol')],
    ['SSH called malformed', 'http-ssh', 0, drop('malformed')],
    ['waiting for the rest', 'http-less-came', 0, tell('read', 0)],
    [
      '503 for a recipient without sender',
      'smtp-recipient-first',
      1,
      refuse('503', { order: 'too-early' }),
    ],
    ['503 for data without recipient', 'smtp-data-first', 2, refuse('503')],
    ['554 for the same, RFC 5321 §3.3', 'smtp-data-first', 2, refuse('554')],
    ['a second sender is too late', 'smtp-sender-twice', 2, refuse('503', { order: 'too-late' })],
    ['500 for a word that is none', 'smtp-word', 1, refuse('500')],
    ['501 for a path that is none', 'smtp-path', 1, refuse('501')],
    ['500 for a long line', 'smtp-long-line', 1, refuse('500')],
    ['501 for a line feed inside', 'smtp-line-feed', 2, refuse('501')],
    ['500 for the same', 'smtp-line-feed', 2, refuse('500')],
    [
      'FORMERR for a long label',
      'dns-long-label',
      0,
      refuse('FORMERR', { fault: 'label-too-long' }),
    ],
    ['FORMERR for a loop', 'dns-pointer-itself', 0, refuse('FORMERR', { sum: 'undamaged' })],
    ['NOTIMP for an operation', 'dns-operation', 0, refuse('NOTIMP')],
    ['NOTIMP for HTTP', 'dns-http', 0, refuse('NOTIMP')],
    ['FORMERR for HTTP', 'dns-http', 0, refuse('FORMERR')],
    ['silence for an answer', 'dns-response', 0, drop('not-my-question')],
    ['silence for a scrap', 'dns-short', 0, drop('malformed')],
  ])('%s', (_fact, input, unit, given) => {
    expect(verdictOf(garbageAt(input, unit), given)).toEqual(['accepted', '', '']);
  });

  test.each([
    ['a request', FETCH, ['read', 'toldLength', 'spoken', 'fault', 'sum']],
    ['a question', LOOKUP, ['toldLength', 'spoken', 'fault', 'sum']],
    ['a hello', MAIL, ['read', 'order', 'spoken', 'fault', 'sum']],
  ] as const)(
    '%s of an honest client is taken, and nothing is wrong with it',
    (_what, spec, paths) => {
      const stopped = guardAt(spec, spec === FETCH ? 1 : 0);
      expect(verdictOf(stopped, take)).toEqual(['accepted', '', '']);
      for (const path of paths) {
        const value = path === 'fault' ? 'out-of-order' : 'harmless';
        expect(verdictOf(stopped, tell(path, path === 'read' ? 9 : value))[0]).toBe('refused');
      }
    },
  );
});

describe('a guard is remarked upon', () => {
  test.each<readonly [string, GarbageName, number, Given, string]>([
    ['400 where 413 says more', 'http-huge', 0, refuse('400'), 'guard/code-vague'],
    ['400 where 501 says more', 'http-method', 0, refuse('400'), 'guard/code-vague'],
    ['502 for a word that is none', 'smtp-word', 1, refuse('502'), 'guard/code-vague'],
    ['silence towards a broken request', 'http-no-host', 0, drop('malformed'), 'guard/kept-silent'],
    [
      'silence towards a broken question',
      'dns-pointer-loop',
      0,
      drop('malformed'),
      'guard/kept-silent',
    ],
  ])('%s', (_fact, input, unit, given, code) => {
    expect(verdictOf(garbageAt(input, unit), given)).toEqual(['remarked', code, '']);
  });
});

test('the right number of bytes is the first request, whatever lies behind it', () => {
  const { world, task } = garbageAt('http-two-at-once');
  const { unitBytes } = guardReadingAt(world, task as GuardTask);
  expect(unitBytes * 2).toBe(task.unit.length);
  expect(verdictOf({ world, task }, tell('read', unitBytes))[0]).toBe('accepted');
});
