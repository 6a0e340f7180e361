import { describe, expect, test } from 'vitest';
import { formatIpv4 } from '../../../shared/base/address.ts';
import { toHex } from '../../../shared/base/bytes.ts';
import { missionById } from '../../../shared/missions/catalog.ts';
import { readDhcp } from '../../../shared/network/programs/dhcp/message.ts';
import { startExchange } from '../../../shared/network/simulator.ts';
import { createWorld, type World } from '../../../shared/network/world.ts';
import { ARP_REPLY } from '../../../shared/protocols/arp.ts';
import { skipsTshark, TSHARK_REASON } from '../../oracle/tshark.ts';
import { goOn, outcomeOf, stopAt } from '../../shared/missions/playing.ts';
import { lan, squatted } from '../../shared/network/leasing/lan.ts';
import { ip } from '../../shared/network/networks.ts';
import { byAutomaton } from '../../shared/network/play.ts';
import { objections } from './carried.ts';

const plugged = (topology = squatted({ probes: true })): World => {
  const world = createWorld(topology, 'decline');
  startExchange(world, { type: 'configure', node: 'client' }, 1, byAutomaton);
  return world;
};

const WITHOUT_CHECK = -4;

/** Frames of the client as they left, without their check sequence. */
const sent = ({ capture }: World, etherType: string): string[] =>
  capture
    .filter(({ from }) => from === 'client.eth0')
    .map(({ bytes }) => toHex(bytes.subarray(0, WITHOUT_CHECK)))
    .filter(hex => hex.slice(24, 28) === etherType);

const spaced = (...parts: readonly string[]): string => parts.join('').replaceAll(' ', '');

describe('a client that declines an address', () => {
  test('asks for it byte for byte as RFC 5227 §2.1.1 has it: from nobody, to everybody', () => {
    const [probe] = sent(plugged(), '0806');
    const question = spaced(
      'ffffffffffff 020000000a01 0806 0001 0800 06 04 0001',
      '020000000a01 00000000 000000000000 c000020a',
    );
    expect(probe?.startsWith(question)).toBe(true);
  });

  test('says so byte for byte as table 5 of RFC 2131 §4.4.1 has it', () => {
    const messages = sent(plugged(), '0800').map(hex => hex.slice(84));
    const decline = messages.find(hex => hex.includes('6382536335010432')) ?? '';
    const xid = messages[0]?.slice(8, 16) ?? '';
    const fixed = spaced('01 01 06 00', xid, '0000 0000', '00000000'.repeat(4), '020000000a01');
    const options = spaced(
      '63825363 350104 3204 c000020a 3604 c0000235',
      '3d07 01 020000000a01 0c06 636c69656e74 ff',
    );
    expect(decline).toBe(
      `${fixed}${'00'.repeat(10)}${'00'.repeat(192)}${options}`.padEnd(600, '0'),
    );
  });

  test.skipIf(skipsTshark)(
    `gives tshark nothing to object to, on any link${TSHARK_REASON}`,
    () => {
      expect(objections(plugged())).toEqual([]);
      expect(objections(plugged(lan({}, {}, { probes: true })))).toEqual([]);
    },
    120_000,
  );
});

const mission = missionById('06-first-day');
if (mission === undefined) throw new Error('the mission is missing');

const CHECK = {
  station: 'camera.application',
  exchange: 'arrive-camera',
  situation: 'check-lease',
  kind: 'join/checked-taken',
} as const;

/** What becomes of the camera if somebody decides so about an address that the projector has. */
const deciding = (check: string) => {
  const stopped = stopAt(mission, CHECK);
  const outcome = outcomeOf(goOn(stopped, { action: 'deliver', values: { 'lease.check': check } }));
  const { world } = stopped;
  const [address] = world.nodes.get('camera')?.addresses ?? [];
  const offers = world.capture.flatMap(({ from, bytes }) => {
    const message = from === 'dhcp-1.eth0' ? readDhcp(bytes.subarray(42, -4)) : undefined;
    return message?.type === 2 ? [formatIpv4(message.header.yourAddress)] : [];
  });
  return { world, outcome, address: formatIpv4(address ?? 0), offers };
};

const PROJECTOR = '10.20.30.105';

describe('at the station of a client whose address somebody has', () => {
  test('who declines gets another one, and the server offers the first no more', () => {
    const { outcome, address, offers } = deciding('decline');
    expect(outcome).toBe('done');
    expect(offers).toEqual([PROJECTOR, address]);
    expect(address).not.toBe(PROJECTOR);
  });

  test('who uses it shares it: two cards answer whoever looks for it', () => {
    const { world, outcome, address } = deciding('use');
    expect([outcome, address]).toEqual(['done', PROJECTOR]);
    world.nodes.get('router')?.arp.clear();
    const from = world.capture.length;
    const echo = { type: 'echo', node: 'shop', to: ip(PROJECTOR), timeToLive: null } as const;
    startExchange(world, echo, 2, byAutomaton);
    const answers = world.capture
      .slice(from)
      .filter(({ bytes }) => toHex(bytes.subarray(12, 14)) === '0806' && bytes[21] === ARP_REPLY)
      .flatMap(one => (/^(camera|projector)/.test(one.from) ? [one.from] : []));
    expect(answers.toSorted()).toEqual(['camera.eth0', 'projector.eth0']);
  });

  test('who says nothing is offered the same again', () => {
    const { offers } = deciding('start-anew');
    expect(offers.slice(0, 2)).toEqual([PROJECTOR, PROJECTOR]);
  });
});
