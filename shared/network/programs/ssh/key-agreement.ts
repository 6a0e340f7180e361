import { concat, utf8 } from '../../../base/bytes.ts';
import {
  ed25519Public,
  isSignedEd25519,
  signEd25519,
  x25519Public,
  x25519Shared,
} from '../../../base/crypto.ts';
import { exchangeHash, keysOf } from '../../../protocols/ssh/key-exchange.ts';
import { sshMessage } from '../../../protocols/ssh/message.ts';
import { stringOf } from '../../../protocols/ssh/strings.ts';
import {
  drawnBytes,
  hangUp,
  IDENTIFICATION,
  learn,
  type Message,
  REASON,
  type Role,
  say,
  sendPayload,
  type Turn,
} from './connection.ts';

const HOST_KEY = 'ssh-ed25519';
const CIPHER = 'aes128-gcm@openssh.com';

/** What these programs can do: one of each. With this cipher the check against changes is part of it. */
const OFFER = {
  kexAlgorithms: 'curve25519-sha256',
  hostKeyAlgorithms: HOST_KEY,
  encryptionToServer: CIPHER,
  encryptionToClient: CIPHER,
  macToServer: 'hmac-sha2-256',
  macToClient: 'hmac-sha2-256',
  compressionToServer: 'none',
  compressionToClient: 'none',
} as const;

const NEEDED = [
  'kexAlgorithms',
  'hostKeyAlgorithms',
  'encryptionToServer',
  'encryptionToClient',
  'compressionToServer',
  'compressionToClient',
] as const;

type Body<Name extends Message['body']['is']> = Extract<
  Message['body'],
  { readonly is: Name }
>['value'];

/** The public key of a host or a user as it travels, RFC 8709 §4. */
export const publicKeyBlob = (secret: Uint8Array): Uint8Array =>
  concat(stringOf(utf8(HOST_KEY)), stringOf(ed25519Public(secret)));

/** Says what this side can do, RFC 4253 §7.1. */
export const sendOffer = <Session>(turn: Turn<Session>) => {
  const cookie = drawnBytes(turn.draw, 'cookie', 16);
  const ownOffer = sshMessage.encode({ body: { is: 'kexInit', value: { cookie, ...OFFER } } });
  learn(turn, { ownOffer });
  sendPayload(turn, ownOffer);
};

/** Takes what the other side can do; a client sends its half of the key at once. */
export const takeOffer = <Session>(
  turn: Turn<Session>,
  role: Role<Session>,
  offer: Body<'kexInit'>,
  payload: Uint8Array,
) => {
  const missing = NEEDED.find(name => !offer[name].split(',').includes(OFFER[name]));
  if (missing !== undefined) {
    return hangUp(turn, REASON.keyExchangeFailed, `no common ${missing}`);
  }
  const guesses = ['kexAlgorithms', 'hostKeyAlgorithms'] as const;
  const isRight = guesses.every(name => offer[name].split(',')[0] === OFFER[name]);
  const skips = offer.firstPacketFollows !== 0 && !isRight;
  learn(turn, { phase: 'agreement', theirOffer: payload, skips });
  if (role.side === 'server') return;
  const share = drawnBytes(turn.draw, 'share', 32);
  learn(turn, { share });
  say(turn, { is: 'ecdhInit', value: { clientKey: x25519Public(share) } });
};

/** Takes keys from what was agreed; what comes is read with them after the other side's new keys, RFC 4253 §7.3. */
const takeKeys = <Session>(
  turn: Turn<Session>,
  shared: Uint8Array,
  hash: Uint8Array,
  side: Role<Session>['side'],
) => {
  const { toServer, toClient } = keysOf(shared, hash, hash);
  say(turn, { is: 'newKeys', value: {} });
  learn(turn, {
    phase: 'new-keys',
    sessionId: hash,
    writing: side === 'server' ? toClient : toServer,
    nextReading: side === 'server' ? toServer : toClient,
  });
};

/** The server's answer to the client's half, RFC 5656 §4: its own half, its key, and a signature over all of it. */
export const answerHalf = <Session>(turn: Turn<Session>, clientKey: Uint8Array) => {
  const { ownOffer, theirOffer, theirIdentification } = turn.transport;
  const share = drawnBytes(turn.draw, 'share', 32);
  const shared = x25519Shared(share, clientKey);
  if (shared === undefined) return hangUp(turn, REASON.keyExchangeFailed, 'no such key half');
  const { hostSecret } = turn;
  const serverKey = x25519Public(share);
  const hash = exchangeHash({
    clientIdentification: theirIdentification,
    serverIdentification: IDENTIFICATION,
    clientOffer: theirOffer,
    serverOffer: ownOffer,
    hostKey: publicKeyBlob(hostSecret),
    clientKey,
    serverKey,
    shared,
  });
  say(turn, {
    is: 'ecdhReply',
    value: {
      hostKey: { algorithm: HOST_KEY, parts: [ed25519Public(hostSecret)] },
      serverKey,
      signature: { algorithm: HOST_KEY, signature: signEd25519(hostSecret, hash) },
    },
  });
  takeKeys(turn, shared, hash, 'server');
};

/** The client's check of the server's answer, RFC 5656 §4 and RFC 8709 §6. */
export const checkAnswer = <Session>(
  turn: Turn<Session>,
  role: Role<Session>,
  { hostKey, serverKey, signature }: Body<'ecdhReply'>,
) => {
  const { ownOffer, theirOffer, theirIdentification, share } = turn.transport;
  const [key = new Uint8Array(0)] = hostKey.parts;
  const shared = x25519Shared(share, serverKey);
  if (shared === undefined) return hangUp(turn, REASON.keyExchangeFailed, 'no such key half');
  const blob = concat(stringOf(utf8(hostKey.algorithm)), ...hostKey.parts.map(stringOf));
  const hash = exchangeHash({
    clientIdentification: IDENTIFICATION,
    serverIdentification: theirIdentification,
    clientOffer: ownOffer,
    serverOffer: theirOffer,
    hostKey: blob,
    clientKey: x25519Public(share),
    serverKey,
    shared,
  });
  const isTheirs = [hostKey, signature].every(({ algorithm }) => algorithm === HOST_KEY);
  if (!isTheirs || !isSignedEd25519(key, hash, signature.signature)) {
    return hangUp(turn, REASON.keyExchangeFailed, 'the signature is not that of the host key');
  }
  if (!role.believes(blob)) {
    return hangUp(turn, REASON.hostKeyNotVerifiable, 'the host key is not the known one');
  }
  takeKeys(turn, shared, hash, 'client');
};

/** The other side uses its new keys from its next packet on, RFC 4253 §7.3. */
export const takeNewKeys = <Session>(turn: Turn<Session>, role: Role<Session>) => {
  const { nextReading } = turn.transport;
  if (nextReading === undefined) return hangUp(turn, REASON.protocolError, 'no keys yet');
  learn(turn, { phase: 'open', reading: nextReading });
  role.opened(turn);
};
