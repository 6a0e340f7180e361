import { formatIpv4, formatMac, maskOf } from '../base/address.ts';
import { drawInteger, shuffle } from '../base/random.ts';
import { reverseName } from '../network/programs/zone.ts';
import type { Mission } from './mission.ts';

/** Old value to new one, over the whole mission. Addresses are far larger than any other number in it. */
interface Exchange {
  readonly numbers: ReadonlyMap<number, number>;
  readonly words: ReadonlyMap<string, string>;
}

/** Locally administered and not a group address, IEEE 802 §8.2.2. */
const MAC_BASE = 0x02_00_00_00_00_00;

const macsOf = (mission: Mission): number[] =>
  mission.topology.nodes.flatMap(node =>
    node.interfaces.map(one => one.mac).filter(mac => mac !== null),
  );

/** Addresses of a mission that stay as they are. */
const fixedAddresses = (mission: Mission): Set<number> => {
  const all = mission.topology.nodes.flatMap(node =>
    node.interfaces.map(one => one.address).filter(address => address !== null),
  );
  return new Set(all.filter(address => !mission.variants.hosts.includes(address)));
};

/** The address with another last number of the same /24, of those that `taken` does not hold: 2..253. */
const otherHost = (address: number, taken: ReadonlySet<number>, key: string): number => {
  const network = (address & maskOf(24)) >>> 0;
  const numbers = Array.from({ length: 252 }, (_, index) => network + 2 + index);
  return shuffle(numbers, key, 'host', address).find(number => !taken.has(number)) ?? address;
};

const otherHosts = (mission: Mission, key: string): Map<number, number> => {
  const taken = fixedAddresses(mission);
  const hosts = new Map<number, number>();
  for (const address of mission.variants.hosts) {
    const other = otherHost(address, taken, key);
    taken.add(other);
    hosts.set(address, other);
  }
  return hosts;
};

const otherMacs = (mission: Mission, key: string): Map<number, number> => {
  const macs = new Map<number, number>();
  for (const mac of mission.variants.macs ? macsOf(mission) : []) {
    let other = MAC_BASE + drawInteger(2 ** 32, key, 'mac', mac);
    while ([...macs.values()].includes(other)) other++;
    macs.set(mac, other);
  }
  return macs;
};

const otherWords = (mission: Mission, key: string): Map<string, string> =>
  new Map(
    mission.variants.words.flatMap((row, index): [string, string][] => {
      const [first = ''] = row;
      return [[first, row[drawInteger(row.length, key, 'words', index)] ?? first]];
    }),
  );

const exchangeOf = (mission: Mission, key: string): Exchange => {
  const hosts = otherHosts(mission, key);
  const words = otherWords(mission, key);
  for (const [old, other] of hosts) {
    words.set(formatIpv4(old), formatIpv4(other));
    words.set(reverseName(old), reverseName(other));
  }
  const macs = otherMacs(mission, key);
  for (const [old, other] of macs) words.set(formatMac(old), formatMac(other));
  return { numbers: new Map([...hosts, ...macs]), words };
};

/** Every number and text that the exchange knows, replaced; names inside a longer text too. */
const replaced = (value: unknown, exchange: Exchange): unknown => {
  if (typeof value === 'number') return exchange.numbers.get(value) ?? value;
  if (typeof value === 'string') return replacedText(value, exchange);
  if (Array.isArray(value)) return value.map(item => replaced(item, exchange));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      replacedText(key, exchange),
      replaced(item, exchange),
    ]),
  );
};

const replacedText = (text: string, { words }: Exchange): string => {
  const whole = words.get(text);
  if (whole !== undefined) return whole;
  // '10 mail.game.example', 'the name of 10.1.74.25': names and addresses stand between blanks.
  return text
    .split(' ')
    .map(word => words.get(word) ?? word)
    .join(' ');
};

/**
 * The mission as crew `crewIndex` gets it: other host numbers, hardware addresses, file names and texts where the
 * mission allows it, of equal difficulty and always the same for the same seed and crew. Crew 0 has the mission as it
 * is written.
 */
export const variantOf = (mission: Mission, seed: string, crewIndex: number): Mission => {
  if (crewIndex === 0) return mission;
  const exchange = exchangeOf(mission, `${seed}/${mission.id}/${crewIndex}`);
  return replaced(mission, exchange) as Mission;
};
