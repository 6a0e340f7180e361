import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { concat } from '../../shared/base/bytes.ts';
import { cooked, cooked2 } from '../../shared/protocols/cooked.ts';
import { explainCaptured } from '../../shared/protocols/explain-captured.ts';
import { ipv4 } from '../../shared/protocols/ipv4.ts';
import { ipv6 } from '../../shared/protocols/ipv6.ts';
import { loopback } from '../../shared/protocols/loopback.ts';
import { writePcapng } from '../../shared/protocols/pcapng.ts';
import { stack } from '../../shared/protocols/stack.ts';
import { udp } from '../../shared/protocols/udp.ts';
import { seeded } from '../shared/protocols/seeded.ts';
import { compareFields } from './compare-fields.ts';
import { tsharkFrames } from './field-frames.ts';
import { skipsTshark, TSHARK_REASON, writeProfile } from './tshark.ts';

const folder = mkdtempSync(join(tmpdir(), 'links-'));
beforeAll(() => {
  if (!skipsTshark) writeProfile(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

const NO_HEADER = new Uint8Array(0);
const V4 = () =>
  stack([
    [ipv4, { source: 0x0a000001, destination: 0x0a000002 }],
    [udp, { sourcePort: 50_000, destinationPort: 50_001 }],
  ]);
const V6 = () =>
  stack([
    [ipv6, { source: 1n, destination: 2n }],
    [udp, { sourcePort: 50_000, destinationPort: 50_001 }],
  ]);

type Header = (random: () => number, isV6: boolean) => Uint8Array;

const typeOf = (isV6: boolean): number => (isV6 ? 0x86dd : 0x0800);

const LINKS: readonly [string, number, Header][] = [
  [
    'loopback',
    0,
    (random, isV6) => {
      const family = isV6 ? 0x1e000000 : 0x02000000;
      return loopback.encode({ ...loopback.generate(random), family });
    },
  ],
  ['loopback of OpenBSD', 108, (_random, isV6) => loopback.encode({ family: isV6 ? 24 : 2 })],
  [
    'Linux cooked',
    113,
    (random, isV6) => {
      const made = cooked.generate(random);
      return cooked.encode({ ...made, hardwareType: 1, addressLength: 6, protocol: typeOf(isV6) });
    },
  ],
  [
    'Linux cooked 2',
    276,
    (random, isV6) => {
      const made = cooked2.generate(random);
      return cooked2.encode({ ...made, hardwareType: 1, addressLength: 6, protocol: typeOf(isV6) });
    },
  ],
  ['raw IP', 101, () => NO_HEADER],
  ['IPv4 alone', 228, () => NO_HEADER],
  ['IPv6 alone', 229, () => NO_HEADER],
];

test.skipIf(skipsTshark).each(LINKS)(
  `tshark reads the same fields: %s${TSHARK_REASON}`,
  async (_name, linkType, header) => {
    const random = seeded(`links ${linkType}`);
    const from = { name: 'link', linkType };
    const packets = Array.from({ length: 40 }, (_, index) => {
      const isV6 = linkType === 229 || (linkType !== 228 && index % 2 === 1);
      const bytes = concat(header(random, isV6), isV6 ? V6() : V4());
      return { interfaceIndex: 0, timestampMicros: index, bytes };
    });
    const file = join(folder, `${linkType}.pcapng`);
    writeFileSync(file, writePcapng({ interfaces: [from], packets }));
    const found: string[] = [];
    let compared = 0;
    let index = 0;
    for await (const theirs of tsharkFrames(file, folder)) {
      const packet = packets[index];
      if (packet === undefined) break;
      const { spans } = explainCaptured(from, packet);
      const result = compareFields(spans, theirs, packet.bytes);
      compared += result.compared;
      found.push(...result.differences.map(what => `frame ${index} ${what}`));
      index += 1;
    }
    expect(found.slice(0, 10)).toEqual([]);
    expect(index).toBe(packets.length);
    expect(compared).toBeGreaterThan(400);
  },
  60_000,
);
