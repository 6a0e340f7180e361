import { describe, expect, test } from 'vitest';
import { concat, text, toHex } from '../../../../shared/base/bytes.ts';
import { x25519Shared } from '../../../../shared/base/crypto.ts';
import {
  applicationSecrets,
  handshakeSecrets,
  nextSecret,
  signedContent,
  trafficKeys,
  verifyData,
} from '../../../../shared/protocols/tls/key-schedule.ts';
import {
  openRecord,
  protectionFrom,
  sealContent,
} from '../../../../shared/protocols/tls/record-protection.ts';
import { hexBytes } from '../hex-bytes.ts';
import * as trace from './rfc8448.ts';

const HANDSHAKE = 22;
const APPLICATION = 23;

const messages = (...parts: readonly string[]) => hexBytes(parts.join(''));
const hellos = messages(trace.CLIENT_HELLO, trace.SERVER_HELLO);
const flight = messages(
  trace.ENCRYPTED_EXTENSIONS,
  trace.CERTIFICATE,
  trace.CERTIFICATE_VERIFY,
  trace.SERVER_FINISHED,
);

describe('the trace of RFC 8448 §3', () => {
  const shared =
    x25519Shared(hexBytes(trace.SERVER_PRIVATE), hexBytes(trace.CLIENT_PUBLIC)) ??
    new Uint8Array(0);
  const handshake = handshakeSecrets(shared, hellos);
  const application = applicationSecrets(handshake.base, concat(hellos, flight));

  test.each([
    ['client handshake traffic', handshake.client, trace.CLIENT_HANDSHAKE_TRAFFIC],
    ['server handshake traffic', handshake.server, trace.SERVER_HANDSHAKE_TRAFFIC],
    ['client application traffic', application.client, trace.CLIENT_APPLICATION_TRAFFIC],
    ['server application traffic', application.server, trace.SERVER_APPLICATION_TRAFFIC],
    ['server handshake key', trafficKeys(handshake.server).key, trace.SERVER_HANDSHAKE_KEY],
    ['server handshake iv', trafficKeys(handshake.server).iv, trace.SERVER_HANDSHAKE_IV],
    [
      'server finished',
      verifyData(
        handshake.server,
        concat(
          hellos,
          messages(trace.ENCRYPTED_EXTENSIONS, trace.CERTIFICATE, trace.CERTIFICATE_VERIFY),
        ),
      ),
      trace.SERVER_FINISHED.slice(8),
    ],
    [
      'client finished',
      verifyData(handshake.client, concat(hellos, flight)),
      trace.CLIENT_FINISHED.slice(8),
    ],
  ])('%s', (_name, found, expected) => expect(toHex(found)).toBe(expected));

  test.each([
    ['the server flight', handshake.server, HANDSHAKE, toHex(flight), trace.SERVER_FLIGHT_RECORD],
    [
      'the client finished',
      handshake.client,
      HANDSHAKE,
      trace.CLIENT_FINISHED,
      trace.CLIENT_FINISHED_RECORD,
    ],
    [
      'application data',
      application.client,
      APPLICATION,
      toHex(Uint8Array.from({ length: 50 }, (_, index) => index)),
      trace.CLIENT_DATA_RECORD,
    ],
  ])('%s is sealed and opened', (_name, secret, type, content, record) => {
    const protection = protectionFrom(secret);
    expect(toHex(sealContent(protection, type, hexBytes(content)).records)).toBe(record);
    const opened = openRecord(protection, hexBytes(record));
    expect(opened?.type).toBe(type);
    expect(toHex(opened?.content ?? new Uint8Array(0))).toBe(content);
    expect(opened?.protection.sequence).toBe(1);
  });
});

test('what is signed begins with 64 blanks and its role, RFC 8446 §4.4.3', () => {
  const content = signedContent('server', new Uint8Array(0));
  expect(text(content.subarray(0, 98))).toBe(
    `${' '.repeat(64)}TLS 1.3, server CertificateVerify\0`,
  );
  expect(toHex(content.subarray(98, 102))).toBe('e3b0c442');
});

test('long content is cut into records, each with its own nonce', () => {
  const protection = protectionFrom(new Uint8Array(32));
  const sealed = sealContent(protection, APPLICATION, new Uint8Array(40_000));
  expect(sealed.protection.sequence).toBe(3);
  expect(sealed.records.length).toBe(40_000 + 3 * 22);
  expect(openRecord(protection, sealed.records.subarray(0, 16_406))?.content.length).toBe(16_384);
});

test('a record out of its turn, or with one bit changed, does not open', () => {
  const protection = protectionFrom(nextSecret(new Uint8Array(32)));
  const { records } = sealContent(protection, APPLICATION, Uint8Array.of(1));
  expect(openRecord({ ...protection, sequence: 1 }, records)).toBeUndefined();
  expect(openRecord(protection, records.with(9, (records[9] ?? 0) ^ 1))).toBeUndefined();
  expect(openRecord(protection, new Uint8Array(0))).toBeUndefined();
});
