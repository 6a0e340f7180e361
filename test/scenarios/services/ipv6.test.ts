import { describe, expect, test } from 'vitest';
import { formatIpv6 } from '../../../shared/base/ipv6.ts';
import { withIpv6 } from '../../../shared/network/ipv6/dual-stack.ts';
import type { LinkSpec } from '../../../shared/network/topology.ts';
import type { World } from '../../../shared/network/world.ts';
import { ethernet } from '../../../shared/protocols/ethernet.ts';
import { explain } from '../../../shared/protocols/explain.ts';
import { skipsTshark, TSHARK_REASON } from '../../oracle/tshark.ts';
import { internet, PLACES, service } from '../../shared/network/internet.ts';
import { beside } from '../../shared/network/networks.ts';
import { record } from '../../shared/network/program-specs.ts';
import { carried, objections } from './carried.ts';

const sixOf = (place: keyof typeof PLACES): string => formatIpv6(beside(PLACES[place]));

const ZONE = [
  record('game.example', 'SOA', 'ns.game.example host.game.example 1 7200 900 1209600 300'),
  record('game.example', 'NS', 'ns.game.example'),
  record('www.game.example', 'A', PLACES.server),
  record('www.game.example', 'AAAA', sixOf('server')),
  record('old.game.example', 'A', PLACES.server),
];

const LONG = 'All prices are in crowns.\n'.repeat(400);
const FILES = { '/index.html': '<p>Welcome</p>', '/long.txt': LONG };
const nameServer = sixOf('relay');

const network = (changes: Partial<LinkSpec> = {}) =>
  withIpv6(
    internet(
      {
        client: [
          service('dig', 900, { server: nameServer }, 'dns-client'),
          service('browser', 901, { nameServer, targets: ['/', '/long.txt'] }, 'http-client'),
          service(
            'direct',
            902,
            { server: sixOf('server'), name: 'www', targets: ['/'] },
            'http-client',
          ),
          service('secret', 903, { nameServer, targets: ['/'], seed: 'a' }, 'https-client'),
        ],
        server: [
          service('httpd', 80, { files: FILES }, 'http-server'),
          service(
            'httpsd',
            443,
            { files: FILES, seed: 'a', name: 'www.game.example' },
            'https-server',
          ),
        ],
        relay: [service('named', 53, { records: ZONE }, 'name-server')],
      },
      changes,
    ),
  );

const WWW = { name: 'www.game.example' };

/** Frames with TCP inside the given version of IP. */
const segmentsOver = ({ capture }: World, version: 4 | 6): number =>
  capture.filter(({ bytes }) =>
    version === 4
      ? bytes[12] === 0x08 && bytes[13] === 0 && bytes[23] === 6
      : bytes[12] === 0x86 && bytes[20] === 6,
  ).length;

const longestOn = ({ capture }: World, from: string): number =>
  Math.max(...capture.filter(one => one.from === from).map(({ bytes }) => bytes.length));

describe('over IPv6', () => {
  const { world, results, outcomes } = carried(network(), [
    { program: 'dig', settings: { ...WWW, type: 'AAAA' } },
    { program: 'browser', settings: WWW },
    { program: 'direct' },
    { program: 'secret', settings: WWW },
  ]);

  test('a name is asked for and pages come from its address, plain and over TLS', () => {
    expect(outcomes).toEqual(['done', 'done', 'done', 'done']);
    expect(results[1]).toBe(`200 <p>Welcome</p>\n200 ${LONG}`);
    expect(results[2]).toBe('200 <p>Welcome</p>');
    expect(results[3]).toBe('200 <p>Welcome</p>');
    expect(segmentsOver(world, 4)).toBe(0);
    expect(segmentsOver(world, 6)).toBeGreaterThan(20);
  });

  test('an onlooker objects to nothing', () => {
    const issues = world.capture.flatMap(({ bytes }) =>
      explain(bytes, ethernet).issues.filter(({ severity }) => severity !== 'note'),
    );
    expect(issues).toEqual([]);
  });

  test.skipIf(skipsTshark)(`neither does tshark${TSHARK_REASON}`, () => {
    expect(objections(world)).toEqual([]);
  });
});

test('a name that has no IPv6 address is reached over IPv4', () => {
  const { world, results } = carried(network(), [
    { program: 'browser', settings: { name: 'old.game.example' } },
  ]);
  expect(results[0]).toBe(`200 <p>Welcome</p>\n200 ${LONG}`);
  expect(segmentsOver(world, 6)).toBe(0);
  expect(segmentsOver(world, 4)).toBeGreaterThan(10);
});

test('a name that is not there fails', () => {
  const { outcomes, results } = carried(network(), [
    { program: 'browser', settings: { name: 'none.game.example' } },
  ]);
  expect(outcomes).toEqual(['failed']);
  expect(results).toEqual(['no-such-name']);
});

test('a page comes over a narrow link, in smaller segments after a router has told the size', () => {
  const { world, results } = carried(network({ mtuBytes: 1300 }), [
    { program: 'browser', settings: WWW },
    { program: 'browser', settings: WWW },
  ]);
  expect(results[1]).toBe(`200 <p>Welcome</p>\n200 ${LONG}`);
  expect(longestOn(world, 'r2.eth0')).toBe(1300 + 18);
  const tooBig = world.capture.filter(({ from, bytes }) => from === 'r2.eth1' && bytes[54] === 2);
  expect(tooBig.length).toBeGreaterThan(0);
});
