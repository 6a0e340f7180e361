import { describe, expect, test } from 'vitest';
import type { GarbageName } from '../../../../shared/network/programs/garbage/garbage.ts';
import { drop, type Given, garbageAt, refuse, take, tell, verdictOf } from '../guarding.ts';

describe('a guard is refused', () => {
  test.each<readonly [string, GarbageName, number, Given, string, string]>([
    ['believes a length', 'http-huge', 0, take, 'guard/length-believed', ''],
    ['believes one of two lengths', 'http-length-twice', 0, take, 'guard/length-believed', ''],
    ['believes a word for a length', 'http-length-word', 0, take, 'guard/length-believed', ''],
    [
      'reads what has not come',
      'http-less-came',
      0,
      tell('read', 300),
      'guard/length-believed',
      '',
    ],
    [
      'takes a part',
      'http-less-came',
      0,
      tell('read', 40),
      'guard/took-part',
      'message-travels-whole',
    ],
    [
      'refuses a part',
      'http-less-came',
      0,
      refuse('400'),
      'guard/refused-part',
      'message-travels-whole',
    ],
    [
      'drops a part',
      'http-less-came',
      0,
      drop('malformed'),
      'guard/refused-part',
      'message-travels-whole',
    ],
    [
      'trusts a length in words',
      'http-more-came',
      0,
      tell('toldLength', 'agrees'),
      'guard/length-trusted',
      '',
    ],
    [
      'misreads a length',
      'http-order',
      0,
      tell('toldLength', 'no-room'),
      'guard/length-misread',
      '',
    ],
    ['takes too little', 'http-order', 0, tell('read', 20), 'guard/read-short', ''],
    ['takes a long line', 'http-long-line', 0, take, 'guard/took-too-long', ''],
    ['takes a header without room', 'http-many-fields', 0, take, 'guard/took-too-long', ''],
    ['takes TLS for HTTP', 'http-tls', 0, take, 'guard/took-other-protocol', 'port-is-service'],
    [
      'names it by the port',
      'http-tls',
      0,
      refuse('400', { spoken: 'http' }),
      'guard/port-names-protocol',
      'port-is-service',
    ],
    [
      'names another protocol',
      'http-ssh',
      0,
      refuse('400', { spoken: 'tls' }),
      'guard/protocol-other',
      '',
    ],
    ['takes HTTP for SMTP', 'smtp-http', 0, take, 'guard/took-other-protocol', 'port-is-service'],
    ['takes what lacks a host', 'http-no-host', 0, take, 'guard/took-malformed', ''],
    [
      'overlooks that',
      'http-no-host',
      0,
      refuse('400', { fault: 'none' }),
      'guard/fault-overlooked',
      '',
    ],
    [
      'finds another fault',
      'http-no-host',
      0,
      refuse('400', { fault: 'method-unknown' }),
      'guard/fault-other',
      '',
    ],
    ['invents a fault', 'http-order', 0, tell('fault', 'host-missing'), 'guard/fault-invented', ''],
    ['refuses an order', 'http-order', 0, refuse('400'), 'guard/refused-good', ''],
    ['drops an order', 'http-order', 0, drop('malformed'), 'guard/dropped-good', ''],
    ['says another code', 'http-no-host', 0, refuse('505'), 'guard/code-other', ''],
    ['gives another reason', 'http-tls', 0, drop('not-my-question'), 'guard/wrong-reason', ''],
    ['takes a recipient too early', 'smtp-recipient-first', 1, take, 'guard/took-out-of-order', ''],
    [
      'misreads the order',
      'smtp-recipient-first',
      1,
      refuse('503', { order: 'now' }),
      'guard/order-misread',
      '',
    ],
    ['breaks off', 'smtp-word', 1, drop('malformed'), 'guard/hung-up', ''],
    ['takes a long command', 'smtp-long-line', 1, take, 'guard/took-too-long', ''],
    ['follows a loop', 'dns-pointer-loop', 0, take, 'guard/took-loop', ''],
    ['copies a long label', 'dns-long-label', 0, take, 'guard/took-long-name', ''],
    ['believes a count', 'dns-count', 0, take, 'guard/length-believed', ''],
    ['runs over the end', 'dns-overrun', 0, take, 'guard/length-believed', ''],
    ['takes an answer', 'dns-response', 0, take, 'guard/took-response', ''],
    ['answers an answer', 'dns-response', 0, refuse('FORMERR'), 'guard/answered-response', ''],
    ['answers a scrap', 'dns-short', 0, refuse('FORMERR'), 'guard/no-header', ''],
    [
      'calls a right sum harmless',
      'dns-count',
      0,
      refuse('FORMERR', { sum: 'harmless' }),
      'guard/sum-is-harmless',
      'bad-checksum-is-attack',
    ],
    [
      'takes it for a proof',
      'dns-count',
      0,
      refuse('FORMERR', { sum: 'known-sender' }),
      'guard/sum-proves-sender',
      'source-is-checked',
    ],
    [
      'takes it for good form',
      'dns-count',
      0,
      refuse('FORMERR', { sum: 'well-formed' }),
      'guard/sum-other',
      '',
    ],
    ['says no reason', 'http-tls', 0, ['drop', {}], 'value/missing', ''],
    ['says no code', 'http-tls', 0, ['answer', {}], 'value/missing', ''],
  ])('who %s', (_fact, input, unit, given, code, tag) => {
    expect(verdictOf(garbageAt(input, unit), given)).toEqual(['refused', code, tag]);
  });

  test('who puts the next message into the boxes of this one', () => {
    const together = garbageAt('http-two-at-once');
    const all = tell('read', together.task.unit.length);
    expect(verdictOf(together, all)).toEqual(['refused', 'guard/read-into-next', '']);
    const more = garbageAt('http-more-came');
    const whole = tell('read', more.task.unit.length);
    expect(verdictOf(more, whole)).toEqual(['refused', 'guard/length-overrun', '']);
  });
});
