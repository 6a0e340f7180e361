import { expect, test } from 'vitest';
import { toHex } from '../../../../shared/base/bytes.ts';
import { explain } from '../../../../shared/protocols/explain.ts';
import { sftp } from '../../../../shared/protocols/ssh/sftp.ts';
import { hexBytes } from '../hex-bytes.ts';
import { seeded } from '../seeded.ts';
import { expectTiled } from '../tiling.ts';

const KNOWN = [
  ['init', '00000005 01 00000003'],
  ['realPath', '0000000a 10 00000001 00000001 2e'],
  ['read', '00000016 05 00000002 00000001 31 0000000000000000 00008000'],
  ['status', '00000018 65 00000002 00000001 00000007 6e6f206d6f7265 00000000'],
  ['open', '00000016 03 00000003 00000005 2f61 2f62 63 00000001 00000000'],
  [
    'attributes',
    '0000003d 69 00000003 8000000f 0000000000000009 000003e8 00000064 000081a4 00000001 00000002' +
      '00000001 00000005 61403122 23 00000007 76616c75652031',
  ],
  ['attributes', '00000015 69 00000003 00000005 0000000000000009 000081a4'],
] as const;

test.each(KNOWN)('%s is read and comes back byte by byte', (is, hex) => {
  const bytes = hexBytes(hex);
  const read = sftp.decode(bytes);
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  expect(read.value.header.packet.body.is).toBe(is);
  expect(toHex(sftp.encode(read.value.header))).toBe(toHex(bytes));
  expect(explain(bytes, sftp).issues).toEqual([]);
});

test('a length that lies is found', () => {
  expect(explain(hexBytes('00000006 01 00000003'), sftp).issues).not.toEqual([]);
});

test('generated packets come back equal; changed ones are tiled and nothing throws', () => {
  const random = seeded('sftp');
  for (let run = 0; run < 300; run++) {
    const written = sftp.encode(sftp.generate(random) as never);
    const read = sftp.decode(written);
    if (!read.ok) throw new Error(JSON.stringify(read.error));
    expect(sftp.encode(read.value.header as never)).toEqual(written);
    const mutated = written.slice(0, 1 + Math.floor(random() * written.length));
    mutated[Math.floor(random() * mutated.length)] = Math.floor(random() * 256);
    expectTiled(explain(mutated, sftp).spans, 0, mutated.length * 8);
    sftp.decode(mutated);
  }
});
