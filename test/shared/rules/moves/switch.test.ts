import { describe, expect, test } from 'vitest';
import type { Value } from '../../../../shared/network/task.ts';
import { kindOf } from '../../../../shared/rules/kind-of.ts';
import type { Stopped } from '../../missions/playing.ts';
import { MAC } from '../../network/networks.ts';
import { SOON, stopped } from '../at-switch.ts';
import { type Refused, verdictAt } from '../verdict-at.ts';

const KNOWN = { [MAC.a]: 'p1', [MAC.b]: 'p2' };
const UNKNOWN = { [MAC.a]: 'p1' };

const REFUSED: readonly Refused[] = [
  [
    'the destination was not heard',
    stopped(UNKNOWN),
    'send',
    { 'learn.mac': MAC.b },
    'switch/learned-destination',
    null,
  ],
  [
    'a bystander neither',
    stopped(UNKNOWN),
    'send',
    { 'learn.mac': MAC.c },
    'switch/learned-other',
    null,
  ],
  [
    'a card is behind the port it came by',
    stopped({}),
    'send',
    { 'learn.port': 'p2' },
    'switch/learned-at-other-port',
    null,
  ],
  [
    'each frame teaches something',
    stopped({}),
    'send',
    { 'learn.row': 'nothing' },
    'switch/learned-nothing',
    null,
  ],
  [
    'a card that moved takes its row along',
    stopped({ [MAC.a]: 'p3' }),
    'send',
    { 'learn.row': 'same-row' },
    'switch/move-missed',
    null,
  ],
  [
    'what is there needs no new row',
    stopped(KNOWN),
    'send',
    { 'learn.row': 'new-row' },
    'switch/table-misread',
    null,
  ],
  [
    'a full table takes nobody',
    stopped({ [MAC.c]: 'p3' }, { most: 1 }),
    'send',
    { 'learn.row': 'new-row' },
    'switch/learned-without-room',
    null,
  ],
  [
    'nothing goes back where it came from',
    stopped(KNOWN),
    'send',
    { ports: 'p1' },
    'switch/sent-back',
    null,
  ],
  [
    'not even with the others',
    stopped(UNKNOWN),
    'send',
    { ports: 'p1,p2,p3' },
    'switch/sent-back',
    null,
  ],
  [
    'a known card is not flooded for',
    stopped(KNOWN),
    'send',
    { ports: 'p2,p3' },
    'switch/flooded-known',
    null,
  ],
  ['the table says which port', stopped(KNOWN), 'send', { ports: 'p3' }, 'switch/wrong-port', null],
  [
    'an unknown card may be anywhere',
    stopped(UNKNOWN),
    'send',
    { ports: 'p2' },
    'switch/guessed-port',
    null,
  ],
  [
    'a row may name a port where nobody is',
    stopped({ [MAC.b]: 'p9' }),
    'send',
    { ports: 'p3' },
    'switch/wrong-port',
    null,
  ],
  [
    'an aged row is no row',
    stopped(KNOWN, { heardMicros: -SOON }),
    'send',
    { ports: 'p2' },
    'switch/guessed-port',
    null,
  ],
  [
    'a broadcast is for all',
    stopped(KNOWN, { arp: false }),
    'send',
    { ports: 'p2' },
    'switch/broadcast-narrowed',
    null,
  ],
  [
    'unknown is not broadcast',
    stopped(UNKNOWN),
    'send',
    { why: 'for-everybody' },
    'switch/wrong-grounds',
    null,
  ],
  [
    'a switch does not read the packet',
    stopped(UNKNOWN),
    'send',
    { why: 'packet-address' },
    'switch/looked-inside',
    'header-ownership',
  ],
  [
    'it writes no address',
    stopped(KNOWN),
    'send',
    { 'ethernet.source': MAC.c },
    'switch/card-rewritten',
    'router-rewrites-ip',
  ],
  [
    'of neither end',
    stopped(KNOWN),
    'send',
    { 'ethernet.destination': 0xffffffffffff },
    'switch/card-rewritten',
    'router-rewrites-ip',
  ],
  [
    'a whole frame goes on',
    stopped(KNOWN),
    'drop',
    { reason: 'not-mine' },
    'switch/dropped-good',
    null,
  ],
  [
    'what is on its own side ends',
    stopped({ [MAC.b]: 'p1' }),
    'send',
    { ports: 'p2' },
    'switch/not-filtered',
    null,
  ],
  [
    'for that reason',
    stopped({ [MAC.b]: 'p1' }),
    'drop',
    { reason: 'not-mine' },
    'switch/wrong-reason',
    null,
  ],
];

describe('at a switch', () => {
  test.each(REFUSED)('%s', (_fact, place, action, values, code, tag) => {
    expect(verdictAt(place, action, values)).toEqual(['refused', code, tag]);
  });

  test.each<readonly [string, Stopped, Readonly<Record<string, Value>>]>([
    ['ports in any order', stopped(UNKNOWN), { ports: 'p3,p2' }],
    ['a new card', stopped({}), { 'learn.mac': MAC.a, 'learn.port': 'p1', 'learn.row': 'new-row' }],
    [
      'a card that is known',
      stopped(KNOWN),
      { ports: 'p2', why: 'heard-there', 'learn.row': 'same-row' },
    ],
    ['a card that moved', stopped({ [MAC.a]: 'p3' }), { 'learn.row': 'other-port' }],
    ['a table without room', stopped({ [MAC.c]: 'p3' }, { most: 1 }), { 'learn.row': 'no-room' }],
    ['a broadcast', stopped(KNOWN, { arp: false }), { ports: 'p2,p3', why: 'for-everybody' }],
  ])('is right: %s', (_fact, place, values) => {
    expect(verdictAt(place, 'send', values)).toEqual(['accepted', undefined, null]);
  });

  test('letting the oldest row go is unusual, not wrong', () => {
    const place = stopped({ [MAC.c]: 'p3' }, { most: 1 });
    const given = { 'learn.row': 'instead-of-oldest' };
    expect(verdictAt(place, 'send', given)).toEqual(['remarked', 'switch/made-room', null]);
  });

  test('a damaged frame ends for its damage', () => {
    const { world, task } = stopped(KNOWN);
    const unit = task.unit.slice();
    unit[20] = (unit[20] ?? 0) ^ 1;
    const place = { world, task: { ...task, unit } };
    expect(kindOf(world, place.task)).toBe('switch/bad-check');
    expect(verdictAt(place, 'send', { ports: 'p2' })[1]).toBe('switch/took-damaged');
    expect(verdictAt(place, 'drop', { reason: 'same-port' })[1]).toBe('switch/wrong-reason');
    expect(verdictAt(place, 'drop', { reason: 'bad-frame-check' })[0]).toBe('accepted');
  });
});
