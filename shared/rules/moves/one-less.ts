import { distinct, found, packetOf, type SituationOf, stationWith } from './checks.ts';
import type { FieldRule, Found, Scene } from './move.ts';

/** Time to live of a packet as it came in. */
export const arrivedTtl = (scene: Scene): number => packetOf(scene)?.timeToLive ?? 0;

/** RFC 1812 §5.3.1: each router takes one; more only for each whole second that it held the packet. */
const wrongTtl = (arrived: number, given: number): Found => {
  const expected = arrived - 1;
  const facts = { arrived: String(arrived) };
  if (given === arrived) return found('ttl/kept', expected, { facts });
  return found(given > arrived ? 'ttl/raised' : 'ttl/lowered-too-much', expected, { facts });
};

/** What a router makes of the time to live. */
export const timeToLive: FieldRule<SituationOf<'forward-packet'>> = {
  path: 'ipv4.timeToLive',
  input: 'number',
  bits: 8,
  check: (scene, given) => {
    const arrived = arrivedTtl(scene);
    if (typeof given !== 'number' || given === arrived - 1) return null;
    const speaker = stationWith(scene, packetOf(scene)?.destination ?? 0);
    return { speaker, ...wrongTtl(arrived, given) };
  },
  decoys: scene => {
    const arrived = arrivedTtl(scene);
    return distinct([arrived, arrived - 2, arrived + 1, 64, 255, arrived - 5]).filter(
      value => Number(value) >= 0 && Number(value) <= 255,
    );
  },
};
