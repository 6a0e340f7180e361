import { describe, expect, test } from 'vitest';
import { toHex } from '../../../../shared/base/bytes.ts';
import { explain } from '../../../../shared/protocols/explain.ts';
import { rdp, rdpPacket } from '../../../../shared/protocols/rdp/rdp.ts';
import { leavesOf } from '../../../../shared/protocols/span.ts';
import { hexBytes } from '../hex-bytes.ts';
import { seeded } from '../seeded.ts';
import { expectTiled } from '../tiling.ts';

// MS-RDPBCGR §4.1.1 and §4.1.2.
const REQUEST =
  '0300002c 27e00000000000 436f6f6b69653a206d737473686173683d656c746f6e730d0a 0100080000000000';
const CONFIRM = '03000013 0ed00000123400 0200080000000000';

const codesOf = (hex: string) => explain(hexBytes(hex), rdp).issues.map(({ code }) => code);

const leaf = (hex: string, path: string) =>
  leavesOf(explain(hexBytes(hex), rdp).spans).find(span => span.path.endsWith(path))?.shown;

describe('the packets of MS-RDPBCGR §4.1', () => {
  test.each([
    ['request', REQUEST, 'cookie', 'Cookie: mstshash=eltons'],
    ['request', REQUEST, 'requestedProtocols', '0x00000000'],
    ['confirm', CONFIRM, 'sourceReference', '0x1234'],
    ['confirm', CONFIRM, 'selectedProtocol', '0x00000000 (RDP)'],
  ])('%s: %#', (_name, hex, path, shown) => {
    expect(codesOf(hex)).toEqual([]);
    expect(leaf(hex, path)).toBe(shown);
  });

  test('are written as they stand there', () => {
    const request = {
      cookie: 'Cookie: mstshash=eltons',
      negotiation: [{ body: { is: 'requestedProtocols', value: 0 } }],
    } as const;
    const body = { is: 'connectionRequest', value: request } as const;
    expect(toHex(rdpPacket.encode({ packet: { tpdu: { body } } }))).toBe(
      REQUEST.replaceAll(' ', ''),
    );
  });

  test.each([
    ['an old request without negotiation', '0300000b 06e00000000000', []],
    ['TPKT claims more than there is', REQUEST.replace('002c', '002d'), ['structure/continues']],
    ['TPKT claims less', REQUEST.replace('002c', '0003'), ['structure/length-too-short']],
    ['X.224 claims too much', REQUEST.replace('27e0', '28e0'), ['structure/length-too-long']],
    ['negotiation claims 9 bytes', CONFIRM.replace('0800', '0900'), ['structure/length-too-long']],
    ['negotiation claims 3 bytes', CONFIRM.replace('0800', '0300'), ['structure/length-too-short']],
    ['another version of TPKT', REQUEST.replace('0300', '0400'), ['structure/constant']],
    ['a cookie without an end', '0300000f 0ae00000000000 61626364', ['text/line-ending']],
    [
      'CredSSP without TLS',
      REQUEST.replace('00080000000000', '00080002000000'),
      ['rdp/credssp-without-tls'],
    ],
    [
      'two locks taken',
      CONFIRM.replace('00080000000000', '00080003000000'),
      ['rdp/several-selected'],
    ],
  ])('%s', (_fact, hex, codes) => expect(codesOf(hex)).toEqual(expect.arrayContaining(codes)));
});

test('any packets come back as they were, without an error', () => {
  const random = seeded('rdp');
  for (let run = 0; run < 500; run++) {
    const value = rdp.generate(random);
    const written = rdp.encode(value);
    const read = rdp.decode(written);
    if (!read.ok) throw new Error(JSON.stringify(read.error));
    expect(rdp.encode(read.value.header)).toEqual(written);
    expectTiled(explain(written, rdp).spans, 0, written.length * 8);
  }
});

test('mutated packets are tiled and never throw', () => {
  const random = seeded('rdp mutations');
  for (let run = 0; run < 3000; run++) {
    const written = rdp.encode(rdp.generate(random));
    const mutated = written.slice(0, Math.ceil(random() * written.length));
    for (let change = 0; change < 1 + random() * 4; change++) {
      mutated[Math.floor(random() * mutated.length)] = Math.floor(random() * 256);
    }
    expectTiled(explain(mutated, rdp).spans, 0, mutated.length * 8);
    rdp.decode(mutated);
  }
});
