import { describe, expect, test } from 'vitest';
import { toHex } from '../../../../shared/base/bytes.ts';
import { explain } from '../../../../shared/protocols/explain.ts';
import { bytes, characters, sealed } from '../../../../shared/protocols/structure/bytes.ts';
import { later, list } from '../../../../shared/protocols/structure/list.ts';
import {
  u8,
  u16,
  u16le,
  u24,
  u32,
  u32le,
  u64,
  u64le,
} from '../../../../shared/protocols/structure/number.ts';
import { type Piece, row } from '../../../../shared/protocols/structure/piece.ts';
import { struct } from '../../../../shared/protocols/structure/struct.ts';
import { structure } from '../../../../shared/protocols/structure/structure.ts';
import { vector } from '../../../../shared/protocols/structure/vector.ts';
import { hexBytes } from '../hex-bytes.ts';
import { seeded } from '../seeded.ts';
import { expectTiled } from '../tiling.ts';

const about = 'Words for a beginner.';
const rfc = 'RFC 9999 §1';

/** Everything that the grammar has, in one message. */
type Tree = { readonly leaf: number; readonly branches: readonly Tree[] };
const TREE: Piece<Tree> = struct(
  row('leaf', u8, { label: 'Leaf', about, rfc }),
  row('branches', vector(16, list(later('struct', () => TREE))), { label: 'Branches', about, rfc }),
);
const MARKED = list(
  struct(
    row('code', u8, { label: 'Code', about, rfc, samples: [0, 1, 255] }),
    row('data', vector(8, bytes(), { includes: 2, unit: 8 }), { label: 'Data', about, rfc }),
  ),
  { last: { name: 'code', value: 255 } },
);
const ALL = struct(
  row('version', u16le, { label: 'Version', about, rfc, constant: 0x0210 }),
  row('big', u64, { label: 'Big', about, rfc }),
  row('little', u64le, { label: 'Little', about, rfc, hex: true }),
  row('id', u32le, { label: 'Identifier', about, rfc }),
  row('flags', u24, {
    label: 'Flags',
    about,
    rfc,
    hex: true,
    flags: { 1: 'first', 8388608: 'last' },
  }),
  row('size', u8, { label: 'Size', about, rfc }),
  row('count', u8, { label: 'Count', about, rfc }),
  row('total', u16, { label: 'Total', about, rfc }, (_values, sizeOf) => sizeOf('wide') + 2),
  row('pinned', bytes(3), { label: 'Pinned', about, rfc, constant: Uint8Array.of(1, 2, 3) }),
  row('tag', characters('ascii', 'size'), { label: 'Tag', about, rfc }),
  row('numbers', list(u16, { count: 'count' }), { label: 'Numbers', about, rfc }),
  row(
    'wide',
    characters('utf-16le', seen => seen.number('total') - 2),
    { label: 'Wide', about, rfc },
  ),
  row('tree', vector(16, TREE, { little: true }), { label: 'Tree', about, rfc }),
  row('options', vector(32, MARKED), { label: 'Options', about, rfc }),
  row('rest', sealed(), { label: 'Rest', about, rfc }),
);
const all = structure({ id: 'all', title: 'All', about, rfc, content: ALL });

describe('any message', () => {
  test('comes back as it was, explained without objection', () => {
    const random = seeded('structure');
    for (let run = 0; run < 500; run++) {
      const written = all.encode(all.generate(random));
      const read = all.decode(written);
      if (!read.ok) throw new Error(JSON.stringify(read.error));
      expect(all.encode(read.value.header)).toEqual(written);
      const { issues, spans } = explain(written, all);
      expect(issues).toEqual([]);
      expectTiled(spans, 0, written.length * 8);
    }
  });

  test('is equal after a round trip where nothing is padded', () => {
    const random = seeded('equal');
    for (let run = 0; run < 500; run++) {
      const value = { ...all.generate(random), options: [] };
      const read = all.decode(all.encode(value));
      expect(read).toMatchObject({ ok: true, value: { header: value } });
    }
  });

  test('mutated, cut or stretched: no throw, tiled, and an error wherever it is not read', () => {
    const random = seeded('mutation');
    for (let run = 0; run < 3000; run++) {
      const written = all.encode(all.generate(random));
      const mutated = written.slice(0, Math.ceil(random() * written.length));
      for (let change = 0; change < 1 + random() * 4; change++) {
        mutated[Math.floor(random() * mutated.length)] = Math.floor(random() * 256);
      }
      const { spans, issues, layers } = explain(mutated, all);
      expectTiled(spans, 0, mutated.length * 8);
      const read = all.decode(mutated);
      expect(issues.some(({ severity }) => severity === 'error')).toBe(!read.ok);
      expect(layers.length).toBe(read.ok ? 1 : 0);
      for (const issue of issues) expect(issue.path).not.toBe('');
    }
  });
});

test('bytes of a number stand in the order of their kind', () => {
  const written = all.encode({ big: 1n, little: 2n, id: 3 });
  expect(toHex(written.subarray(0, 22), ' ')).toBe(
    '10 02 00 00 00 00 00 00 00 01 02 00 00 00 00 00 00 00 03 00 00 00',
  );
});

test('a tree deeper than anybody needs is refused, not followed', () => {
  let tree: Tree = { leaf: 0, branches: [] };
  for (let depth = 0; depth < 100; depth++) tree = { leaf: depth, branches: [tree] };
  const written = all.encode({ tree });
  expect(all.decode(written)).toMatchObject({ error: { code: 'structure/too-deep' } });
  expectTiled(explain(written, all).spans, 0, written.length * 8);
});

test('a list of items without bytes ends', () => {
  const hollow = structure({
    id: 'hollow',
    title: 'Hollow',
    about,
    rfc,
    content: struct(
      row('count', u32, { label: 'Count', about, rfc }),
      row('items', list(bytes(0), { count: 'count' }), { label: 'Items', about, rfc }),
    ),
  });
  expect(hollow.decode(hexBytes('ffffffff'))).toMatchObject({
    error: { code: 'structure/empty-item' },
  });
});

test('a length that does not even count itself is refused', () => {
  const written = all.encode({ options: [{ code: 1, dataLength: 0 }] });
  expect(all.decode(written)).toMatchObject({ error: { code: 'structure/length-too-short' } });
});
