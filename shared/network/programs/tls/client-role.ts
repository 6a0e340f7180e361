import { bytesEqual } from '../../../base/bytes.ts';
import { isSignedP256, x25519Public, x25519Shared } from '../../../base/crypto.ts';
import {
  applicationSecrets,
  handshakeSecrets,
  signedContent,
  verifyData,
} from '../../../protocols/tls/key-schedule.ts';
import { protectionFrom } from '../../../protocols/tls/record-protection.ts';
import {
  type Certificate,
  holdsAt,
  holdsFor,
  isIssuedBy,
  readCertificate,
} from '../../../protocols/x509/certificate.ts';
import { clientHello } from './client-hello.ts';
import {
  ALERT,
  drawnBytes,
  extensionOf,
  giveUp,
  type Handler,
  type HandshakeMessage,
  learn,
  logSecrets,
  type Role,
  remember,
  sendCompatibility,
  sendMessage,
  type Turn,
} from './connection.ts';
import { AES_128_GCM, ECDSA_P256, TLS_1_3, X25519 } from './numbers.ts';

/** Whom a client asks for, and whose word it takes for it. */
export interface ClientExpectation {
  readonly serverName: string;
  /** Certificates (DER) that are believed as they are. */
  readonly trusted: readonly Uint8Array[];
  readonly applicationProtocols?: readonly string[];
  /** Looks at the dates of certificates. Only where the clock tells the time of day: that of a game begins in 1970. */
  readonly checksDates?: true;
}

type ServerHello = Extract<HandshakeMessage['body'], { readonly is: 'serverHello' }>['value'];

const begin =
  ({ serverName, applicationProtocols = [] }: ClientExpectation) =>
  (turn: Turn): void => {
    const share = drawnBytes(turn.draw, 'client share', 32);
    const random = drawnBytes(turn.draw, 'client random', 32);
    const sessionId = drawnBytes(turn.draw, 'session id', 32);
    const key = x25519Public(share);
    learn(turn, { share, clientRandom: random, sessionId });
    sendMessage(turn, clientHello({ random, sessionId, key, serverName, applicationProtocols }));
    learn(turn, { phase: 'WAIT_SH' });
  };

/** Why the answer is none to what was offered, as an alert, RFC 8446 §4.1.3. */
const objection = (hello: ServerHello, sessionId: Uint8Array): number | undefined => {
  if (extensionOf(hello.extensions, 'selectedVersion') !== TLS_1_3) return ALERT.protocolVersion;
  const isOffered = hello.cipherSuite === AES_128_GCM && bytesEqual(hello.sessionId, sessionId);
  return isOffered ? undefined : ALERT.illegalParameter;
};

const theirKey = ({ extensions }: ServerHello): Uint8Array => {
  const found = extensionOf(extensions, 'keyShare');
  const hasKey = found?.is === 'keyShare' && found.value.group === X25519;
  return hasKey ? found.value.key : new Uint8Array(0);
};

const takeHello: Handler = (turn, { body }, raw) => {
  if (body.is !== 'serverHello') return giveUp(turn, ALERT.unexpectedMessage);
  const { share, sessionId } = turn.connection;
  const problem = objection(body.value, sessionId);
  if (problem !== undefined) return giveUp(turn, problem);
  // A request to try again names a group that was not offered here, so there is nothing to try.
  const shared = x25519Shared(share, theirKey(body.value));
  if (shared === undefined) return giveUp(turn, ALERT.illegalParameter);
  remember(turn, raw);
  const handshake = handshakeSecrets(shared, turn.connection.transcript);
  logSecrets(turn, 'HANDSHAKE_TRAFFIC_SECRET', handshake);
  const { base } = handshake;
  learn(turn, { phase: 'WAIT_EE', handshake, base, reading: protectionFrom(handshake.server) });
};

const takeExtensions: Handler = (turn, { body }, raw) => {
  if (body.is !== 'encryptedExtensions') return giveUp(turn, ALERT.unexpectedMessage);
  remember(turn, raw);
  learn(turn, { phase: 'WAIT_CERT' });
};

/** Whether a chain leads from its first certificate to one that is believed, RFC 5280 §6.1. */
const isBelieved = (chain: readonly Certificate[], trusted: readonly Certificate[]): boolean => {
  for (const [index, certificate] of chain.entries()) {
    const believed = trusted.some(
      anchor => bytesEqual(anchor.signed, certificate.signed) || isIssuedBy(certificate, anchor),
    );
    if (believed) return true;
    const next = chain[index + 1];
    if (next === undefined || !next.authority || !isIssuedBy(certificate, next)) return false;
  }
  return false;
};

const takeCertificate =
  (expectation: ClientExpectation): Handler =>
  (turn, { body }, raw) => {
    if (body.is !== 'certificate') return giveUp(turn, ALERT.unexpectedMessage);
    const chain = body.value.entries.map(({ certificate }) => readCertificate(certificate));
    const readable = chain.filter(certificate => certificate !== undefined);
    const [certificate] = readable;
    if (certificate === undefined || readable.length < chain.length) {
      return giveUp(turn, ALERT.badCertificate);
    }
    // Asked for here, as a seeded authority is made only when somebody does.
    const { serverName, trusted, checksDates } = expectation;
    const anchors = trusted.map(readCertificate).filter(anchor => anchor !== undefined);
    if (!isBelieved(readable, anchors)) return giveUp(turn, ALERT.unknownCa);
    if (!holdsFor(certificate, serverName)) return giveUp(turn, ALERT.badCertificate);
    const isDated = () => readable.every(one => holdsAt(one, turn.nowMicros / 1000));
    if (checksDates && !isDated()) return giveUp(turn, ALERT.certificateExpired);
    remember(turn, raw);
    learn(turn, { phase: 'WAIT_CV', certificate });
  };

const takeVerify: Handler = (turn, { body }, raw) => {
  if (body.is !== 'certificateVerify') return giveUp(turn, ALERT.unexpectedMessage);
  const { certificate, transcript } = turn.connection;
  const { algorithm, signature } = body.value;
  const key = certificate?.publicKey ?? new Uint8Array(0);
  const content = signedContent('server', transcript);
  if (algorithm !== ECDSA_P256 || !isSignedP256(key, content, signature)) {
    return giveUp(turn, ALERT.decryptError);
  }
  remember(turn, raw);
  learn(turn, { phase: 'WAIT_FINISHED' });
};

const takeFinished: Handler = (turn, { body }, raw) => {
  const { handshake, base, transcript } = turn.connection;
  if (body.is !== 'finished' || handshake === undefined) {
    return giveUp(turn, ALERT.unexpectedMessage);
  }
  if (!bytesEqual(body.value, verifyData(handshake.server, transcript))) {
    return giveUp(turn, ALERT.decryptError);
  }
  remember(turn, raw);
  const application = applicationSecrets(base, turn.connection.transcript);
  logSecrets(turn, 'TRAFFIC_SECRET_0', application);
  sendCompatibility(turn);
  learn(turn, { writing: protectionFrom(handshake.client) });
  const value = verifyData(handshake.client, turn.connection.transcript);
  sendMessage(turn, { body: { is: 'finished', value } });
  learn(turn, {
    phase: 'CONNECTED',
    reading: protectionFrom(application.server),
    writing: protectionFrom(application.client),
  });
  turn.opened = true;
};

/** The client's side of the handshake, RFC 8446 §A.1. */
export const clientRole = (expectation: ClientExpectation): Role => ({
  begin: begin(expectation),
  handlers: {
    WAIT_SH: takeHello,
    WAIT_EE: takeExtensions,
    WAIT_CERT: takeCertificate(expectation),
    WAIT_CV: takeVerify,
    WAIT_FINISHED: takeFinished,
  },
});
