import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concat, utf8 } from '../../../shared/base/bytes.ts';
import { ftpClient, ftpServer } from '../../../shared/protocols/ftp.ts';
import { imapClient, imapServer } from '../../../shared/protocols/imap.ts';
import { irc } from '../../../shared/protocols/irc.ts';
import type { LineCodec } from '../../../shared/protocols/line-codec.ts';
import { smtpClient, smtpServer } from '../../../shared/protocols/smtp.ts';
import { seeded } from './seeded.ts';
import { expectTiled } from './tiling.ts';

const CODECS: readonly (readonly [string, LineCodec])[] = [
  ['SMTP client', smtpClient],
  ['SMTP server', smtpServer],
  ['FTP client', ftpClient],
  ['FTP server', ftpServer],
  ['IRC', irc],
  ['IMAP client', imapClient],
  ['IMAP server', imapServer],
];

const explained = (codec: LineCodec, bytes: Uint8Array) => {
  const part = codec.dissect(bytes, 0, bytes.length, {});
  expectTiled(part.spans, 0, 8 * bytes.length);
  return part;
};

describe.each(CODECS)('%s', (name, codec) => {
  const random = seeded(name);
  const lines = Array.from({ length: 300 }, () => codec.generate(random));

  test('says generated lines, which come back as they were', () => {
    for (const { form, mode, texts } of lines) {
      const bytes = codec.encode(form, texts);
      const decoded = codec.decode(concat(bytes, utf8('NEXT')), mode);
      expect(decoded).toMatchObject({ ok: true, value: { form, lengthBytes: bytes.length } });
      if (decoded.ok) expect(codec.encode(form, decoded.value.texts)).toEqual(bytes);
      if (decoded.ok) expect(decoded.value.texts).toMatchObject(texts);
    }
  });

  test('has words and a source for everything that it may say', () => {
    for (const { part, elements } of Object.values(codec.side.forms)) {
      const parts = elements.flatMap(one => [one.part, ...(one.pieces ?? []).map(p => p.part)]);
      for (const { label, about, rfc } of [part, ...parts]) {
        expect(label).not.toBe('');
        expect(about).toMatch(/^[A-Z].*\.$/);
        expect(rfc).toMatch(/^RFC \d+ §[\dA-C][\d.]*$/);
      }
    }
  });

  test('objects to nothing in a generated line cut anywhere', () => {
    for (const { form, mode, texts } of lines.slice(0, 60)) {
      const bytes = codec.encode(form, texts);
      for (let at = 1; at < bytes.length; at += 1) {
        expect(explained(codec, bytes.subarray(0, at)).issues).toEqual([]);
        expect(explained(codec, bytes.subarray(at)).issues).toEqual([]);
        const cut = codec.decode(bytes.subarray(0, at), mode);
        expect(cut).toMatchObject({ ok: false, error: { code: 'text/incomplete' } });
      }
    }
  });

  test('tiles whatever comes, and never throws', () => {
    const good = fc.constantFrom(...lines.map(({ form, texts }) => codec.encode(form, texts)));
    const junk = fc.oneof(
      fc.uint8Array({ maxLength: 12 }),
      fc.constantFrom('\r\n', '\n', '\r', ' ', ':', '<', '{', '}', '"', '(', ')', '-').map(utf8),
    );
    const mixed = fc.array(fc.oneof(good, junk), { maxLength: 8 });
    fc.assert(
      fc.property(mixed, fc.nat(), fc.nat({ max: 255 }), (parts, at, byte) => {
        const bytes = concat(...parts);
        if (bytes.length > 0) bytes[at % bytes.length] = byte;
        explained(codec, bytes);
        expect(codec.decode(bytes, 'ready')).toHaveProperty('ok');
      }),
      { numRuns: 2000 },
    );
  });

  test('refuses a line that is too long, whether its end has come or not', () => {
    const long = new Uint8Array(codec.side.maximumLineBytes + 1).fill(0x61);
    for (const bytes of [long, concat(long, utf8('\r\n'))]) {
      const decoded = codec.decode(bytes, 'ready');
      expect(decoded).toMatchObject({ ok: false, error: { code: 'text/line-too-long' } });
    }
  });
});
