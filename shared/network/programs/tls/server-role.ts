import { bytesEqual } from '../../../base/bytes.ts';
import { signP256, x25519Public, x25519Shared } from '../../../base/crypto.ts';
import {
  applicationSecrets,
  handshakeSecrets,
  signedContent,
  verifyData,
} from '../../../protocols/tls/key-schedule.ts';
import { protectionFrom } from '../../../protocols/tls/record-protection.ts';
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

/** Who a server is: its certificate (with those that vouch for it behind), the key to it, what it speaks inside. */
export interface ServerIdentity {
  readonly certificates: readonly Uint8Array[];
  readonly secret: Uint8Array;
  /** Picked from what the client offers, RFC 7301 §3.2. */
  readonly applicationProtocols?: readonly string[];
}

type ClientHello = Extract<HandshakeMessage['body'], { readonly is: 'clientHello' }>['value'];

/** Why the hello cannot be answered, as an alert; undefined when it can, RFC 8446 §4.1.1. */
const objection = (hello: ClientHello): number | undefined => {
  const { extensions, cipherSuites } = hello;
  const versions = extensionOf(extensions, 'supportedVersions');
  if (versions?.includes(TLS_1_3) !== true) return ALERT.protocolVersion;
  const algorithms = extensionOf(extensions, 'signatureAlgorithms');
  const shares = extensionOf(extensions, 'keyShares');
  if (algorithms === undefined || shares === undefined) return ALERT.missingExtension;
  const canTalk =
    cipherSuites.includes(AES_128_GCM) &&
    algorithms.includes(ECDSA_P256) &&
    shares.some(({ group }) => group === X25519);
  return canTalk ? undefined : ALERT.handshakeFailure;
};

/** The protocol picked; undefined where the client offers none, and null where it offers no right one. */
const pickedProtocol = (
  hello: ClientHello,
  ours: readonly string[] | undefined,
): string | undefined | null => {
  const offered = extensionOf(hello.extensions, 'applicationProtocols');
  if (offered === undefined || ours === undefined) return undefined;
  return ours.find(name => offered.some(({ protocol }) => protocol === name)) ?? null;
};

const sendHello = (turn: Turn, sessionId: Uint8Array): void => {
  const { share } = turn.connection;
  const keyShare = { is: 'keyShare', value: { group: X25519, key: x25519Public(share) } } as const;
  sendMessage(turn, {
    body: {
      is: 'serverHello',
      value: {
        random: drawnBytes(turn.draw, 'server random', 32),
        sessionId,
        cipherSuite: AES_128_GCM,
        extensions: [
          { data: { is: 'selectedVersion', value: TLS_1_3 } },
          { data: { is: 'keyShare', value: keyShare } },
        ],
      },
    },
  });
  if (sessionId.length > 0) sendCompatibility(turn);
};

/** Everything between the server's hello and its Finished, RFC 8446 §4.3 and §4.4. */
const sendIdentity = (turn: Turn, identity: ServerIdentity, protocol: string | undefined): void => {
  const chosen = { is: 'applicationProtocols', value: [{ protocol: protocol ?? '' }] } as const;
  const extensions = protocol === undefined ? [] : [{ data: chosen }];
  sendMessage(turn, { body: { is: 'encryptedExtensions', value: { extensions } } });
  const entries = identity.certificates.map(certificate => ({ certificate }));
  sendMessage(turn, { body: { is: 'certificate', value: { entries } } });
  const content = signedContent('server', turn.connection.transcript);
  const signature = signP256(identity.secret, content);
  sendMessage(turn, {
    body: { is: 'certificateVerify', value: { algorithm: ECDSA_P256, signature } },
  });
};

const takeHello =
  (identity: ServerIdentity): Handler =>
  (turn, { body }, raw) => {
    if (body.is !== 'clientHello') return giveUp(turn, ALERT.unexpectedMessage);
    const hello = body.value;
    const problem = objection(hello);
    if (problem !== undefined) return giveUp(turn, problem);
    const protocol = pickedProtocol(hello, identity.applicationProtocols);
    if (protocol === null) return giveUp(turn, ALERT.noApplicationProtocol);
    const share = drawnBytes(turn.draw, 'server share', 32);
    const shares = extensionOf(hello.extensions, 'keyShares') ?? [];
    const theirs = shares.find(({ group }) => group === X25519);
    const shared = x25519Shared(share, theirs?.key ?? new Uint8Array(0));
    if (shared === undefined) return giveUp(turn, ALERT.illegalParameter);
    remember(turn, raw);
    learn(turn, { phase: 'WAIT_FINISHED', clientRandom: hello.random, share });
    sendHello(turn, hello.sessionId);
    const handshake = handshakeSecrets(shared, turn.connection.transcript);
    logSecrets(turn, 'HANDSHAKE_TRAFFIC_SECRET', handshake);
    const [reading, writing] = [handshake.client, handshake.server].map(protectionFrom);
    learn(turn, { handshake, ...(reading && { reading }), ...(writing && { writing }) });
    sendIdentity(turn, identity, protocol);
    finish(turn, handshake);
  };

const finish = (turn: Turn, handshake: ReturnType<typeof handshakeSecrets>): void => {
  const value = verifyData(handshake.server, turn.connection.transcript);
  sendMessage(turn, { body: { is: 'finished', value } });
  const application = applicationSecrets(handshake.base, turn.connection.transcript);
  logSecrets(turn, 'TRAFFIC_SECRET_0', application);
  learn(turn, { application, writing: protectionFrom(application.server) });
};

const takeFinished: Handler = (turn, { body }, raw) => {
  const { handshake, application, transcript } = turn.connection;
  if (body.is !== 'finished' || handshake === undefined || application === undefined) {
    return giveUp(turn, ALERT.unexpectedMessage);
  }
  if (!bytesEqual(body.value, verifyData(handshake.client, transcript))) {
    return giveUp(turn, ALERT.decryptError);
  }
  remember(turn, raw);
  learn(turn, { phase: 'CONNECTED', reading: protectionFrom(application.client) });
  turn.opened = true;
};

/** The server's side of the handshake, RFC 8446 §A.2. */
export const serverRole = (identity: ServerIdentity): Role => ({
  begin: () => undefined,
  handlers: { START: takeHello(identity), WAIT_FINISHED: takeFinished },
});
