import { describe, expect, test } from 'vitest';
import { passingOf, QUOTE_OFFSET } from '../../../../shared/network/boundary/passing.ts';
import { rewriteEnd, rewriteError } from '../../../../shared/network/boundary/rewrite.ts';
import { readPacket } from '../../../../shared/network/packets.ts';
import { icmp } from '../../../../shared/protocols/icmp.ts';
import { ipv4 } from '../../../../shared/protocols/ipv4.ts';
import { tcp } from '../../../../shared/protocols/tcp.ts';
import { udp } from '../../../../shared/protocols/udp.ts';
import { seeded } from '../../protocols/seeded.ts';
import { ip } from '../networks.ts';

const INSIDE = { address: ip('10.0.0.5'), port: 4000 };
const OUTSIDE = { address: ip('203.0.113.9'), port: 61_001 };
const FAR = { address: ip('198.51.100.7'), port: 53 };

type End = typeof INSIDE;

const addressed = (source: End, destination: End) => ({
  sourceAddress: source.address,
  destinationAddress: destination.address,
});

const packet = (protocol: number, source: End, destination: End, payload: Uint8Array) =>
  ipv4.encode(
    { protocol, source: source.address, destination: destination.address, identification: 7 },
    payload,
  );

const ports = (source: End, destination: End) => ({
  sourcePort: source.port,
  destinationPort: destination.port,
});

/** What each protocol makes of a message from one end to the other. */
const MAKERS: Readonly<
  Record<string, (source: End, destination: End, data: Uint8Array) => Uint8Array>
> = {
  UDP: (source, destination, data) =>
    packet(
      17,
      source,
      destination,
      udp.encode(ports(source, destination), data, addressed(source, destination)),
    ),
  'UDP without a checksum': (source, destination, data) =>
    packet(
      17,
      source,
      destination,
      udp.encode({ ...ports(source, destination), checksum: 0 }, data),
    ),
  TCP: (source, destination, data) =>
    packet(
      6,
      source,
      destination,
      tcp.encode(ports(source, destination), data, addressed(source, destination)),
    ),
  'an echo request': (source, destination, data) =>
    packet(1, source, destination, icmp.encode({ type: 8, identifier: source.port, data })),
};

describe.each(Object.entries(MAKERS))('%s', (_name, make) => {
  test('with another source is what its new sender would have written', () => {
    const random = seeded('rewrite');
    for (let round = 0; round < 300; round++) {
      const data = Uint8Array.from({ length: Math.floor(random() * 40) }, () => random() * 256);
      const bytes = make(INSIDE, FAR, data);
      rewriteEnd(bytes, 0, 'source', OUTSIDE);
      expect(bytes).toEqual(make(OUTSIDE, FAR, data));
      rewriteEnd(bytes, 0, 'source', INSIDE);
      expect(bytes).toEqual(make(INSIDE, FAR, data));
    }
  });

  test('with a wrong checksum keeps it wrong', () => {
    const bytes = make(INSIDE, FAR, Uint8Array.of(1, 2, 3));
    bytes[30] = (bytes[30] ?? 0) ^ 0x40;
    const wrong = bytes.slice();
    rewriteEnd(bytes, 0, 'source', OUTSIDE);
    rewriteEnd(bytes, 0, 'source', INSIDE);
    expect(bytes).toEqual(wrong);
  });

  test('quoted in an error is turned back to what its sender wrote', () => {
    const error = (quoted: Uint8Array, to: End) =>
      packet(1, FAR, to, icmp.encode({ type: 3, code: 3, data: quoted.slice(0, 28) }));
    const bytes = error(make(OUTSIDE, FAR, Uint8Array.of(9)), OUTSIDE);
    rewriteError(bytes, QUOTE_OFFSET, 'source', INSIDE);
    expect(bytes).toEqual(error(make(INSIDE, FAR, Uint8Array.of(9)), INSIDE));
  });

  test('cut short anywhere or turned over is no reason to stop', () => {
    const random = seeded('cut');
    const whole = make(INSIDE, FAR, Uint8Array.of(1, 2, 3));
    for (let round = 0; round < 500; round++) {
      const bytes = whole.slice(0, Math.floor(random() * (whole.length + 1)));
      if (bytes.length > 0) bytes[Math.floor(random() * bytes.length)] = random() * 256;
      expect(() => rewriteEnd(bytes, 0, 'source', OUTSIDE)).not.toThrow();
      expect(() => rewriteError(bytes, QUOTE_OFFSET, 'source', OUTSIDE)).not.toThrow();
    }
  });
});

test('a later fragment has no ports to write', () => {
  const bytes = ipv4.encode(
    { protocol: 17, source: INSIDE.address, destination: FAR.address, fragmentOffset: 10 },
    Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8),
  );
  rewriteEnd(bytes, 0, 'source', OUTSIDE);
  expect(bytes.slice(20)).toEqual(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8));
});

test.each([
  ['an echo request has its identifier as the port of who asks', 'an echo request', 4000, 0],
  ['a datagram has its own ports', 'UDP', 4000, 53],
  ['a segment has its own ports', 'TCP', 4000, 53],
])('%s', (_fact, name, source, destination) => {
  const read = readPacket(MAKERS[name]?.(INSIDE, FAR, Uint8Array.of(1)) ?? new Uint8Array());
  const passing = read === undefined ? undefined : passingOf(read);
  expect([passing?.source.port, passing?.destination.port]).toEqual([source, destination]);
});
