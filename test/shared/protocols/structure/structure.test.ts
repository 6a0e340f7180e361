import { describe, expect, expectTypeOf, test } from 'vitest';
import { toHex } from '../../../../shared/base/bytes.ts';
import { explain } from '../../../../shared/protocols/explain.ts';
import { leavesOf } from '../../../../shared/protocols/span.ts';
import { characters, sealed } from '../../../../shared/protocols/structure/bytes.ts';
import { choice } from '../../../../shared/protocols/structure/choice.ts';
import { list } from '../../../../shared/protocols/structure/list.ts';
import { u8, u16, u32 } from '../../../../shared/protocols/structure/number.ts';
import { row, type ValueOf } from '../../../../shared/protocols/structure/piece.ts';
import { struct } from '../../../../shared/protocols/structure/struct.ts';
import { structure } from '../../../../shared/protocols/structure/structure.ts';
import { vector } from '../../../../shared/protocols/structure/vector.ts';
import { hexBytes } from '../hex-bytes.ts';
import { expectTiled } from '../tiling.ts';

const about = 'Words for a beginner.';
const rfc = 'RFC 9999 §1';

// The example: an order is a magic number, a kind, and a body behind its length whose shape the kind decides.
const LINES = list(
  struct(
    row('count', u16, { label: 'Count', about, rfc, unit: 'pieces' }),
    row('name', vector(8, characters('utf-8')), { label: 'Name', about, rfc }),
  ),
);
const ORDER = struct(
  row('magic', u32, { label: 'Magic', about, rfc, hex: true, constant: 0xfe4f5244 }),
  row('kind', u8, { label: 'Kind', about, rfc, names: { 1: 'order', 2: 'secret' } }),
  row(
    'body',
    vector(
      24,
      choice('kind', {
        1: row('lines', LINES, { label: 'Lines', about, rfc, item: 'Line' }),
        2: row('secret', sealed(), { label: 'Secret', about, rfc }),
      }),
    ),
    { label: 'Body', about, rfc },
  ),
);
const order = structure({ id: 'order', title: 'Order', about, rfc, content: ORDER });

const NUTS = { is: 'lines', value: [{ count: 2, name: 'nut' }] } as const;
const NUTS_BYTES = 'fe4f5244 01 000006 0002 03 6e7574';

const codes = (hex: string) => explain(hexBytes(hex), order).issues.map(({ code }) => code);

describe('an order', () => {
  test('is written: magic, tag and lengths are derived', () => {
    expect(toHex(order.encode({ body: NUTS }))).toBe(NUTS_BYTES.replaceAll(' ', ''));
  });

  test('is read', () => {
    const read = order.decode(hexBytes(NUTS_BYTES));
    expect(read).toMatchObject({ value: { header: { magic: 0xfe4f5244, kind: 1, body: NUTS } } });
    expectTypeOf<ValueOf<typeof ORDER>['magic']>().toEqualTypeOf<number>();
  });

  test('is explained by leaves with paths and words', () => {
    const { spans, issues } = explain(hexBytes(NUTS_BYTES), order);
    expect(issues).toEqual([]);
    expect(leavesOf(spans).map(({ path, shown }) => [path, shown])).toEqual([
      ['order.magic', '0xfe4f5244'],
      ['order.kind', '1 (order)'],
      ['order.body.length', '6'],
      ['order.body.lines.0.count', '2 pieces'],
      ['order.body.lines.0.name.length', '3'],
      ['order.body.lines.0.name.content', 'nut'],
    ]);
    expect(leavesOf(spans)[5]).toMatchObject({ label: 'Name', about, rfc, value: 'nut' });
  });

  test('has a form', () => {
    expect(order.form.map(({ path, kind, bits, derived }) => [path, kind, bits, derived])).toEqual([
      ['magic', 'number', 32, false],
      ['kind', 'number', 8, true],
      ['body', 'vector', 24, false],
      ['body.lines', 'list', 0, false],
      ['body.lines.#.count', 'number', 16, false],
      ['body.lines.#.name', 'vector', 8, false],
      ['body.secret', 'sealed', 0, false],
    ]);
    expect(order.fields.map(({ name, kind, bits }) => [name, kind, bits])).toEqual([
      ['magic', 'hex', 32],
      ['kind', 'number', 8],
    ]);
  });

  test('shows what is encrypted for what it is', () => {
    const written = order.encode({ body: { is: 'secret', value: Uint8Array.of(1, 2, 3) } });
    expect(leavesOf(explain(written, order).spans).at(-1)?.shown).toBe('encrypted, 3 bytes');
  });

  test('keeps what it does not know', () => {
    const strange = hexBytes('fe4f5244 09 000002 abcd');
    const read = order.decode(strange);
    expect(read).toMatchObject({ value: { header: { body: { is: 'unknown' } } } });
    if (read.ok) expect(order.encode(read.value.header)).toEqual(strange);
  });
});

test.each([
  ['a wrong magic', { magic: 1, body: NUTS }, NUTS_BYTES.replace('fe4f5244', '00000001')],
  ['a wrong tag', { kind: 2, body: NUTS }, NUTS_BYTES.replace(' 01 ', ' 02 ')],
  ['a wrong length', { bodyLength: 5, body: NUTS }, NUTS_BYTES.replace('000006', '000005')],
  [
    'a wrong length inside',
    { body: { is: 'lines', value: [{ count: 2, name: 'nut', nameLength: 9 }] } },
    NUTS_BYTES.replace(' 03 ', ' 09 '),
  ],
] as const)('%s that is given survives', (_fact, values, hex) => {
  expect(toHex(order.encode(values))).toBe(hex.replaceAll(' ', ''));
});

test.each([
  ['nothing wrong', NUTS_BYTES, []],
  ['a constant that differs', NUTS_BYTES.replace('fe', 'ff'), ['structure/constant']],
  ['a length too long', NUTS_BYTES.replace('000006', '000007'), ['structure/length-too-long']],
  ['a length inside too long', NUTS_BYTES.replace(' 03 ', ' 04 '), ['structure/length-too-long']],
  ['a length inside too short', NUTS_BYTES.replace(' 03 ', ' 02 '), ['header/truncated']],
  ['cut in a length', 'fe4f5244 01 0000', ['header/truncated']],
  ['cut in a number', 'fe4f', ['header/truncated']],
  ['cut in the body', 'fe4f5244 01 000006 0002', ['structure/length-too-long']],
  ['bytes behind it', `${NUTS_BYTES} 00`, ['structure/trailing-bytes']],
  ['no UTF-8', 'fe4f5244 01 000005 0002 02 c328', ['structure/bad-text']],
])('%s', (_fact, hex, expected) => {
  expect(codes(hex)).toEqual(expected);
  const bytes = hexBytes(hex);
  expectTiled(explain(bytes, order).spans, 0, bytes.length * 8);
});

test('a problem says where it is and how much more it would take', () => {
  expect(order.decode(hexBytes('fe4f5244 01 000006 00'))).toEqual({
    ok: false,
    error: {
      code: 'structure/length-too-long',
      protocol: 'order',
      path: 'order.body.length',
      at: 5,
      needed: 14,
    },
  });
});

test('a rule points at its field', () => {
  const fussy = structure({
    id: 'fussy',
    title: 'Fussy',
    about,
    rfc,
    payload: true,
    content: struct(row('port', u16, { label: 'Port', about, rfc })),
    rules: [
      {
        code: 'udp/destination-port-zero',
        severity: 'warning',
        path: 'port',
        rfc,
        broken: ({ port }) => port === 0,
        given: ({ port }) => port,
      },
    ],
  });
  const { issues, spans } = explain(hexBytes('0000 beef'), fussy);
  expect(issues).toMatchObject([{ path: 'fussy.port', bitOffset: 0, bitLength: 16, given: 0 }]);
  expect(spans.map(({ path }) => path)).toEqual(['fussy', 'fussy.payload']);
});
