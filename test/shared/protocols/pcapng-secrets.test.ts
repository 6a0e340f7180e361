import { expect, test } from 'vitest';
import { readPcapng } from '../../../shared/protocols/pcapng.ts';
import { hexBytes } from './hex-bytes.ts';

const SECTION = '0a0d0d0a 1c000000 4d3c2b1a 0100 0000 ffffffffffffffff 1c000000';

/** A file with one Decryption Secrets Block of that type and length, both little-endian. */
const block = (type: string, length: string) =>
  hexBytes(`${SECTION} 0a000000 18000000 ${type} ${length} 41206200 18000000`);

test.each<[string, Uint8Array, readonly string[], readonly string[]]>([
  ['of TLS are read', block('4b534c54', '03000000'), ['A b'], []],
  ['longer than their block', block('4b534c54', '05000000'), ['A b\0'], ['pcapng/block-short']],
  ['of another kind are noted', block('4c4b4757', '03000000'), [], ['pcapng/block-unknown']],
])('secrets %s', (_fact, bytes, lines, codes) => {
  const read = readPcapng(bytes);
  expect(read.ok && (read.value.tlsKeyLog ?? [])).toEqual(lines);
  expect(read.ok && read.value.issues.map(({ code }) => code)).toEqual(codes);
});
