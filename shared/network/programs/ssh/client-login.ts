import { concat, utf8 } from '../../../base/bytes.ts';
import { signEd25519 } from '../../../base/crypto.ts';
import { sshMessage } from '../../../protocols/ssh/message.ts';
import { stringOf } from '../../../protocols/ssh/strings.ts';
import type { Peer } from '../program.ts';
import { say, type Turn } from './connection.ts';
import { publicKeyBlob } from './key-agreement.ts';

/** Where a user of a client wants in, as whom, and by what proof. */
export interface Login {
  readonly server: Peer;
  readonly user: string;
  readonly password: string;
  /** A private Ed25519 key (32 bytes) to log in with instead. */
  readonly secret?: Uint8Array;
  /** The known public key of the server, RFC 8709 §4; any is believed without it. */
  readonly hostKey?: Uint8Array;
}

/** A login by password (RFC 4252 §8) or by a signature over the session and the request itself (RFC 4252 §7). */
export const askIn = <Session>(
  turn: Turn<Session>,
  { user, password, secret }: Omit<Login, 'server'>,
) => {
  const request = (method: string, proof: Uint8Array) =>
    ({
      is: 'loginRequest',
      value: { user, service: 'ssh-connection', method, proof },
    }) as const;
  if (secret === undefined) {
    return say(turn, request('password', concat(Uint8Array.of(0), stringOf(utf8(password)))));
  }
  const algorithm = stringOf(utf8('ssh-ed25519'));
  const claim = concat(Uint8Array.of(1), algorithm, stringOf(publicKeyBlob(secret)));
  const asked = sshMessage.encode({ body: request('publickey', claim) });
  const signature = signEd25519(secret, concat(stringOf(turn.transport.sessionId), asked));
  const proof = concat(claim, stringOf(concat(algorithm, stringOf(signature))));
  say(turn, request('publickey', proof));
};
