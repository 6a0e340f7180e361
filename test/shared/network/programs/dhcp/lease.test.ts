import { describe, expect, test } from 'vitest';
import type { DhcpSubnet } from '../../../../../shared/network/programs/dhcp/bindings.ts';
import { dhcpClient } from '../../../../../shared/network/programs/dhcp/client.ts';
import type {
  DhcpClientSettings,
  DhcpClientState,
} from '../../../../../shared/network/programs/dhcp/client-state.ts';
import { DHCP_TRANSITIONS } from '../../../../../shared/network/programs/dhcp/client-states.ts';
import { dhcpInform } from '../../../../../shared/network/programs/dhcp/inform.ts';
import { dhcpRelay } from '../../../../../shared/network/programs/dhcp/relay.ts';
import {
  type DhcpServerState,
  dhcpServer,
} from '../../../../../shared/network/programs/dhcp/server.ts';
import { Lans, type Station } from './lans.ts';

const SUBNET: DhcpSubnet = {
  prefix: { address: 0xc0000200, length: 24 },
  first: 0xc000020a,
  last: 0xc000020b,
  routers: [0xc0000201],
  nameServers: [0xc0000235],
  domainName: 'game.example',
  leaseSeconds: 1000,
};
const OTHER: DhcpSubnet = {
  ...SUBNET,
  prefix: { address: 0xc6336400, length: 24 },
  first: 0xc633640a,
  last: 0xc6336463,
  routers: [0xc6336401],
};

const server = (
  address = 0xc0000235,
  subnets: readonly DhcpSubnet[] = [SUBNET, OTHER],
): Station => ({
  name: `server${address & 255}`,
  program: dhcpServer({ subnets }),
  lans: { a: address },
});

const client = (
  name: string,
  number: number,
  settings: Partial<DhcpClientSettings> = {},
): Station => ({
  name,
  card: 0x020000000000 + number,
  program: dhcpClient({ card: 0x020000000000 + number, ...settings }),
  lans: { a: 0 },
});

const stateOf = (lans: Lans, name: string): DhcpClientState =>
  lans.stateOf(name) as DhcpClientState;

describe('a client', () => {
  test('gets an address, renews it at half time, and goes on so', () => {
    const lans = new Lans([server(), client('pc', 7)]).run(1100);
    expect(lans.log.map(line => line.replace(/^\d+ /, ''))).toEqual([
      'pc: discover to 255.255.255.255',
      'server53: offer to 192.0.2.10 by card',
      'pc: request to 255.255.255.255',
      'server53: acknowledge to 192.0.2.10 by card',
      'pc: request to 192.0.2.53',
      'server53: acknowledge to 192.0.2.10',
      'pc: request to 192.0.2.53',
      'server53: acknowledge to 192.0.2.10',
    ]);
    expect(stateOf(lans, 'pc')).toMatchObject({
      phase: 'BOUND',
      lease: {
        address: 0xc000020a,
        subnetMask: 0xffffff00,
        routers: [0xc0000201],
        nameServers: [0xc0000235],
        domainName: 'game.example',
        server: 0xc0000235,
      },
    });
  });

  test.each<[string, Readonly<Record<string, number>>, number, string, readonly string[]]>([
    [
      'says discover again when nobody offers',
      { discover: 3 },
      100,
      'BOUND',
      ['pc has 192.0.2.10'],
    ],
    [
      'says request again when the answer is lost',
      { acknowledge: 2 },
      100,
      'BOUND',
      ['pc has 192.0.2.10'],
    ],
    [
      'starts anew after four requests without answer',
      { request: 4 },
      300,
      'BOUND',
      ['pc has 192.0.2.10'],
    ],
    ['keeps asking while nobody is there', { discover: 99 }, 1000, 'SELECTING', []],
  ])('%s', (_fact, losses, seconds, phase, results) => {
    const lans = new Lans([server(), client('pc', 7)], losses).run(seconds);
    expect(stateOf(lans, 'pc').phase).toBe(phase);
    expect(lans.results).toEqual(results);
  });

  test('that loses its server asks everybody at T2 and loses the address in the end', () => {
    const lans = new Lans([server(), client('pc', 7)]);
    lans.run(400);
    lans.lose('request', 999);
    lans.run(860);
    expect(stateOf(lans, 'pc').phase).toBe('RENEWING');
    lans.run(900);
    expect(stateOf(lans, 'pc').phase).toBe('REBINDING');
    expect(lans.log.at(-1)).toMatch(/^87\d pc: request to 255.255.255.255/);
    lans.run(1009);
    expect(stateOf(lans, 'pc')).toMatchObject({ phase: 'INIT', lease: null });
  });

  test('declines an address that somebody has, and takes the next', () => {
    const lans = new Lans([server(), client('pc', 7, { inUse: [0xc000020a] })]).run(60);
    expect(lans.results).toEqual(['pc has 192.0.2.11']);
    expect(lans.log.filter(line => line.includes('decline')).length).toBe(1);
  });

  test('gives its lease back when it is told to, and gets the same again', () => {
    const lans = new Lans([server(), client('pc', 7, { releaseAfterMicros: 5_000_000 })]).run(60);
    expect(lans.log.at(-1)).toMatch(/pc: release to 192.0.2.53/);
    expect((lans.stateOf('server53') as DhcpServerState).bindings).toMatchObject([
      { address: 0xc000020a, kind: 'released' },
    ]);
  });

  test.each<[string, number, readonly string[], string]>([
    ['unknown to the server is not answered', 0xc000020a, [], 'silence'],
    ['on another LAN is refused and starts anew', 0x0a000001, ['pc has 192.0.2.10'], 'refuse'],
  ])('that comes back with an address and is %s', (_fact, formerAddress, results, word) => {
    const lans = new Lans([server(), client('pc', 7, { formerAddress })]).run(20);
    expect(lans.log[0]).toMatch(/request/);
    expect(lans.results).toEqual(results);
    expect(lans.log.some(line => line.includes('refuse'))).toBe(word === 'refuse');
  });

  test('takes one of two offers, and the other server takes its own back', () => {
    const second = server(0xc0000236, [{ ...SUBNET, first: 0xc0000264, last: 0xc0000264 }]);
    const lans = new Lans([server(), second, client('pc', 7)]).run(20);
    expect(lans.results).toEqual(['pc has 192.0.2.10']);
    expect((lans.stateOf('server54') as DhcpServerState).bindings).toEqual([]);
  });
});

test('three clients and two addresses: the third gets none until one is given back', () => {
  const three = [
    client('one', 1, { releaseAfterMicros: 100_000_000 }),
    client('two', 2),
    client('three', 3),
  ];
  const lans = new Lans([server(), ...three]).run(90);
  expect(lans.results.length).toBe(2);
  lans.run(300);
  expect(new Set(lans.results.map(line => line.split(' ')[0]))).toEqual(
    new Set(['one', 'two', 'three']),
  );
});

test('a host that has its address is told the rest', () => {
  const inform: Station = {
    name: 'printer',
    card: 0x020000000009,
    program: dhcpInform({ card: 0x020000000009, address: 0xc0000263 }),
    lans: { a: 0xc0000263 },
  };
  const lans = new Lans([server(), inform]).run(20);
  expect(lans.results).toEqual(['printer has 192.0.2.53']);
  expect(lans.log.at(-1)).toBe('0 server53: acknowledge to 192.0.2.99');
  const alone = new Lans([inform]).run(200);
  expect(alone.results).toEqual(['printer lacks no answer']);
});

describe('a relay', () => {
  const relay = (circuits?: Readonly<Record<number, string>>): Station => ({
    name: 'relay',
    program: dhcpRelay({ servers: [0xc0000235], ...(circuits === undefined ? {} : { circuits }) }),
    lans: { b: 0xc6336401, a: 0xc0000201 },
  });
  const away: Station = { ...client('pc', 7), lans: { b: 0 } };

  test.each([
    ['without option 82', undefined],
    ['with option 82', { 3325256705: 'port 3' }],
  ])('gets a client an address of its own LAN from a server of another, %s', (_fact, circuits) => {
    const lans = new Lans([server(), relay(circuits), away]).run(20);
    expect(lans.results).toEqual(['pc has 198.51.100.10']);
    expect(lans.log.map(line => line.replace(/^\d+ /, '')).slice(0, 4)).toEqual([
      'pc: discover to 255.255.255.255',
      'relay: discover to 192.0.2.53',
      'server53: offer to 198.51.100.1',
      'relay: offer to 198.51.100.10 by card',
    ]);
  });
});

test('every arrow names its section, and none is there twice', () => {
  const names = DHCP_TRANSITIONS.map(({ from, on }) => `${from} ${on}`);
  expect(new Set(names).size).toBe(names.length);
  for (const { rfc } of DHCP_TRANSITIONS) expect(rfc).toMatch(/^RFC 2131 §/);
});
