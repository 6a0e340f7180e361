import { describe, expect, test } from 'vitest';
import { skipsTshark, TSHARK_REASON } from '../../oracle/tshark.ts';
import { internet, PLACES, service } from '../../shared/network/internet.ts';
import { record } from '../../shared/network/program-specs.ts';
import { carried, objections, once } from './carried.ts';

// More than fits into a datagram of 1232 bytes.
const LONG = Array.from({ length: 12 }, (_, index) => `${index} `.padEnd(120, 'pears '));

const ROOT = [
  record('', 'SOA', 'ns.root.example host.root.example 1 7200 900 1209600 300'),
  record('', 'NS', 'ns.root.example'),
  record('ns.root.example', 'A', PLACES.relay),
  record('game.example', 'NS', 'ns.game.example'),
  record('ns.game.example', 'A', PLACES.server),
];
const GAME = [
  record('game.example', 'SOA', 'ns.game.example host.game.example 1 7200 900 1209600 300'),
  record('game.example', 'NS', 'ns.game.example'),
  record('ns.game.example', 'A', PLACES.server),
  record('www.game.example', 'CNAME', 'box.game.example'),
  record('box.game.example', 'A', '203.0.113.99'),
  ...LONG.map(text => record('long.game.example', 'TXT', text)),
];

const play = (server: string) =>
  carried(
    internet({
      client: [service('dig', 900, { server }, 'dns-client')],
      neighbour: [
        service('resolved', 53, { hints: { 'ns.root.example': PLACES.relay } }, 'resolver'),
      ],
      relay: [service('rootd', 54, { records: ROOT }, 'name-server')],
      server: [service('named', 55, { records: GAME }, 'name-server')],
    }),
    [
      { program: 'dig', settings: { name: 'www.game.example' } },
      { program: 'dig', settings: { name: 'long.game.example', type: 'TXT' } },
      { program: 'dig', settings: { name: 'none.game.example' } },
    ],
  );

describe.each([
  ['its own name server', PLACES.server],
  ['a resolver that asks its way down from the root', PLACES.neighbour],
])('a name is asked of %s', (_fact, server) => {
  const played = once(() => play(server));

  test('over UDP, and over TCP where the answer is long', () => {
    const { world, outcomes, results } = played();
    expect(results[0]).toContain('203.0.113.99');
    // Of a set the order means nothing; all of it came over TCP, protocol 6 in the IPv4 header.
    expect(results[1]?.split('\n').toSorted()).toEqual(LONG.toSorted());
    expect(world.capture.some(({ bytes }) => bytes[23] === 6)).toBe(true);
    expect(results[2]).toBe('no-such-name');
    expect(outcomes).toEqual(['done', 'done', 'done']);
  });

  test.skipIf(skipsTshark)(`tshark has nothing to object to on any link${TSHARK_REASON}`, () => {
    expect(objections(played().world)).toEqual([]);
  });
});
