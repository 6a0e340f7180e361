import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concat, toHex } from '../../../shared/base/bytes.ts';
import { dhcp } from '../../../shared/protocols/dhcp.ts';
import { DHCP_ALL_FIELDS } from '../../../shared/protocols/dhcp-fields.ts';
import { DHCP_OPTION_ROWS } from '../../../shared/protocols/dhcp-option-table.ts';
import {
  dhcpOptionPlaces,
  placeDhcpOptions,
  readDhcpOptions,
  writeDhcpOptions,
} from '../../../shared/protocols/dhcp-options.ts';
import { explain } from '../../../shared/protocols/explain.ts';
import { leavesOf } from '../../../shared/protocols/span.ts';
import { hexBytes } from './hex-bytes.ts';
import { seeded } from './seeded.ts';
import { expectTiled } from './tiling.ts';

const zeros = (bytes: number): string => '00'.repeat(bytes);

/** A message whose numbers are those of a client that has nothing yet. */
const message = (options: string, changes: { operation?: string; flags?: string } = {}): string =>
  [
    changes.operation ?? '01',
    '010600',
    '3903f326',
    '0000',
    changes.flags ?? '8000',
    zeros(16),
    '020000000007',
    zeros(10),
    zeros(64),
    zeros(128),
    '63825363',
    options,
  ].join('');

const DISCOVER = message('350101 3d0701020000000007 37040103060f ff');

const headerOf = (bytes: Uint8Array) => {
  const decoded = dhcp.decode(bytes);
  if (!decoded.ok) throw new Error(decoded.error.code);
  return decoded.value.header;
};

const codesOf = (hex: string): readonly string[] =>
  explain(hexBytes(hex), dhcp).issues.map(issue => issue.code);

const shownAt = (hex: string, path: string): string | undefined => {
  const { spans } = explain(hexBytes(hex), dhcp);
  return leavesOf(spans).find(leaf => leaf.path === path)?.shown;
};

describe('a DHCPDISCOVER', () => {
  test('is written as RFC 2131 §2 draws it', () => {
    const hardware = hexBytes(`020000000007${zeros(10)}`);
    const options = writeDhcpOptions([
      { code: 53, data: Uint8Array.of(1) },
      { code: 61, data: hexBytes('01020000000007') },
      { code: 55, data: Uint8Array.of(1, 3, 6, 15) },
    ]);
    const written = dhcp.encode({
      transactionId: 0x3903f326,
      broadcast: 1,
      clientHardwareAddress: hardware,
      options: concat(options, Uint8Array.of(255)),
    });
    expect(toHex(written)).toBe(toHex(hexBytes(DISCOVER)));
  });

  test.each([
    ['dhcp.operation', '1 (request)'],
    ['dhcp.transactionId', '0x3903f326'],
    ['dhcp.broadcast', '1'],
    ['dhcp.clientHardwareAddress.address', '02:00:00:00:00:07'],
    ['dhcp.magicCookie', '0x63825363'],
    ['dhcp.options.0.data', '1 (DHCPDISCOVER)'],
    ['dhcp.options.1.data', 'Ethernet 02:00:00:00:00:07'],
    ['dhcp.options.2.data', 'Subnet mask, Router, Domain name server, Domain name'],
    ['dhcp.options.3', 'ff'],
  ])('shows %s as %s', (path, shown) => expect(shownAt(DISCOVER, path)).toBe(shown));
});

test.each([
  ['a good discover', DISCOVER, []],
  [
    'an operation that is neither',
    message('350101ff', { operation: '03' }),
    ['dhcp/bad-operation', 'dhcp/wrong-direction'],
  ],
  [
    'a discover that says it is a reply',
    message('350101ff', { operation: '02' }),
    ['dhcp/wrong-direction'],
  ],
  ['reserved flags', message('350101ff', { flags: '8001' }), ['dhcp/reserved-flags-set']],
  ['no type', message('3d0701020000000007ff'), ['dhcp/no-message-type']],
  ['a type not in use', message('350163ff'), ['dhcp/unknown-message-type']],
  [
    'an offer without lease time',
    message('3501023604c0000201ff', { operation: '02' }),
    ['dhcp/missing-option'],
  ],
  [
    'an offer with all it needs',
    message('3501023604c0000201330400000e10ff', { operation: '02' }),
    [],
  ],
  ['a decline without an address', message('3501043604c0000201ff'), ['dhcp/missing-option']],
  ['an overload of 4', message('350101340104ff'), ['dhcp/bad-overload']],
  ['an option longer than the message', message('3501013d09ff'), ['dhcp/option-overruns']],
  ['a mask of three bytes', message('3501010103ffffffff'), ['dhcp/option-length']],
  ['no end', message('350101'), ['dhcp/no-end-option']],
  ['pads before the end', message('0000350101000000ff0000'), []],
  ['a code without a length', message('35010112'), ['dhcp/option-overruns']],
  [
    'no cookie, as in BOOTP',
    message('').replace('63825363', '00000000'),
    ['dhcp/bad-magic-cookie'],
  ],
  ['another cookie', message('ff').replace('63825363', '63825364'), ['dhcp/bad-magic-cookie']],
  [
    'a card of seven bytes',
    message('350101ff').replace('010600', '010700'),
    ['dhcp/bad-hardware-length'],
  ],
  ['239 bytes', message('').slice(0, 478), ['header/truncated']],
])('%s', (_fact, hex, codes) => expect(codesOf(hex)).toEqual(codes));

test('the missing option is named', () => {
  const { issues } = explain(hexBytes(message('350102330400000e10ff', { operation: '02' })), dhcp);
  expect(issues).toMatchObject([{ code: 'dhcp/missing-option', expected: 54 }]);
});

describe('options', () => {
  test('go on in the boot file, then the server name, when the overload option says so', () => {
    const areas = {
      magicCookie: 0x63825363,
      options: hexBytes('340103 0c0161 ff'),
      bootFile: hexBytes('0c0162 ff 0c0178'),
      serverName: hexBytes('0c0163 ff'),
    };
    expect(readDhcpOptions(areas)).toEqual([
      { code: 52, data: Uint8Array.of(3) },
      { code: 12, data: hexBytes('616263') },
    ]);
    expect(readDhcpOptions({ ...areas, options: hexBytes('340102 ff') })[1]?.data).toEqual(
      hexBytes('63'),
    );
    expect(readDhcpOptions({ ...areas, options: hexBytes('ff') })).toEqual([]);
    expect(readDhcpOptions({ ...areas, magicCookie: 0 })).toEqual([]);
  });

  test('of 300 bytes are cut in two and joined again', () => {
    const data = Uint8Array.from({ length: 300 }, (_, index) => index);
    const options = writeDhcpOptions([{ code: 43, data }]);
    expect([...options.subarray(0, 2)]).toEqual([43, 255]);
    expect([...options.subarray(257, 259)]).toEqual([43, 45]);
    const areas = {
      magicCookie: 0x63825363,
      options,
      bootFile: new Uint8Array(),
      serverName: new Uint8Array(),
    };
    expect(readDhcpOptions(areas)).toEqual([{ code: 43, data }]);
  });

  test('that are placed in any room come back in order, as many as fit', () => {
    const option = fc.record({
      code: fc.integer({ min: 1, max: 254 }).filter(code => code !== 52),
      data: fc.uint8Array({ maxLength: 60 }),
    });
    const several = fc.uniqueArray(option, { selector: ({ code }) => code, maxLength: 12 });
    fc.assert(
      fc.property(several, fc.integer({ min: 64, max: 308 }), (options, room) => {
        const placed = placeDhcpOptions(options, room);
        expect(placed.options.length).toBeLessThanOrEqual(Math.max(room, 60));
        const header = headerOf(dhcp.encode(placed));
        const read = readDhcpOptions(header).filter(({ code }) => code !== 52);
        expect(read).toEqual(options.slice(0, read.length));
        const bytes = writeDhcpOptions(options).length;
        if (bytes < room) expect(read.length).toBe(options.length);
      }),
    );
  });

  test('of any bytes cover their area up to the end', () => {
    fc.assert(
      fc.property(fc.uint8Array(), bytes => {
        let at = 0;
        for (const { from, to } of dhcpOptionPlaces(bytes, 0, bytes.length)) {
          expect(from).toBe(at);
          expect(to).toBeGreaterThan(from);
          at = to;
        }
        expect(at).toBeLessThanOrEqual(bytes.length);
      }),
    );
  });

  test('have words and a section each, and no code twice', () => {
    expect(new Set(DHCP_OPTION_ROWS.map(({ code }) => code)).size).toBe(DHCP_OPTION_ROWS.length);
    for (const { about, rfc } of [...DHCP_OPTION_ROWS, ...DHCP_ALL_FIELDS]) {
      expect(about).toMatch(/^[A-Z].*[.]$/);
      expect(rfc).toMatch(/^RFC \d+ §/);
    }
  });
});

test('relay information is shown part by part', () => {
  const relayed = message('350101 520a 0104 65746830 0202 0102 ff');
  expect(shownAt(relayed, 'dhcp.options.1.data.1.data')).toBe('65 74 68 30');
  expect(shownAt(relayed, 'dhcp.options.1.data.2.data')).toBe('01 02');
  expect(shownAt(message('350101 5204 0109 6574 ff'), 'dhcp.options.1.data.rest')).toBe(
    '01 09 65 74',
  );
});

describe('what is generated', () => {
  test('comes back as it was and is written to the same bytes', () => {
    fc.assert(
      fc.property(fc.string(), seed => {
        const values = dhcp.generate(seeded(seed));
        const bytes = dhcp.encode(values);
        const header = headerOf(bytes);
        expect(header).toMatchObject(values);
        expect(dhcp.encode(header)).toEqual(bytes);
        expect(explain(bytes, dhcp).issues).toEqual([]);
      }),
    );
  });

  test('cut or changed anywhere is explained, every bit once', () => {
    const random = seeded('dhcp');
    for (let run = 0; run < 2000; run++) {
      const bytes = dhcp.encode(dhcp.generate(random));
      const at = Math.floor(random() * bytes.length);
      bytes[at] = Math.floor(random() * 256);
      const cut = random() < 0.5 ? bytes : bytes.subarray(0, Math.floor(random() * bytes.length));
      expectTiled(explain(cut, dhcp).spans, 0, cut.length * 8);
      const decoded = dhcp.decode(cut);
      if (decoded.ok) expect(dhcp.encode(decoded.value.header)).toEqual(cut);
    }
  });
});

test.each(['operation', 'hops', 'reservedFlags', 'magicCookie'] as const)(
  'a given %s survives, however wrong',
  name => expect(headerOf(dhcp.encode({ [name]: 77 }))[name]).toBe(77),
);
