import { describe, expect, test } from 'vitest';
import { arp } from '../../../shared/protocols/arp.ts';
import { dhcp } from '../../../shared/protocols/dhcp.ts';
import { dns } from '../../../shared/protocols/dns.ts';
import { ethernet } from '../../../shared/protocols/ethernet.ts';
import { explain, explainHeader } from '../../../shared/protocols/explain.ts';
import { icmp } from '../../../shared/protocols/icmp.ts';
import { ipv4 } from '../../../shared/protocols/ipv4.ts';
import { leavesOf } from '../../../shared/protocols/span.ts';
import { stack } from '../../../shared/protocols/stack.ts';
import { tcp } from '../../../shared/protocols/tcp.ts';
import { udp } from '../../../shared/protocols/udp.ts';
import { generateFrame } from './generate-frame.ts';
import { seeded } from './seeded.ts';
import { expectTiled } from './tiling.ts';

const ALL = [ethernet, arp, ipv4, icmp, udp, tcp, dns, dhcp];

const FRAME = stack([
  [ethernet, { destination: 0x020000000002, source: 0x020000000001 }],
  [ipv4, { source: 0x0a000001, destination: 0x0a000002 }],
  [udp, { sourcePort: 5353, destinationPort: 53 }],
  [dns, { id: 1, questions: [{ name: 'a', type: 1, class: 1 }] }],
]);

describe('a frame', () => {
  test('is explained layer by layer, padding and check at the end', () => {
    const { layers, spans, issues } = explain(FRAME, ethernet);
    expect(layers.map(({ id, start, headerEnd, end }) => [id, start, headerEnd, end])).toEqual([
      ['ethernet', 0, 14, 65],
      ['ipv4', 14, 34, 61],
      ['udp', 34, 42, 61],
      ['dns', 42, 61, 61],
    ]);
    expect(spans.map(span => span.path)).toEqual([
      'ethernet',
      'ipv4',
      'udp',
      'dns',
      'ethernet.frameCheckSequence',
    ]);
    expect(issues).toEqual([]);
    expectTiled(spans, 0, FRAME.length * 8);
  });

  test('that is padded has its padding told apart from the payload', () => {
    const frame = stack([
      [ethernet, {}],
      [arp, {}],
    ]);
    expect(explain(frame, ethernet).spans.map(span => [span.path, span.bitLength])).toEqual([
      ['ethernet', 112],
      ['arp', 224],
      ['ethernet.padding', 144],
      ['ethernet.frameCheckSequence', 32],
    ]);
  });

  test('may start anywhere, with the addresses told', () => {
    const context = { sourceAddress: 0x0a000001, destinationAddress: 0x0a000002 };
    const { issues, spans } = explain(FRAME, udp, { start: 34, end: 61, context });
    expect(issues).toEqual([]);
    expectTiled(spans, 34 * 8, 61 * 8);
    const wrong = { ...context, sourceAddress: 0x0a000009 };
    expect(explain(FRAME, udp, { start: 34, end: 61, context: wrong }).issues).toMatchObject([
      { code: 'udp/bad-checksum' },
    ]);
  });

  test('whose packet was cut off is not blamed for its checksums', () => {
    const net = { source: 0x0a000001, destination: 0x0a000002 };
    const packet = stack(
      [
        [ipv4, net],
        [tcp, { sourcePort: 1, destinationPort: 2, ack: 1 }],
      ],
      FRAME,
    );
    expect(explain(packet, ipv4).issues).toEqual([]);
    expect(explain(packet.subarray(0, -3), ipv4).issues.map(issue => issue.code)).toEqual([
      'ipv4/total-length-too-long',
    ]);
  });
});

test('one header is explained with the rest sealed', () => {
  const { spans, layers } = explainHeader(ethernet, FRAME);
  expect(layers.map(layer => layer.id)).toEqual(['ethernet']);
  expect(spans.map(span => [span.path, span.bitLength])).toEqual([
    ['ethernet', 112],
    ['ethernet.payload', 47 * 8],
    ['ethernet.frameCheckSequence', 32],
  ]);
  expect(spans[1]?.children).toBeUndefined();
});

const MUTATIONS = 100_000;
const PER_FRAME = 50;

/** Turns bits over, cuts, repeats or overwrites: what a bad link or an enemy would do. */
const mutate = (frame: Uint8Array, random: () => number): Uint8Array => {
  const below = (limit: number): number => Math.floor(random() * limit);
  const bytes = frame.slice();
  for (let count = 1 + below(3); count > 0; count--) {
    const at = below(bytes.length);
    const kind = below(4);
    if (kind === 0) bytes[at] = (bytes[at] ?? 0) ^ (1 << below(8));
    else if (kind === 1) bytes[at] = [0, 0xff, 0xc0, 0x3f, 0x40][below(5)] ?? 0;
    else if (kind === 2) bytes[at] = below(256);
    else bytes.copyWithin(at, below(bytes.length), below(bytes.length));
  }
  return random() < 0.3 ? bytes.subarray(0, below(bytes.length + 1)) : bytes;
};

test(`${MUTATIONS} mutated frames: nothing throws, every bit is covered once`, () => {
  const random = seeded('mutations');
  let issues = 0;
  for (let run = 0; run < MUTATIONS / PER_FRAME; run++) {
    const frame = generateFrame(random);
    for (let count = 0; count < PER_FRAME; count++) {
      const bytes = mutate(frame, random);
      const explained = explain(bytes, ethernet);
      expectTiled(explained.spans, 0, bytes.length * 8);
      issues += explained.issues.length;
      const at = Math.floor(random() * (bytes.length + 1));
      for (const protocol of ALL) protocol.decode(bytes, at);
    }
  }
  expect(issues).toBeGreaterThan(MUTATIONS);
}, 120_000);

test.each(ALL.map(protocol => [protocol.id, protocol] as const))(
  'bytes without any sense, read as %s: nothing throws, every bit is covered once',
  (id, protocol) => {
    const random = seeded(id);
    for (let run = 0; run < 3000; run++) {
      const bytes = new Uint8Array(Math.floor(random() * 90)).map(() => Math.floor(random() * 256));
      expectTiled(explain(bytes, protocol).spans, 0, bytes.length * 8);
      expectTiled(explainHeader(protocol, bytes).spans, 0, bytes.length * 8);
    }
  },
);

test('issues lie on bits of the frame and are the same each time', () => {
  const random = seeded('issues');
  for (let run = 0; run < 500; run++) {
    const bytes = mutate(generateFrame(random), random);
    const first = explain(bytes, ethernet);
    for (const { bitOffset, bitLength } of first.issues) {
      expect(bitOffset).toBeGreaterThanOrEqual(0);
      expect(bitOffset + bitLength).toBeLessThanOrEqual(bytes.length * 8);
    }
    expect(explain(bytes, ethernet)).toEqual(first);
  }
});

test('well-formed frames raise no error', () => {
  const random = seeded('good');
  for (let run = 0; run < 2000; run++) {
    const { issues, spans } = explain(generateFrame(random), ethernet);
    expect(issues.filter(issue => issue.severity === 'error')).toEqual([]);
    expect(leavesOf(spans).every(leaf => leaf.shown !== '' || leaf.bitLength > 0)).toBe(true);
  }
});
