import { describe, expect, test } from 'vitest';
import { formatIpv4 } from '../../../shared/base/address.ts';
import { toHex } from '../../../shared/base/bytes.ts';
import type { ExchangeSpec } from '../../../shared/network/exchange.ts';
import { readDhcp } from '../../../shared/network/programs/dhcp/message.ts';
import { startExchange } from '../../../shared/network/simulator.ts';
import { type CapturedFrame, createWorld, type World } from '../../../shared/network/world.ts';
import { ethernet } from '../../../shared/protocols/ethernet.ts';
import { explain } from '../../../shared/protocols/explain.ts';
import { complaints, framesOn } from '../../oracle/story.ts';
import { skipsTshark, TSHARK_REASON } from '../../oracle/tshark.ts';
import { byAutomaton, outcomeOf } from '../../shared/network/play.ts';
import { objections } from './carried.ts';
import { FIXED, town } from './leases.ts';

const plugIn = (node: string): ExchangeSpec => ({ type: 'configure', node });
const RENEW = { type: 'configure', node: 'client', lease: 'renew' } as const;
const RELEASE = { type: 'configure', node: 'client', lease: 'release' } as const;
const PAGE = {
  type: 'fetch',
  node: 'client',
  host: 'www.game.example',
  targets: ['/index.html'],
} as const;
const INFORM = { type: 'use', node: 'desk', program: 'inform' } as const;

const EVERYTHING = [
  plugIn('client'),
  PAGE,
  plugIn('second'),
  INFORM,
  RENEW,
  plugIn('client'),
  RELEASE,
  plugIn('third'),
];

const wishing = (specs: readonly ExchangeSpec[]) => {
  const world = createWorld(town(), 'services');
  const outcomes = specs.map((spec, id) =>
    outcomeOf(startExchange(world, spec, id + 1, byAutomaton)),
  );
  return { world, outcomes };
};

const PAYLOAD = 42;
const messageIn = ({ bytes }: CapturedFrame): Uint8Array | undefined => {
  const isUdp = bytes[12] === 0x08 && bytes[13] === 0 && bytes[23] === 17;
  const message = bytes.subarray(PAYLOAD, -4);
  return isUdp && readDhcp(message) !== undefined ? message : undefined;
};

/** DHCP messages that left one interface, in hex. */
const messagesFrom = ({ capture }: World, from: string): string[] =>
  capture.flatMap(frame => {
    const message = frame.from === from ? messageIn(frame) : undefined;
    return message === undefined ? [] : [toHex(message)];
  });

const NOBODY = '00000000';
const CARD = '02000000 0a01';
const COOKIE = '63825363';

/** A message as RFC 2131 §2 draws it: fixed fields, 192 bytes of empty names, the options, zeros up to 300 bytes. */
const drawn = (lines: readonly string[], options: readonly string[]): string => {
  const fixed = [...lines, CARD, '00'.repeat(10), '00'.repeat(192), COOKIE, ...options].join('');
  return fixed.replaceAll(' ', '').padEnd(600, '0');
};

const WHO = ['3d07 01 020000000a01', '0c06 636c69656e74'];
const WANTED = '3707 01 03 06 0f 33 3a 3b';
const GIVEN = [
  '3604 cb007143',
  '3304 00000e10',
  '0104 ffffff00',
  '0304 c0000201',
  '0604 cb007135',
  '0f0c 67616d652e6578616d706c65',
];
const CIRCUIT = '5209 01 07 666c6f6f722031';

describe('the first exchange, through a relay', () => {
  const { world, outcomes } = wishing([plugIn('client')]);
  const [discover = '', request = ''] = messagesFrom(world, 'client.eth0');
  const xid = discover.slice(8, 16);
  const asks = ['01 01 06 00', xid, '00000000', NOBODY, NOBODY, NOBODY, NOBODY];
  const asksOn = ['01 01 06 01', xid, '00000000', NOBODY, NOBODY, NOBODY, 'c0000201'];
  const answers = ['02 01 06 00', xid, '00000000', NOBODY, 'c000020a', NOBODY, 'c0000201'];
  const CHOSEN = ['3204 c000020a', '3604 cb007143'];

  test('ends with an address', () => {
    expect(outcomes).toEqual(['done']);
    expect([...(world.nodes.get('client')?.addresses ?? [])].map(formatIpv4)).toEqual([
      '192.0.2.10',
    ]);
  });

  test('DISCOVER and REQUEST leave byte for byte as the RFC has them', () => {
    expect(discover).toBe(drawn(asks, ['350101', ...WHO, WANTED, 'ff']));
    expect(request).toBe(drawn(asks, ['350103', ...CHOSEN, ...WHO, WANTED, 'ff']));
  });

  test('the relay adds its address, a hop and its circuit', () => {
    expect(messagesFrom(world, 'r1.eth1')).toEqual([
      drawn(asksOn, ['350101', ...WHO, WANTED, CIRCUIT, 'ff']),
      drawn(asksOn, ['350103', ...CHOSEN, ...WHO, WANTED, CIRCUIT, 'ff']),
    ]);
  });

  test('OFFER and ACK come back to the relay, which takes the circuit out', () => {
    expect(messagesFrom(world, 'dhcp.eth0')).toEqual([
      drawn(answers, ['350102', ...GIVEN, CIRCUIT, 'ff']),
      drawn(answers, ['350105', ...GIVEN, CIRCUIT, 'ff']),
    ]);
    expect(messagesFrom(world, 'r1.eth0')).toEqual([
      drawn(answers, ['350102', ...GIVEN, 'ff']),
      drawn(answers, ['350105', ...GIVEN, 'ff']),
    ]);
  });

  test('asks everybody from nowhere, and is answered at its card', () => {
    const ends = world.capture.flatMap(frame => {
      const { from, bytes } = frame;
      const isHere = from === 'client.eth0' || from === 'r1.eth0';
      return isHere && messageIn(frame) !== undefined
        ? [`${toHex(bytes.subarray(0, 12))} ${toHex(bytes.subarray(26, 38))}`]
        : [];
    });
    const asked = 'ffffffffffff020000000a01 00000000ffffffff00440043';
    const answered = '020000000a01020000000c01 c0000201c000020a00430044';
    expect(ends).toEqual([asked, answered, asked, answered]);
  });
});

describe('a network of leased addresses', () => {
  const { world, outcomes } = wishing(EVERYTHING);

  test('gives and takes back addresses, fetches a page by name, informs', () => {
    expect(outcomes).toEqual(EVERYTHING.map(() => 'done'));
    expect(world.exchanges.get(4)?.progress.result).toBe(FIXED.names);
  });

  test('has nobody with the address of another', () => {
    const addresses = ['client', 'second', 'third'].map(name =>
      [...(world.nodes.get(name)?.addresses ?? [])].map(formatIpv4).join(),
    );
    expect(addresses).toEqual(['', '192.0.2.11', '192.0.2.10']);
  });

  test('renews with the server alone, past the relay', () => {
    const renewal = world.capture.filter(
      frame => frame.exchange === 5 && messageIn(frame) !== undefined,
    );
    expect(renewal.map(({ from }) => from)).toEqual([
      'client.eth0',
      'sw1.p5',
      'r1.eth1',
      'r2.eth1',
      'sw2.p2',
      'dhcp.eth0',
      'sw2.p1',
      'r2.eth0',
      'r1.eth0',
      'sw1.p1',
    ]);
  });

  test('gives an onlooker nothing to object to', () => {
    const issues = world.capture.flatMap(({ bytes }) => explain(bytes, ethernet).issues);
    expect(issues.filter(({ severity }) => severity !== 'note')).toEqual([]);
  });

  test.skipIf(skipsTshark)(
    `nor tshark, on any link${TSHARK_REASON}`,
    () => {
      expect(objections(world)).toEqual([]);
    },
    120_000,
  );
});

test('more hosts than addresses: the last one asks in vain, until one is given back', () => {
  const specs = ['client', 'second', 'third'].map(plugIn);
  const { outcomes } = wishing([...specs, RELEASE, plugIn('third')]);
  expect(outcomes).toEqual(['done', 'done', 'failed', 'done', 'done']);
});

const HEADER_CHECKSUM = 24;
const UDP_CHECKSUM = 40;
const FIRST_OPTION_LENGTH = PAYLOAD + 241;

const FAULTS: [fact: string, at: number, value: number][] = [
  ['a wrong header checksum', HEADER_CHECKSUM, 0x5a],
  ['a wrong UDP checksum', UDP_CHECKSUM, 0x5a],
  ['an option that is longer than the message', FIRST_OPTION_LENGTH, 0xff],
];

test.skipIf(skipsTshark).each(FAULTS)(
  `tshark sees %s${TSHARK_REASON}`,
  (_fact, at, value) => {
    const { world } = wishing([plugIn('client')]);
    const [first] = world.topology.links;
    const frames = first === undefined ? [] : framesOn(world, first);
    expect(complaints(frames)).toBe('');
    const [discover, ...others] = frames;
    if (discover === undefined) throw new Error('nothing was sent');
    const spoiled = { ...discover, bytes: discover.bytes.with(at, value) };
    expect(complaints([spoiled, ...others])).not.toBe('');
  },
  60_000,
);
