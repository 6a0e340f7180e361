import { describe, expect, test } from 'vitest';
import { toHex } from '../../../shared/base/bytes.ts';
import { bareEthernet, ethernet } from '../../../shared/protocols/ethernet.ts';
import { explain } from '../../../shared/protocols/explain.ts';
import { ipv4 } from '../../../shared/protocols/ipv4.ts';
import { llc, llcFrame, snap } from '../../../shared/protocols/llc.ts';
import { stack } from '../../../shared/protocols/stack.ts';
import { vlan } from '../../../shared/protocols/vlan.ts';
import { hexBytes } from './hex-bytes.ts';
import { expectTiled } from './tiling.ts';

const LINK = { destination: 0x020000000002, source: 0x020000000001 };
const NET = { source: 0x0a000001, destination: 0x0a000002 };

const read = (frame: Uint8Array) => {
  const { layers, issues, spans } = explain(frame, bareEthernet);
  expectTiled(spans, 0, frame.length * 8);
  return { layers: layers.map(({ id }) => id).join(' '), codes: issues.map(({ code }) => code) };
};

const ADDRESSES = '020000000002 020000000001';

describe('a frame without its check sequence', () => {
  test('ends with its payload', () => {
    expect(read(bareEthernet.encode({ ...LINK, etherType: 0x88b5 }, hexBytes('0102')))).toEqual({
      layers: 'ethernet',
      codes: [],
    });
  });

  test('has no check sequence to be wrong', () => {
    expect(read(hexBytes(`${ADDRESSES} 88b5`)).codes).toEqual([]);
    expect(read(hexBytes(`${ADDRESSES} 88`)).codes).toEqual(['header/truncated']);
  });
});

describe('VLAN tags', () => {
  test('stand between the addresses and the EtherType, IEEE 802.1Q §9.6', () => {
    const frame = stack([
      [ethernet, LINK],
      [vlan, { priority: 5, dropEligible: 1, vlanId: 42 }],
      [ipv4, NET],
    ]);
    expect(toHex(frame.subarray(12, 18))).toBe('8100b02a0800');
  });

  test.each([
    ['one', '8100 0001', 'ethernet vlan'],
    ['two', '88a8 0002 8100 0001', 'ethernet vlan vlan'],
    ['two of the older kind', '9100 0002 8100 0001', 'ethernet vlan vlan'],
  ])('%s may stand there', (_count, tags, layers) => {
    const packet = toHex(ipv4.encode(NET));
    expect(read(hexBytes(`${ADDRESSES} ${tags} 0800 ${packet}`))).toEqual({
      layers: `${layers} ipv4`,
      codes: [],
    });
  });

  test('a tag that is cut off is cut off', () => {
    expect(read(hexBytes(`${ADDRESSES} 8100 00`)).codes).toEqual(['header/truncated']);
  });

  test('the last number is none', () => {
    expect(read(hexBytes(`${ADDRESSES} 8100 0fff 88b5`)).codes).toEqual([
      'vlan/reserved-identifier',
    ]);
  });
});

describe('frames with a length', () => {
  const packet = toHex(ipv4.encode(NET));

  test.each([
    ['LLC and SNAP, RFC 1042', `001c aaaa03 000000 0800 ${packet}`, 'ethernet llc snap ipv4', []],
    [
      'padding behind the length',
      `001c aaaa03 000000 0800 ${packet} 0000`,
      'ethernet llc snap ipv4',
      [],
    ],
    ['another organization', '0008 aaaa03 00000c 2000', 'ethernet llc snap', []],
    ['a spanning tree', '0004 424203 00', 'ethernet llc', []],
    ['a numbered frame', '0005 f0f0 0100 aa', 'ethernet llc', []],
    ['an old frame of IPX', '0004 ffff 0022', 'ethernet', []],
    ['a length that is too long', '0009 424203 00', 'ethernet llc', ['ethernet/length-mismatch']],
    ['a tag before the length', '8100 0001 0004 424203 00', 'ethernet vlan llc', []],
    ['nothing at all', '0000', 'ethernet', []],
    [
      'a tag before a length that is too long',
      '8100 0001 0009 424203 00',
      'ethernet vlan llc',
      ['ethernet/length-mismatch'],
    ],
  ])('%s', (_what, rest, layers, codes) => {
    expect(read(hexBytes(`${ADDRESSES} ${rest}`))).toEqual({ layers, codes });
  });

  test('LLC of either length is written as it was read', () => {
    for (const wire of ['f0f00100aa', 'f0f07faa', '424203aa']) {
      const bytes = hexBytes(wire);
      const [layer] = explain(bytes, llcFrame).layers;
      expect(llcFrame.encode(layer?.header as object, bytes.slice(layer?.headerEnd))).toEqual(
        bytes,
      );
    }
  });

  test('LLC is three bytes, SNAP five', () => {
    expect(toHex(llc.encode({}))).toBe('aaaa03');
    expect(
      toHex(
        stack([
          [snap, {}],
          [ipv4, NET],
        ]).subarray(0, 5),
      ),
    ).toBe('0000000800');
  });
});
