import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesEqual, concat } from '../../../shared/base/bytes.ts';
import type { Result } from '../../../shared/base/result.ts';
import { arp } from '../../../shared/protocols/arp.ts';
import { ethernet } from '../../../shared/protocols/ethernet.ts';
import { explainHeader } from '../../../shared/protocols/explain.ts';
import { type Field, fieldSpan } from '../../../shared/protocols/field.ts';
import { icmp } from '../../../shared/protocols/icmp.ts';
import { ipv4 } from '../../../shared/protocols/ipv4.ts';
import type { Decoded, Truncated } from '../../../shared/protocols/protocol.ts';
import { tcp } from '../../../shared/protocols/tcp.ts';
import { udp } from '../../../shared/protocols/udp.ts';
import { seeded } from './seeded.ts';
import { expectTiled } from './tiling.ts';

type Values = Readonly<Record<string, number | Uint8Array>>;

/** What the tests below need of a protocol, whatever its header. */
interface Codec {
  readonly fields: readonly Field[];
  readonly encode: (values: Values, payload?: Uint8Array) => Uint8Array;
  readonly decode: (
    bytes: Uint8Array,
    offset?: number,
    end?: number,
  ) => Result<Decoded<Values>, Truncated>;
  readonly view: (bytes: Uint8Array, offset: number) => Values;
  readonly generate: (random: () => number) => Values;
}

const PROTOCOLS = [ethernet, arp, ipv4, icmp, udp, tcp].map(
  protocol => [protocol.id, protocol, protocol as unknown as Codec] as const,
);

const PAYLOAD = fc.uint8Array({ maxLength: 80 });

const headerOf = (result: Result<Decoded<Values>, Truncated>): Values => {
  if (!result.ok) throw new Error(result.error.code);
  return result.value.header;
};

describe.each(PROTOCOLS)('%s', (id, protocol, codec) => {
  const fixed = codec.fields.filter(field => field.bits > 0);

  test('what is generated comes back, header and payload', () => {
    fc.assert(
      fc.property(fc.string(), PAYLOAD, (seed, payload) => {
        const values = codec.generate(seeded(seed));
        const bytes = codec.encode(values, payload);
        const decoded = codec.decode(bytes);
        expect(headerOf(decoded)).toMatchObject(
          id === 'icmp' ? { ...values, data: expect.anything() } : values,
        );
        if (!decoded.ok || id === 'arp' || id === 'icmp') return;
        const { payloadStart } = decoded.value;
        const back = bytes.subarray(payloadStart, payloadStart + payload.length);
        expect(bytesEqual(back, payload)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('what is decoded is encoded to the same bytes, wrong lengths and checksums too', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 64, maxLength: 120 }), bytes => {
        const decoded = codec.decode(bytes);
        if (!decoded.ok) return;
        const again = codec.encode(
          decoded.value.header,
          bytes.subarray(decoded.value.payloadStart),
        );
        const { headerLength } = decoded.value;
        expect(again.subarray(0, headerLength)).toEqual(bytes.subarray(0, headerLength));
      }),
      { numRuns: 300 },
    );
  });

  test('a view reads what decode reads, at any offset', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 9 }),
        fc.uint8Array({ minLength: 64 }),
        (front, bytes) => {
          const whole = concat(front, bytes);
          const decoded = codec.decode(whole, front.length);
          if (!decoded.ok) return;
          const view = codec.view(whole, front.length);
          for (const { name, trailer } of fixed) {
            if (trailer !== true) expect(view[name]).toBe(decoded.value.header[name]);
          }
        },
      ),
    );
  });

  test.each(fixed.map(field => [field.name, field] as const))(
    'a given %s survives, however wrong',
    (name, { bits }) => {
      for (const value of [0, 1, 2 ** bits - 1]) {
        const bytes = codec.encode({ ...codec.generate(seeded('given')), [name]: value });
        const decoded = codec.decode(bytes);
        if (decoded.ok) expect(decoded.value.header[name]).toBe(value);
        else expect(['headerLength', 'dataOffset']).toContain(name);
      }
    },
  );

  test('bytes cut anywhere are refused or read, and every bit is covered', () => {
    const bytes = codec.encode(codec.generate(seeded('cut')), new Uint8Array(5));
    const full = headerOf(codec.decode(bytes));
    expect(full).toBeDefined();
    for (let length = 0; length < bytes.length; length++) {
      const cut = bytes.subarray(0, length);
      const decoded = codec.decode(cut);
      if (!decoded.ok) {
        expect(decoded.error).toMatchObject({ protocol: id, available: length });
        expect(decoded.error.needed).toBeGreaterThan(length);
      }
      const explained = explainHeader(protocol, cut);
      expectTiled(explained.spans, 0, length * 8);
      expect(explained.issues.some(issue => issue.code === 'header/truncated')).toBe(!decoded.ok);
    }
  });

  test('fields fill whole 32-bit rows or a known rest, and each says what it is', () => {
    let bitOffset = 0;
    for (const field of fixed.filter(({ trailer }) => trailer !== true)) {
      expect(fieldSpan(codec, field.name)).toEqual({ bitOffset, bitLength: field.bits });
      bitOffset += field.bits;
    }
    expect(bitOffset % 16).toBe(0);
    for (const { about, rfc, label } of codec.fields) {
      expect(about).toMatch(/^[A-Z"].*[.]$/);
      expect(rfc).toMatch(/^(?:RFC \d+|IEEE 802\.3)/);
      expect(label).not.toBe('');
    }
  });
});

test('an unknown field and one behind the payload have no fixed place', () => {
  expect(fieldSpan(tcp, 'options')).toBeUndefined();
  expect(fieldSpan(ethernet, 'frameCheckSequence')).toBeUndefined();
});
