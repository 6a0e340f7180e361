import { tlsHandshake } from '../../../protocols/tls/handshake.ts';
import { tlsRecord } from '../../../protocols/tls/record.ts';
import { clientHello } from '../tls/client-hello.ts';
import { type Ingredients, numberFrom } from './piece.ts';

const RANDOM_BYTES = 32;
const HANDSHAKE = 22;
const TLS_1_0 = 0x0301;

const drawn = (from: Ingredients, purpose: string): Uint8Array =>
  Uint8Array.from({ length: RANDOM_BYTES }, (_, at) =>
    numberFrom(0, 256, from, `${purpose} ${at}`),
  );

/** The first record of a client that would rather speak TLS, RFC 8446 §5.1. */
export const helloRecord = (from: Ingredients): Uint8Array => {
  const hello = clientHello({
    random: drawn(from, 'random'),
    sessionId: drawn(from, 'session'),
    key: drawn(from, 'key'),
    serverName: from.host,
  });
  const fragment = { is: 'sealed', value: tlsHandshake.encode(hello) } as const;
  return tlsRecord.encode({ type: HANDSHAKE, legacyVersion: TLS_1_0, fragment });
};
