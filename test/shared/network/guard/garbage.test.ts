import { expect, test } from 'vitest';
import {
  GARBAGE_NAMES,
  type GarbageName,
} from '../../../../shared/network/programs/garbage/garbage.ts';
import { startExchange } from '../../../../shared/network/simulator.ts';
import { outcomeOf } from '../play.ts';
import { FETCH, garbageWish, guardedIn, LOOKUP, MAIL, town } from './guarded-town.ts';

/** What the automaton makes of each sort of input, unit by unit. */
const UNITS: Readonly<Record<GarbageName, readonly string[]>> = {
  'http-order': ['deliver none'],
  'http-two-at-once': ['deliver none', 'deliver none'],
  'http-more-came': ['deliver none', 'answer 400 start-line'],
  'http-less-came': ['deliver none'],
  'http-huge': ['answer 413 body-too-large'],
  'http-length-twice': ['answer 400 length-twice'],
  'http-length-word': ['answer 400 length-no-number'],
  'http-length-and-coding': ['answer 400 length-and-coding'],
  'http-coding': ['answer 501 coding-unknown'],
  'http-long-line': ['answer 414 line-too-long'],
  'http-many-fields': ['answer 431 fields-too-large'],
  'http-no-host': ['answer 400 host-missing'],
  'http-two-hosts': ['answer 400 host-twice'],
  'http-space-colon': ['answer 400 space-before-colon'],
  'http-method': ['answer 501 method-unknown'],
  'http-version': ['answer 505 version-unknown'],
  'http-folded': ['answer 400 folded-line'],
  'http-control': ['answer 400 control-character'],
  'http-line-feeds': ['deliver bare-line-feed'],
  'http-tls': ['answer 400 other-protocol'],
  'http-ssh': ['answer 400 other-protocol'],
  'http-smtp': ['answer 400 other-protocol'],
  'smtp-recipient-first': ['deliver none', 'answer 503 out-of-order', 'deliver none'],
  'smtp-data-first': ['deliver none', 'deliver none', 'answer 503 out-of-order', 'deliver none'],
  'smtp-sender-twice': ['deliver none', 'deliver none', 'answer 503 out-of-order', 'deliver none'],
  'smtp-mail-first': ['answer 503 out-of-order', 'deliver none', 'deliver none'],
  'smtp-word': ['deliver none', 'answer 500 command-unknown', 'deliver none'],
  'smtp-path': ['deliver none', 'answer 501 argument', 'deliver none'],
  'smtp-long-line': ['deliver none', 'answer 500 line-too-long', 'deliver none'],
  'smtp-line-feed': ['deliver none', 'deliver none', 'answer 501 bare-line-feed', 'deliver none'],
  'smtp-http': ['answer 500 other-protocol', 'deliver none'],
  'smtp-tls': ['answer 500 other-protocol', 'deliver none'],
  'dns-long-label': ['answer FORMERR label-too-long'],
  'dns-pointer-loop': ['answer FORMERR pointer-loop'],
  'dns-pointer-itself': ['answer FORMERR pointer-loop'],
  'dns-pointer-outside': ['answer FORMERR pointer-outside'],
  'dns-count': ['answer FORMERR count-too-high'],
  'dns-overrun': ['answer FORMERR runs-over-end'],
  'dns-long-name': ['answer FORMERR name-too-long'],
  'dns-operation': ['answer NOTIMP operation-unknown'],
  'dns-two-questions': ['answer FORMERR question-count'],
  'dns-response': ['drop not-my-question', 'deliver none'],
  'dns-short': ['drop malformed', 'deliver none'],
  'dns-http': ['answer NOTIMP other-protocol'],
};

test.each(GARBAGE_NAMES.flatMap(name => ['a', 'b', 'c'].map(seed => [name, seed] as const)))(
  '%s, drawn by seed %s, is dealt with and the daemon stands',
  (name, seed) => {
    const world = town(seed);
    const happenings = startExchange(world, garbageWish(name), 1, () => 'automaton');
    const units = guardedIn(happenings).map(({ decision: { action, values } }) =>
      [action, values.answer ?? values.reason, values.fault].filter(Boolean).join(' '),
    );
    expect(units).toEqual(UNITS[name]);
    expect(outcomeOf(happenings)).toBe('done');
    expect(happenings.some(({ type }) => type === 'process-fell')).toBe(false);
    expect(happenings.some(({ type }) => type === 'delivered')).toBe(true);
  },
);

test.each([
  ['a page', FETCH, 2],
  ['a look-up', LOOKUP, 1],
  ['a mail', MAIL, 6],
] as const)('%s passes the guards whole', (_what, spec, units) => {
  const happenings = startExchange(town(), spec, 1, () => 'automaton');
  const decided = guardedIn(happenings);
  expect(decided.length).toBeGreaterThanOrEqual(units);
  for (const { decision } of decided) {
    expect([decision.action, decision.values.fault]).toEqual(['deliver', 'none']);
  }
  expect(outcomeOf(happenings)).toBe('done');
});

test('the same seed makes the same garbage, another seed other garbage', () => {
  const unit = (seed: string): string => {
    const happenings = startExchange(
      town(seed),
      garbageWish('http-long-line'),
      1,
      () => 'automaton',
    );
    return String(guardedIn(happenings)[0]?.task.unit);
  };
  expect(unit('one')).toBe(unit('one'));
  expect(unit('one')).not.toBe(unit('two'));
});
