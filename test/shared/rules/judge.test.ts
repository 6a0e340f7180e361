import { describe, expect, test } from 'vitest';
import type { Action } from '../../../shared/network/task.ts';
import { benchFor } from '../../../shared/rules/bench-plan.ts';
import { judgeByHand } from '../../../shared/rules/judge.ts';
import type { Finding } from '../../../shared/rules/verdict.ts';
import {
  ASK,
  DATAGRAM,
  FAR_FRAME,
  FAR_PACKET,
  FLOODED,
  FORWARD,
  type Given,
  ip,
  judged,
  mac,
  NEW_FRAME,
  type Place,
  QUERY,
  refusalOf,
  SYN,
  stop,
} from './places.ts';

const RIGHT_FRAME = { 'ethernet.destination': mac('02:00:00:00:91:01') };

describe('what is accepted, whatever the automaton would do', () => {
  test.each<readonly [string, Place, Given, 'accepted' | 'remarked']>([
    ['any free dynamic port', DATAGRAM, { 'udp.sourcePort': 50000 }, 'accepted'],
    ['a free port from 1024 up, with a remark', DATAGRAM, { 'udp.sourcePort': 1024 }, 'remarked'],
    ['port 40000, with a remark', SYN, { 'tcp.sourcePort': 40000 }, 'remarked'],
    ['TTL 128', FAR_PACKET, { 'ipv4.timeToLive': 128 }, 'accepted'],
    ['TTL 255', FAR_PACKET, { 'ipv4.timeToLive': 255 }, 'accepted'],
    ['TTL 7, with a remark', FAR_PACKET, { 'ipv4.timeToLive': 7 }, 'remarked'],
    ['the least TTL that reaches', FAR_PACKET, { 'ipv4.timeToLive': 3 }, 'remarked'],
    ['any identification', FAR_PACKET, { 'ipv4.identification': 4711 }, 'accepted'],
    ['any DNS identifier', QUERY, { 'dns.id': 1 }, 'accepted'],
    ['a name in capitals', QUERY, { 'dns.name': 'WWW.Game.Example.' }, 'accepted'],
    ['a card where nobody looks', ASK, { 'arp.targetHardware': 1 }, 'remarked'],
    ['flags in small letters', SYN, { 'tcp.flags': 'syn' }, 'accepted'],
  ])('%s', (_fact, place, values, shade) => {
    expect(judged(place, 'send', values).shade).toBe(shade);
  });

  test('two different findings for the two things a router must not write', () => {
    const source = refusalOf(FORWARD, 'send', { 'ipv4.source': ip('192.168.12.1') });
    const kept = refusalOf(NEW_FRAME, 'send', { 'ethernet.source': mac('02:00:00:00:91:f1') });
    expect(source.code).not.toBe(kept.code);
    expect(source.tag).toBe(kept.tag);
  });
});

const firstFinding = (place: Place, values: Given): Finding => {
  const [finding] = judged(place, 'send', values).findings;
  if (finding === undefined) throw new Error('nothing was found');
  return finding;
};

test.each<readonly [string, Place, Action, Given, string]>([
  ['an open field left empty', FAR_FRAME, 'send', {}, 'refused'],
  ['an open field filled in', FAR_FRAME, 'send', RIGHT_FRAME, 'accepted'],
  ['no reason to drop it', FLOODED, 'drop', {}, 'refused'],
  ['a reason, and no other field', FLOODED, 'drop', { reason: 'not-mine' }, 'accepted'],
])('by hand, %s', (_fact, place, action, values, shade) => {
  const { world, task } = stop(place);
  const wish = { level: 'words', firstOfKind: true, allHands: false, seed: '' } as const;
  const bench = benchFor(world, task, wish);
  expect(judgeByHand(world, task, bench, { action, values }).shade).toBe(shade);
});

describe('what a finding holds', () => {
  test.each<readonly [string, Place, Given, number, number]>([
    ['the destination MAC', FAR_FRAME, { 'ethernet.destination': 0xffffffffffff }, 0, 48],
    ['TTL, byte 8', FORWARD, { 'ipv4.timeToLive': 64 }, 64, 8],
    ['a UDP destination port', DATAGRAM, { 'udp.destinationPort': 17 }, 16, 16],
    ['flags, one byte', SYN, { 'tcp.flags': 'FIN' }, 104, 8],
    ['an ARP target behind Ethernet', ASK, { 'arp.targetProtocol': 1 }, 14 * 8 + 192, 32],
    ['for a next hop, the destination', FAR_PACKET, { nextHop: 1 }, 128, 32],
  ])('where it shows: %s', (_fact, place, values, offset, length) => {
    expect(firstFinding(place, values).bits).toEqual({ offset, length });
  });

  test('a wrong port comes back from transport at the far end', () => {
    expect(firstFinding(DATAGRAM, { 'udp.destinationPort': 17 }).speaker).toBe(
      'name-server.transport',
    );
    expect(firstFinding(SYN, { 'tcp.destinationPort': 6 }).speaker).toBe('web.transport');
  });

  test('what was given, as people write it', () => {
    const hop = firstFinding(FAR_PACKET, { nextHop: ip('10.1.74.10') });
    expect(hop.facts.given).toBe('10.1.74.10');
    expect(firstFinding(FAR_FRAME, { 'ethernet.etherType': 0x86dd }).facts.given).toBe('0x86dd');
  });

  test('what is right, for the replay, and the section that decides it', () => {
    const { expected, rfc } = firstFinding(FORWARD, { 'ipv4.timeToLive': 64 });
    expect({ expected, rfc }).toEqual({ expected: 63, rfc: 'RFC 1812 §5.3.1' });
  });
});
