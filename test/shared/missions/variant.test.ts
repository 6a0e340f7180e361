import { expect, test } from 'vitest';
import { formatIpv4, parseIpv4 } from '../../../shared/base/address.ts';
import { MISSIONS, missionById } from '../../../shared/missions/catalog.ts';
import type { Mission } from '../../../shared/missions/mission.ts';
import { variantOf } from '../../../shared/missions/variant.ts';

const addressesOf = (mission: Mission): string[] =>
  mission.topology.nodes.flatMap(node =>
    node.interfaces.flatMap(one => (one.address === null ? [] : [formatIpv4(one.address)])),
  );
const macsOf = (mission: Mission): number[] =>
  mission.topology.nodes.flatMap(node => node.interfaces.flatMap(one => one.mac ?? []));

test.each(MISSIONS.map(mission => [mission.id, mission] as const))(
  '%s differs from crew to crew and keeps its shape',
  (_id, mission) => {
    expect(variantOf(mission, 'seed', 0)).toBe(mission);
    const first = variantOf(mission, 'seed', 1);
    const second = variantOf(mission, 'seed', 2);
    expect(variantOf(mission, 'seed', 1)).toEqual(first);
    expect(variantOf(mission, 'other seed', 1)).not.toEqual(first);
    expect(second).not.toEqual(first);
    for (const variant of [first, second]) {
      expect(variant.seats).toEqual(mission.seats);
      expect(variant.exchanges.map(({ id, weight }) => [id, weight])).toEqual(
        mission.exchanges.map(({ id, weight }) => [id, weight]),
      );
      const addresses = addressesOf(variant);
      expect(new Set(addresses).size).toBe(addresses.length);
      expect(new Set(macsOf(variant)).size).toBe(macsOf(mission).length);
      expect(macsOf(variant).some(mac => macsOf(mission).includes(mac))).toBe(false);
      // Locally administered, and no group address.
      for (const mac of macsOf(variant)) expect(Math.floor(mac / 2 ** 40)).toBe(0x02);
    }
  },
);

test('addresses of the course stay, others move within their network and everywhere at once', () => {
  const mission = missionById('04-phone-book');
  if (mission === undefined) throw new Error('the mission is missing');
  const variant = variantOf(mission, 'seed', 1);
  const given = addressesOf(variant);
  expect(given).toEqual(expect.arrayContaining(['10.60.145.241', '10.1.74.10', '10.60.145.1']));
  const records = variant.topology.nodes.flatMap(node =>
    node.programs.flatMap(program => program.records ?? []),
  );
  const forward = records.filter(record => record.type === 'A');
  const reverse = records.filter(record => record.type === 'PTR');
  for (const { name, data } of reverse) {
    const back = name.split('.').slice(0, 4).reverse().join('.');
    expect(forward.find(record => record.name === data)?.data).toBe(back);
    expect(parseIpv4(back).ok).toBe(true);
  }
  const asked = variant.exchanges.flatMap(({ spec }) =>
    spec.type === 'lookup' ? [spec.name] : [],
  );
  const known = records.map(record => record.name);
  expect(asked.filter(name => name.endsWith('arpa')).every(name => known.includes(name))).toBe(
    true,
  );
});

test('a file that moves is asked for under its new name', () => {
  const mission = missionById('09-get-prices');
  if (mission === undefined) throw new Error('the mission is missing');
  for (let crew = 1; crew < 8; crew++) {
    const variant = variantOf(mission, 'seed', crew);
    const files = variant.topology.nodes.flatMap(node =>
      node.programs.flatMap(program => Object.keys(program.files ?? {})),
    );
    const wanted = variant.exchanges.find(({ id }) => id === 'hours')?.spec;
    expect(files).toContain('/prices.html');
    expect(wanted?.type === 'fetch' ? wanted.targets : []).toEqual(
      files.filter(file => file !== '/prices.html'),
    );
  }
});
