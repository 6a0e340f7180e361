import { expect, test } from 'vitest';
import { missionById } from '../../../shared/missions/catalog.ts';
import { startExchange } from '../../../shared/network/simulator.ts';
import type { StationId } from '../../../shared/network/task.ts';
import type { World } from '../../../shared/network/world.ts';
import { type SideTask, sideWorkFor } from '../../../shared/rules/side-work.ts';
import { freshWorld } from '../missions/playing.ts';

/** The network of a mission after its exchange `id`, if one is named. */
const worldAfter = (missionId: string, id = ''): World => {
  const mission = missionById(missionId);
  if (mission === undefined) throw new Error(`there is no mission ${missionId}`);
  const world = freshWorld(mission);
  const spec = mission.exchanges.find(exchange => exchange.id === id)?.spec;
  if (spec !== undefined) startExchange(world, spec, 1, () => 'automaton');
  return world;
};

const asked = (world: World, station: StationId, question: RegExp): SideTask[] =>
  Array.from({ length: 60 }, (_, n) => sideWorkFor(world, station, 'devices', n)).filter(
    work => work !== null && question.test(work.facts['question'] ?? ''),
  ) as SideTask[];

test.each<[StationId, string, string]>([
  ['root.application', 'www.game.example', 'referral'],
  ['root.application', 'lost', 'no-such-name'],
  ['top.application', 'login.bank.example', 'referral'],
  ['game.application', 'www.game.example', 'answer'],
  ['game.application', 'login.bank.example', 'refused'],
])('%s says to a question for %s: %s', (station, name, right) => {
  const work = asked(worldAfter('05-ask-the-root'), station, /^zone-cut$/);
  const about = work.filter(({ facts }) => facts['name'] === name);
  expect(new Set(about.map(one => one.right))).toEqual(new Set([right]));
});

test('a resolver that knows nothing is not asked what it forgets, and one that has asked is', () => {
  const empty = worldAfter('05-ask-the-root');
  expect(asked(empty, 'finder.application', /^expires-next$/)).toEqual([]);
  const [{ id } = { id: '' }] = missionById('05-ask-the-root')?.exchanges ?? [];
  const work = asked(worldAfter('05-ask-the-root', id), 'finder.application', /^expires-next$/);
  expect(work.length).toBeGreaterThan(5);
  for (const { choices, right } of work) expect(choices).toContain(right);
});

const LINES = [
  'denies everything going in from 203.0.113.0/24',
  'permits TCP (6) going out port 80',
  'permits UDP (17) going in to 203.0.113.53/32 port 53',
  'permits TCP (6) going in to 203.0.113.80/32 port 443',
  'permits TCP (6) going in to 203.0.113.80/32 port 8080',
  'permits ICMP (1) both ways',
];

test('of the lines of a boundary one stands behind a wider one, and they keep their order', () => {
  const work = asked(worldAfter('15-permit-list'), 'gate.network', /^idle-line$/);
  expect(work.length).toBeGreaterThan(10);
  for (const { choices, right } of work) {
    expect(choices.indexOf(right)).toBeGreaterThan(0);
    const lines = choices.filter(line => line !== right);
    const first = LINES.indexOf(lines[0] ?? '');
    expect(lines).toEqual(LINES.slice(first, first + 3));
  }
});

test('a line that was written during the round is one of them', () => {
  const world = worldAfter('15-permit-list');
  const before = asked(world, 'gate.network', /^idle-line$/).length;
  const filter = world.nodes.get('gate')?.filter;
  const written = filter?.rules.pop();
  if (filter && written) filter.rules.unshift({ ...written, protocol: 17, port: 5353 });
  const work = asked(world, 'gate.network', /^idle-line$/);
  expect(before).toBeGreaterThan(0);
  expect(work.length).toBeGreaterThan(0);
  expect(work.some(({ choices }) => choices.some(line => line.includes('5353')))).toBe(true);
});

test.each([
  ['next-syn', '80', 'syn-ack'],
  ['next-syn', '50001', 'rst'],
  ['next-syn-ack', '80', 'ack'],
  ['next-dns-question', '53', 'dns-answer'],
  ['next-arp-request', '', 'arp-reply'],
])('after %s of port %s comes %s', (question, port, right) => {
  const work = asked(worldAfter('10-glass-envelope'), 'tap.link', new RegExp(`^${question}$`));
  const about = work.filter(({ facts }) => facts['port'] === port);
  expect(new Set(about.map(one => one.right))).toEqual(new Set([right]));
});

const numbersOf = (text = ''): readonly number[] => (text.match(/\d+/g) ?? []).map(Number);

test('of a pool as many are free as nobody holds: what was given back or is over counts', () => {
  const work = asked(worldAfter('06-first-day', 'arrive-tablet'), 'dhcp-1.application', /^free-/);
  expect(work.length).toBeGreaterThan(10);
  for (const { facts, choices, right } of work) {
    const held = facts['leases']?.match(/leased|offered|declined/g) ?? [];
    const [first, last] = [facts['first'], facts['last']].map(text => numbersOf(text).at(-1) ?? 0);
    expect(Number(right)).toBe((last ?? 0) - (first ?? 0) + 1 - held.length);
    expect(choices).toContain(right);
  }
});

test('a full pool has none, and a server that knows of no lease is not asked', () => {
  const world = worldAfter('06-first-day');
  const full = asked(world, 'dhcp-2.application', /^free-/);
  expect(new Set(full.map(({ right }) => right))).toEqual(new Set(['0']));
  const run = world.nodes.get('dhcp-2')?.runs.get('dhcpd');
  if (run) run.state = { bindings: [] };
  expect(asked(world, 'dhcp-2.application', /^free-/)).toEqual([]);
});

test('one address of a list is lent to two at once, another one was given back in between', () => {
  const work = asked(worldAfter('06-first-day'), 'dhcp-1.application', /^double-lease$/);
  expect(work.length).toBeGreaterThan(10);
  for (const { facts, right } of work) {
    const lines = (facts['leases'] ?? '').split(', ');
    const back = lines.findIndex(line => line.includes('released by'));
    const [returned] = lines[back]?.split(' ') ?? [];
    expect(lines.findIndex(line => line.startsWith(`${returned} leased`))).toBeGreaterThan(back);
    const holders = lines.flatMap(line =>
      line.includes('leased to') ? [line.split(' ')[0] ?? ''] : [],
    );
    const twice = holders.filter((address, at) => holders.indexOf(address) !== at);
    expect(twice).toEqual([right]);
  }
});

test('a line of a log that finds its sender has time, protocol, address and port', () => {
  const [{ id } = { id: '' }] = missionById('15-permit-list')?.exchanges ?? [];
  expect(asked(worldAfter('15-permit-list'), 'gate.network', /^log-line$/)).toEqual([]);
  const work = asked(worldAfter('15-permit-list', id), 'gate.network', /^log-line$/);
  expect(work.length).toBeGreaterThan(5);
  for (const { choices, right } of work) {
    expect(right).toMatch(/^[\d.]+ s, (TCP|UDP), from [\d.]+ port \d+$/);
    expect(choices.length).toBe(4);
  }
});

test.each([
  ['the number and the port', 'one forged answer', 'certain, if it comes in time'],
  ['the port and not the number', '3 forged answers, no two alike', '3 in 65,536'],
  ['the number and not the port', 'one forged answer', '1 in 64,512'],
  ['neither the number nor the port', '10 forged answers, no two alike', '10 in 4,227,858,432'],
])('a forger that knows %s has with %s odds of %s', (knows, tries, right) => {
  const [spec] = worldAfter('14-forger').forgers;
  const work = asked(worldAfter('14-forger'), `${spec?.name}.application`, /^forger-odds$/);
  const such = work.filter(({ facts }) => facts['knows'] === knows && facts['tries'] === tries);
  expect(new Set(such.map(one => one.right))).toEqual(new Set([right]));
});
