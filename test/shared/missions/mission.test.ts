import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { formatIpv4, formatMac } from '../../../shared/base/address.ts';
import raw from '../../../shared/missions/02-down-and-up.json' with { type: 'json' };
import { MISSIONS, missionById } from '../../../shared/missions/catalog.ts';
import { parseMission, seatsFor, stationsOf } from '../../../shared/missions/mission.ts';
import { findingRule } from '../../../shared/rules/findings.ts';

test('the catalog lists every file of the folder, in order', () => {
  const folder = new URL('../../../shared/missions', import.meta.url);
  const files = readdirSync(folder).filter(name => name.endsWith('.json'));
  expect(MISSIONS.map(mission => `${mission.id}.json`)).toEqual(files.sort());
  expect(missionById('09-get-prices')?.title).toBe('GET /prices.html');
  expect(missionById('99-nowhere')).toBeUndefined();
});

test('addresses come in as text and are numbers afterwards', () => {
  const parsed = parseMission(raw);
  if (!parsed.ok) throw new Error('the mission does not parse');
  const [first] = parsed.value.topology.nodes;
  const [plug] = first?.interfaces ?? [];
  expect(formatMac(plug?.mac ?? 0)).toBe('02:00:00:00:0a:0b');
  expect(formatIpv4(plug?.address ?? 0)).toBe('192.168.10.11');
  expect(plug?.prefixLength).toBe(24);
  expect(parsed.value.mistakes[0]?.values).toEqual({ nextHop: 0xc0a8_0a01 });
});

type Change = (mission: typeof raw) => unknown;
const CHANGES: [fact: string, change: Change, path: string, message: RegExp][] = [
  [
    'a wrong address',
    m => Object.assign(m.topology.nodes[0]?.interfaces[0] ?? {}, { address: '10.0.0.999/24' }),
    'topology.nodes.0.interfaces.0.address',
    /'10\.0\.0\.999\/24' is no address with a prefix length/,
  ],
  [
    'a wrong prefix length',
    m => Object.assign(m.topology.nodes[0]?.interfaces[0] ?? {}, { address: '10.0.0.9/33' }),
    'topology.nodes.0.interfaces.0.address',
    /no address with a prefix length/,
  ],
  [
    'an address twice',
    m => Object.assign(m.topology.nodes[1]?.interfaces[0] ?? {}, { address: '192.168.10.11/24' }),
    'topology',
    /is given twice/,
  ],
  [
    'a link to nowhere',
    m => Object.assign(m.topology.links[0] ?? {}, { b: 'switch.p9' }),
    'topology',
    /there is no interface switch\.p9/,
  ],
  [
    'a node without a name',
    m => Object.assign(m.topology.nodes[0] ?? {}, { name: 'PC 1' }),
    'topology.nodes.0.name',
    /./,
  ],
  [
    'a station that is not there',
    m => m.seats['1'][0]?.push('pc-9.link'),
    'seats.1',
    /there is no station pc-9\.link/,
  ],
  [
    'a station that sits twice',
    m => m.seats['2'][1]?.push('pc-1.link'),
    'seats.2',
    /pc-1\.link sits twice/,
  ],
  [
    'a host that wants an address and has no program to ask for it',
    m => Object.assign(m.topology.nodes[0]?.interfaces[0] ?? {}, { address: 'dhcp' }),
    'topology',
    /pc-1 needs a dhcp-client for each interface that wants an address/,
  ],
  ['too few seats', m => m.seats['8'].pop(), 'seats.8', /7 seats for a crew of 8/],
  ['an unknown field', m => Object.assign(m, { prize: 1 }), '', /prize/],
  [
    'a mistake in an exchange that is not there',
    m => Object.assign(m.mistakes[0] ?? {}, { exchange: 'no' }),
    'mistakes.0.exchange',
    /there is no exchange no/,
  ],
  [
    'an unknown finding',
    m => Object.assign(m.mistakes[0] ?? {}, { finds: 'no/such' }),
    'mistakes.0.finds',
    /./,
  ],
  [
    'a value that is no address',
    m => Object.assign(m.mistakes[0] ?? {}, { values: { nextHop: 'gateway' } }),
    'mistakes.0.values',
    /'gateway' is no address for nextHop/,
  ],
  [
    'an exchange of a node that is not there',
    m => Object.assign(m.exchanges[0]?.spec ?? {}, { node: 'pc-9' }),
    'exchanges.0.spec',
    /there is no node pc-9/,
  ],
];

test.each(CHANGES)('%s is a problem with its place', (_fact, change, path, message) => {
  const mission = structuredClone(raw);
  change(mission);
  const parsed = parseMission(mission);
  if (parsed.ok) throw new Error('the mission was taken');
  expect(parsed.error.map(problem => problem.path)).toContain(path);
  expect(parsed.error.map(problem => problem.message).join()).toMatch(message);
});

test.each([null, 3, 'x', [], {}])('%j is no mission', given => {
  expect(parseMission(given).ok).toBe(false);
});

test.each(MISSIONS.map(mission => [mission.id, mission] as const))(
  '%s has what it needs',
  (_id, mission) => {
    const stations = stationsOf(mission);
    for (let size = 1; size <= 8; size++) {
      const row = seatsFor(mission, size);
      expect(row).toHaveLength(size);
      expect(stations).toEqual(expect.arrayContaining(row.flat()));
      // GAME §2.6: the physical layer is never a seat of its own.
      for (const seat of row)
        expect(seat.every(station => station.endsWith('.physical'))).toBe(false);
    }
    expect(mission.mistakes.length).toBeGreaterThanOrEqual(3);
    for (const { finds, tag } of mission.mistakes)
      expect([finds, findingRule(finds).tag ?? null]).toEqual([finds, tag]);
    const shown = mission.mistakes.map(mistake => mistake.tag).filter(tag => tag !== null);
    expect(shown.length).toBeGreaterThan(0);
    for (const tag of shown) expect(mission.tags).toContain(tag);
  },
);

test('together the missions catch the eight misconceptions', () => {
  const caught = new Set(MISSIONS.flatMap(mission => mission.mistakes.map(mistake => mistake.tag)));
  expect([...caught]).toEqual(
    expect.arrayContaining([
      'mac-is-final-host',
      'router-rewrites-ip',
      'arp-for-remote',
      'gateway-for-local',
      'port-is-protocol',
      'port-is-service',
      'header-ownership',
      'ttl-is-seconds',
    ]),
  );
});
