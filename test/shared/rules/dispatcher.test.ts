import { expect, test } from 'vitest';
import {
  allHandsDue,
  choosePull,
  DECOY_SHARE,
  type Offer,
  type Passing,
  type Puller,
  stopsHere,
  withoutHoldUps,
} from '../../../shared/rules/dispatcher.ts';
import type { KindId } from '../../../shared/rules/kinds.ts';

const offer = (kind: KindId, more: Partial<Offer> = {}): Offer => ({
  kind,
  route: 0,
  weight: 1,
  decoy: false,
  at: 3,
  stepsToDelivery: 5,
  holdsUpOthers: false,
  ...more,
});

const puller = (more: Partial<Puller> = {}): Puller => ({
  seed: 'seed',
  pulls: 1,
  lastKind: null,
  opening: false,
  practice: () => ({ done: 0, doneAtLevel: 0, spent: false }),
  ...more,
});

const practised =
  (done: Partial<Record<KindId, number>>): Puller['practice'] =>
  kind => ({ done: done[kind] ?? 0, doneAtLevel: done[kind] ?? 0, spent: (done[kind] ?? 0) > 8 });

const OFFERS = [offer('frame/mine'), offer('frame/to-gateway', { route: 1 })];

test.each([
  ['the kind done least', puller({ practice: practised({ 'frame/mine': 2 }) }), 'frame/to-gateway'],
  [
    'never the same twice running',
    puller({ lastKind: 'frame/to-gateway', practice: practised({ 'frame/mine': 5 }) }),
    'frame/mine',
  ],
  [
    'nothing that is spent',
    puller({ lastKind: 'frame/mine', practice: practised({ 'frame/to-gateway': 9 }) }),
    'frame/mine',
  ],
] as const)('a seat pulls %s', (_rule, who, kind) => {
  expect(choosePull(OFFERS, who)?.kind).toBe(kind);
});

test('at second 0 the nearest to a delivery comes first', () => {
  const offers = [
    offer('frame/mine', { stepsToDelivery: 9 }),
    offer('text/read', { route: 2, stepsToDelivery: 1 }),
  ];
  expect(choosePull(offers, puller({ opening: true }))?.kind).toBe('text/read');
});

test('where all is spent nothing is pulled', () => {
  const practice = practised({ 'frame/mine': 9, 'frame/to-gateway': 9 });
  expect(choosePull(OFFERS, puller({ practice }))).toBeNull();
});

test('about one pull in seven brings a unit that nobody asked for', () => {
  const offers = [...OFFERS, offer('frame/not-mine', { route: 3, decoy: true })];
  const turns = Array.from({ length: 2000 }, (_, pulls) => choosePull(offers, puller({ pulls })));
  const share = turns.filter(one => one?.decoy === true).length / turns.length;
  expect(Math.abs(share - DECOY_SHARE)).toBeLessThan(0.03);
});

test('where all else was met, the unit that nobody asked for is what is new', () => {
  const offers = [...OFFERS, offer('frame/not-mine', { route: 3, decoy: true })];
  const practice = practised({ 'frame/mine': 1, 'frame/to-gateway': 1 });
  for (let pulls = 0; pulls < 20; pulls += 1) {
    expect(choosePull(offers, puller({ practice, pulls }))?.decoy).toBe(true);
  }
});

test('where only the other sort of unit teaches anything, its turn does not matter', () => {
  const offers = [...OFFERS, offer('frame/not-mine', { route: 3, decoy: true })];
  const practice = practised({ 'frame/mine': 9, 'frame/to-gateway': 9, 'frame/not-mine': 1 });
  for (let pulls = 0; pulls < 20; pulls += 1) {
    expect(choosePull(offers, puller({ practice, pulls }))?.kind).toBe('frame/not-mine');
  }
});

const ASKING = offer('arp/ask', { holdsUpOthers: true });
const EASY = [...OFFERS, offer('arp/learn', { route: 2 })];

test.each([
  ['none lies in a tray', 0, 5, {}, true],
  ['one lies in a tray', 1, 8, {}, false],
  ['nothing else is new in a small crew', 1, 5, { met: true }, false],
  ['nothing else is new in a big crew', 1, 8, { met: true }, true],
  ['nothing else is new, and two lie in trays', 2, 8, { met: true }, false],
  ['nothing is new at all', 1, 8, { met: true, asked: true }, false],
] as const)(
  'a resolution that holds up others is offered where %s: %i',
  (_case, resolving, crewSize, known, offered) => {
    const done = 'met' in known ? { 'frame/mine': 1, 'frame/to-gateway': 1, 'arp/learn': 1 } : {};
    const practice = practised({ ...done, ...('asked' in known ? { 'arp/ask': 1 } : {}) });
    const left = withoutHoldUps([...EASY, ASKING], puller({ practice }), resolving, crewSize);
    expect(left.includes(ASKING)).toBe(offered);
  },
);

test('a resolution is offered all the same where there is nothing else', () => {
  expect(withoutHoldUps([ASKING], puller(), 3, 8)).toEqual([ASKING]);
});

const PASSING: Passing = {
  doneAtLevel: 0,
  held: 0,
  holdsKind: false,
  stops: 0,
  delivered: true,
  crewSize: 5,
  isResolving: false,
};

test.each([
  ['a new kind', {}, true],
  ['a kind done at this level', { doneAtLevel: 1 }, false],
  ['one more where two are held', { held: 2 }, false],
  ['a kind that lies there already', { holdsKind: true }, false],
  ['a second stop before the first delivery', { stops: 1, delivered: false }, false],
  ['a first stop before the first delivery', { stops: 0, delivered: false }, true],
  ['any stop before the first delivery of a crew of two', { delivered: false, crewSize: 2 }, false],
  ['address resolution that nobody was promised', { isResolving: true }, false],
] as const)('a message that passes stops for %s: %o', (_fact, more, stops) => {
  expect(stopsHere({ ...PASSING, ...more })).toBe(stops);
});

test.each([
  [0.11, 5, 0],
  [0.12, 5, 1],
  [0.45, 5, 2],
  [0.45, 6, 1],
  [0.99, 8, 1],
])('at %d of the round a crew of %i has had %i all-hands messages', (share, crew, released) => {
  expect(allHandsDue(share, crew)).toBe(released);
});
