import { describe, expect, test } from 'vitest';
import { concat, toHex } from '../../../../shared/base/bytes.ts';
import { explain } from '../../../../shared/protocols/explain.ts';
import { leavesOf } from '../../../../shared/protocols/span.ts';
import { tcp } from '../../../../shared/protocols/tcp.ts';
import { tlsHandshake } from '../../../../shared/protocols/tls/handshake.ts';
import { tls, tlsRecord } from '../../../../shared/protocols/tls/record.ts';
import { hexBytes } from '../hex-bytes.ts';
import { seeded } from '../seeded.ts';
import { expectTiled } from '../tiling.ts';
import * as trace from './rfc8448.ts';

const recordOf = (type: string, hex: string) =>
  `${type}0303${(hex.length / 2).toString(16).padStart(4, '0')}${hex}`;
const HELLO_RECORD = recordOf('16', trace.CLIENT_HELLO);

const shownOf = (hex: string) =>
  Object.fromEntries(
    leavesOf(explain(hexBytes(hex), tls).spans).map(({ path, shown }) => [path, shown]),
  );

describe('the client hello of RFC 8448 §3', () => {
  const extensions = 'tls.records.0.fragment.messages.0.body.clientHello.extensions';

  test('is read by an onlooker: the server name, the offers, the key share', () => {
    expect(shownOf(HELLO_RECORD)).toMatchObject({
      'tls.records.0.type': '22 (handshake)',
      [`${extensions}.0.type`]: '0 (server_name)',
      [`${extensions}.0.data.serverName.0.name.content`]: 'server',
      [`${extensions}.2.data.supportedGroups.0`]: '29 (x25519)',
      [`${extensions}.4.data.keyShares.0.key.content`]:
        '99 38 1d e5 60 e4 bd 43 d2 3d 8e 43 5a 7d ba fe b3 c0 6e 51 c1 3c ae 4d …',
      [`${extensions}.5.data.supportedVersions.0`]: '0x0304 (TLS 1.3)',
      [`${extensions}.6.data.signatureAlgorithms.0`]: '1027 (ecdsa_secp256r1_sha256)',
      [`${extensions}.8.data.opaque`]: '40 01',
    });
  });

  test('is explained without objection, with words for every field', () => {
    const { spans, issues } = explain(hexBytes(HELLO_RECORD), tls);
    expect(issues).toEqual([]);
    for (const leaf of leavesOf(spans)) {
      expect(leaf).toMatchObject({
        about: expect.stringMatching(/./),
        rfc: expect.stringMatching(/^RFC \d+ §/),
      });
    }
  });
});

test.each([
  ['client hello', trace.CLIENT_HELLO],
  ['server hello', trace.SERVER_HELLO],
  ['encrypted extensions', trace.ENCRYPTED_EXTENSIONS],
  ['certificate', trace.CERTIFICATE],
  ['certificate verify', trace.CERTIFICATE_VERIFY],
  ['finished', trace.SERVER_FINISHED],
])('the %s of RFC 8448 §3 comes back byte by byte', (_name, hex) => {
  const read = tlsHandshake.decode(hexBytes(hex));
  if (!read.ok) throw new Error(read.error.code);
  expect(read.value.header.body.is).not.toBe('opaque');
  expect(toHex(tlsHandshake.encode(read.value.header))).toBe(hex);
});

test.each([
  ['an alert', '15 0303 0002 02 28', 'alert', []],
  ['a compatibility record', '14 0303 0001 01', 'changeCipherSpec', []],
  ['one that says something else', '14 0303 0001 02', 'changeCipherSpec', ['structure/constant']],
  ['application data', '17 0303 0005 0102030405', 'sealed', []],
  ['an encrypted alert of TLS 1.2', `15 0303 0018 ${'5a'.repeat(24)}`, 'sealed', []],
  ['an encrypted finished of TLS 1.2', `16 0303 0018 ${'00'.repeat(23)}01`, 'sealed', []],
  ['a type nobody knows', '18 0303 0003 010000', 'sealed', []],
  [
    'a hello of TLS 1.0 without extensions',
    `16 0301 002d 01 000029 0301 ${'ab'.repeat(32)} 00 0002 002f 01 00`,
    'messages',
    [],
  ],
  ['a certificate of TLS 1.2', '16 0303 000c 0b 000008 000005 000002 3000', 'messages', []],
  ['a hello cut short', '16 0303 0006 01 000002 0303', 'messages', ['header/truncated']],
])('%s', (_fact, hex, is, codes) => {
  const { issues } = explain(hexBytes(hex), tls);
  expect(issues.map(({ code }) => code)).toEqual(codes);
  const read = tlsRecord.decode(hexBytes(hex));
  expect(read.ok).toBe(!codes.includes('header/truncated'));
  if (read.ok) expect(read.value.header.fragment.is).toBe(is);
});

test('a record that goes on in the next segment is a note, and its reader is told how much is missing', () => {
  const piece = hexBytes(HELLO_RECORD).subarray(0, 100);
  expect(explain(piece, tls).issues).toMatchObject([
    { severity: 'note', code: 'structure/continues' },
  ]);
  expect(tlsRecord.decode(piece)).toMatchObject({ error: { needed: 201 } });
});

test('stands in a stack above TCP port 443, and the middle of a record does not', () => {
  const segment = (payload: Uint8Array) =>
    explain(tcp.encode({ sourcePort: 50000, destinationPort: 443, ack: 1 }, payload), tcp);
  const record = hexBytes(HELLO_RECORD);
  expect(segment(record).layers.map(({ id }) => id)).toEqual(['tcp', 'tls']);
  expect(segment(record.subarray(7)).layers.map(({ id }) => id)).toEqual(['tcp']);
  expect(segment(new Uint8Array(0)).layers.map(({ id }) => id)).toEqual(['tcp']);
});

test('a server name whose length lies is found', () => {
  const lying = HELLO_RECORD.replace('000006736572766572', '000007736572766572');
  expect(explain(hexBytes(lying), tls).issues).toMatchObject([
    {
      severity: 'error',
      code: 'structure/length-too-long',
      path: expect.stringMatching(/serverName\.0\.name\.length$/),
      given: 7,
      expected: 6,
    },
  ]);
});

test('generated messages and records come back equal', () => {
  const random = seeded('tls');
  for (let run = 0; run < 300; run++) {
    for (const each of [tlsHandshake, tlsRecord] as const) {
      const written = each.encode(each.generate(random) as never);
      const read = each.decode(written);
      if (!read.ok) throw new Error(JSON.stringify(read.error));
      expect(each.encode(read.value.header as never)).toEqual(written);
    }
  }
});

test('whatever is changed, every bit is explained once and nothing throws', () => {
  const random = seeded('tls mutations');
  const whole = concat(hexBytes(HELLO_RECORD), hexBytes(recordOf('16', trace.SERVER_HELLO)));
  for (let run = 0; run < 3000; run++) {
    const mutated = whole.slice(0, 1 + Math.floor(random() * whole.length));
    for (let change = 0; change < 3; change++) {
      mutated[Math.floor(random() * mutated.length)] = Math.floor(random() * 256);
    }
    expectTiled(explain(mutated, tls).spans, 0, mutated.length * 8);
    tlsRecord.decode(mutated);
  }
});
