import { describe, expect, test } from 'vitest';
import { bytesEqual } from '../../../shared/base/bytes.ts';
import { automatonDecision } from '../../../shared/network/automaton.ts';
import type { ExchangeSpec } from '../../../shared/network/exchange.ts';
import { hasGoodHeaderChecksum, readPacket } from '../../../shared/network/packets.ts';
import { decide, openTasks, startExchange } from '../../../shared/network/simulator.ts';
import type { Task } from '../../../shared/network/task.ts';
import { createWorld } from '../../../shared/network/world.ts';
import { type Ipv4Header, ipv4 } from '../../../shared/protocols/ipv4.ts';
import { ip, MAC, nextHops } from './networks.ts';
import { byAutomaton } from './play.ts';

const ECHO: ExchangeSpec = { type: 'echo', node: 'a', to: ip('10.0.3.2'), timeToLive: null };

const packetsFrom = (from: string) => {
  const world = createWorld(nextHops(), 's');
  startExchange(world, ECHO, 1, byAutomaton);
  return world.capture
    .filter(frame => frame.from === from && frame.bytes[12] === 8 && frame.bytes[13] === 0)
    .map(({ bytes }) => ({ bytes, packet: readPacket(bytes.slice(14)) }));
};

test('each router takes one hop off and changes nothing else of the packet', () => {
  const [sent] = packetsFrom('a.eth0');
  const [onward] = packetsFrom('r1.eth1');
  const [last] = packetsFrom('r2.eth1');
  const headers = [sent, onward, last].map(one => one?.packet?.header);
  expect(headers.map(header => header?.timeToLive)).toEqual([64, 63, 62]);
  for (const one of [onward, last]) {
    if (one?.packet === undefined || sent?.packet === undefined) throw new Error('no packet');
    expect(hasGoodHeaderChecksum(one.packet)).toBe(true);
    const { timeToLive, headerChecksum } = sent.packet.header;
    expect({ ...one.packet.header, timeToLive, headerChecksum }).toEqual(sent.packet.header);
    expect(bytesEqual(one.packet.payload, sent.packet.payload)).toBe(true);
  }
});

test('the frame around it is new on every link', () => {
  const macs = ['a.eth0', 'r1.eth1', 'r2.eth1'].map(from => {
    const frame = packetsFrom(from)[0]?.bytes ?? new Uint8Array(14);
    const view = new DataView(frame.buffer, frame.byteOffset);
    const mac = (at: number) => view.getUint16(at) * 2 ** 32 + view.getUint32(at + 2);
    return [mac(6), mac(0)];
  });
  expect(macs).toEqual([
    [MAC.a, MAC.r1Left],
    [MAC.r1Right, MAC.r2Left],
    [MAC.r2Right, MAC.c],
  ]);
});

describe('for a packet with', () => {
  const world = createWorld(nextHops(), 's');
  startExchange(world, ECHO, 1, ({ situation }) =>
    situation.type === 'forward-packet' ? 'person' : 'automaton',
  );
  const [open] = openTasks(world);
  const decisionFor = (values: Partial<Ipv4Header>, payload: Uint8Array = new Uint8Array(8)) => {
    if (open === undefined) throw new Error('no task is open');
    const header = { source: ip('10.0.1.2'), destination: ip('10.0.3.2'), protocol: 17 };
    const unit = ipv4.encode({ ...header, timeToLive: 64, ...values }, payload);
    const task: Task = { ...open, unit };
    const { action, values: chosen } = automatonDecision(world, task);
    return [action, chosen.reason ?? chosen.answer ?? chosen.interface];
  };

  test.each<[string, Partial<Ipv4Header>, Uint8Array | undefined, readonly string[]]>([
    ['hops left', {}, undefined, ['send', 'eth1']],
    ['two hops left', { timeToLive: 2 }, undefined, ['send', 'eth1']],
    ['one hop left', { timeToLive: 1 }, undefined, ['answer', 'time-exceeded']],
    ['no hop left', { timeToLive: 0 }, undefined, ['answer', 'time-exceeded']],
    ['no route', { destination: ip('192.0.2.1') }, undefined, ['answer', 'net-unreachable']],
    ['a bad sum', { headerChecksum: 7 }, undefined, ['drop', 'bad-header-checksum']],
    ['a bad version', { version: 6 }, undefined, ['drop', 'malformed']],
    ['a length that lies', { totalLength: 900 }, undefined, ['drop', 'malformed']],
    [
      'an error that has no hop left',
      { timeToLive: 1, protocol: 1 },
      Uint8Array.of(11, 0, 0, 0, 0, 0, 0, 0),
      ['drop', 'time-to-live-expired'],
    ],
    [
      'an echo that has no hop left',
      { timeToLive: 1, protocol: 1 },
      Uint8Array.of(8, 0, 0, 0, 0, 0, 0, 0),
      ['answer', 'time-exceeded'],
    ],
    [
      'too many bytes that must stay together',
      { dontFragment: 1 },
      new Uint8Array(1481),
      ['answer', 'fragmentation-needed'],
    ],
    ['too many bytes that may be cut', {}, new Uint8Array(1481), ['send', 'eth1']],
  ])('%s', (_fact, values, payload, expected) => {
    expect(decisionFor(values, payload)).toEqual(expected);
  });
});

test('options stay as they came', () => {
  const world = createWorld(nextHops(), 's');
  const assign = ({ situation }: Task) =>
    situation.type === 'forward-packet' ? ('person' as const) : ('automaton' as const);
  startExchange(world, ECHO, 1, assign);
  const [task] = openTasks(world);
  if (task === undefined) throw new Error('no task is open');
  const options = Uint8Array.of(148, 4, 0, 0);
  const header = { source: ip('10.0.1.2'), destination: ip('10.0.3.2'), timeToLive: 9, options };
  world.open.set(task.id, { ...task, unit: ipv4.encode(header, new Uint8Array(8)) });
  decide(world, task.id, { action: 'send', values: {} }, byAutomaton);
  const onward = world.capture
    .filter(({ from }) => from === 'r1.eth1')
    .map(({ bytes }) => readPacket(bytes.slice(14)))
    .find(packet => packet?.header.timeToLive === 8);
  expect(onward?.header.options).toEqual(options);
  expect(onward !== undefined && hasGoodHeaderChecksum(onward)).toBe(true);
});
