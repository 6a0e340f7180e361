import { describe, expect, test } from 'vitest';
import {
  hashToken,
  newPin,
  newToken,
  sameSecret,
  seatCodeOf,
  sign,
  unsign,
} from '../../../server/sessions/tokens.ts';

describe('tokens', () => {
  test('a token has 128 bits and its hash does not hold it', () => {
    const token = newToken();
    expect(Buffer.from(token, 'base64url')).toHaveLength(16);
    expect(hashToken(token)).toMatch(/^[0-9a-f]{64}$/);
    expect(new Set(Array.from({ length: 1000 }, newToken)).size).toBe(1000);
  });

  test('a PIN has six digits', () => {
    for (let n = 0; n < 200; n++) expect(newPin()).toMatch(/^\d{6}$/);
  });

  test('a seat code has four digits, the same again, another for another seat, session or server', () => {
    const code = seatCodeOf('secret', 's1', 'p1');
    expect(code).toMatch(/^\d{4}$/);
    expect(seatCodeOf('secret', 's1', 'p1')).toBe(code);
    const codes = Array.from({ length: 300 }, (_, n) => seatCodeOf('secret', 's1', `p${n}`));
    expect(new Set(codes).size).toBeGreaterThan(280);
    expect(seatCodeOf('other', 's1', 'p1')).not.toBe(code);
  });

  test('a signed text comes back, and only with its own signature, purpose and secret', () => {
    const signed = sign('secret', 'host', '{"a":"ü"}');
    expect(unsign('secret', 'host', signed)).toBe('{"a":"ü"}');
    const [text = '', signature = ''] = signed.split('.');
    const forged = Buffer.from('{"a":"x"}').toString('base64url');
    for (const bad of [
      `${forged}.${signature}`,
      `${text}.`,
      text,
      '',
      '.',
      `${text}.${signature}x`,
    ]) {
      expect(unsign('secret', 'host', bad)).toBeNull();
    }
    expect(unsign('secret', 'seats', signed)).toBeNull();
    expect(unsign('other', 'host', signed)).toBeNull();
  });

  test('secrets of different length are compared without an error', () => {
    expect(sameSecret('a', 'a')).toBe(true);
    expect(sameSecret('a', 'aa')).toBe(false);
    expect(sameSecret('', 'a')).toBe(false);
  });
});
