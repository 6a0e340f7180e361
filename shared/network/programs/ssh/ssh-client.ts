import { bytesEqual, concat, utf8 } from '../../../base/bytes.ts';
import { signEd25519 } from '../../../base/crypto.ts';
import { sshMessage } from '../../../protocols/ssh/message.ts';
import { stringOf } from '../../../protocols/ssh/strings.ts';
import { numberAt } from '../../../protocols/structure/number.ts';
import { charactersOf } from '../../../protocols/text.ts';
import type { Peer, Program } from '../program.ts';
import { hangUp, type Message, REASON, type Role, say, type Turn } from './connection.ts';
import { publicKeyBlob } from './key-agreement.ts';
import { grant, type Outlet, WINDOW } from './outlet.ts';
import { type SshState, sshProgram } from './ssh-program.ts';

/** What a user of an SSH client wants: to run one command over there. */
export interface SshClientSpec {
  readonly server: Peer;
  readonly user: string;
  readonly password: string;
  /** A private Ed25519 key (32 bytes) to log in with instead. */
  readonly secret?: Uint8Array;
  /** The known public key of the server, RFC 8709 §4; any is believed without it. */
  readonly hostKey?: Uint8Array;
  readonly command: string;
}

/** How far the user has come, and what the command printed. */
export interface ClientSession {
  readonly isOver: boolean;
  readonly channel: Outlet;
  readonly output: string;
  readonly status: number | null;
}

const CONNECTION = -1;
const CHANNEL = 0;
const MOST_OUTPUT = 2 ** 20;
const NOTHING = new Uint8Array(0);

const tell = (turn: Turn<ClientSession>, met: boolean, result: string) => {
  if (turn.session.isOver) return;
  turn.session = { ...turn.session, isOver: true };
  turn.effects.push({ type: 'done', met, result });
};

/** A login by password (RFC 4252 §8) or by a signature over the session and the request itself (RFC 4252 §7). */
const askIn = (turn: Turn<ClientSession>, { user, password, secret }: SshClientSpec) => {
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

const openSession = (turn: Turn<ClientSession>) =>
  say(turn, {
    is: 'open',
    value: { channelType: 'session', senderChannel: CHANNEL, ...WINDOW, more: NOTHING },
  });

const takeOutput = (turn: Turn<ClientSession>, data: Uint8Array) => {
  const { output, channel } = turn.session;
  grant(turn, channel, data.length);
  const all = (output + charactersOf(data, 0, data.length)).slice(0, MOST_OUTPUT);
  turn.session = { ...turn.session, output: all };
};

const finish = (turn: Turn<ClientSession>) => {
  const { channel, status, output } = turn.session;
  say(turn, { is: 'close', value: { recipientChannel: channel.theirs } });
  tell(turn, status === 0, output);
  hangUp(turn, REASON.byApplication, 'done');
};

/** Messages about the channel, RFC 4254 §5 and §6. */
const inChannel = (turn: Turn<ClientSession>, { command }: SshClientSpec, { body }: Message) => {
  switch (body.is) {
    case 'openConfirmation': {
      const { senderChannel: theirs, windowBytes, mostPacketBytes } = body.value;
      const channel = { theirs, windowBytes, mostPacketBytes, waiting: NOTHING };
      turn.session = { ...turn.session, channel };
      const more = stringOf(utf8(command));
      const value = { recipientChannel: theirs, request: 'exec', wantReply: 1, more };
      return say(turn, { is: 'request', value });
    }
    case 'data':
    case 'extendedData':
      return takeOutput(turn, body.value.data);
    case 'request': {
      const { request, more } = body.value;
      const status = request === 'exit-status' ? numberAt(more, 0, 4, false) : null;
      turn.session = { ...turn.session, status: status ?? turn.session.status };
      return;
    }
    case 'close':
      return finish(turn);
    case 'openFailure':
    case 'failure':
      tell(turn, false, 'the server does not run it');
      return hangUp(turn, REASON.byApplication, 'done');
    default:
  }
};

/** What the server says once all is encrypted: to the login first, then about the channel. */
const take = (turn: Turn<ClientSession>, spec: SshClientSpec, message: Message) => {
  const { body } = message;
  switch (body.is) {
    case 'serviceAccept':
      return askIn(turn, spec);
    case 'loginSuccess':
      return openSession(turn);
    case 'loginFailure':
      tell(turn, false, 'permission denied');
      return hangUp(turn, REASON.noMoreMethods, 'no other way in');
    case 'globalRequest':
      if (body.value.wantReply !== 0) say(turn, { is: 'requestFailure', value: {} });
      return;
    default:
      inChannel(turn, spec, message);
  }
};

/** An SSH client that logs in, runs one command and leaves, RFC 4253, RFC 4252 and RFC 4254. Its result is what the
 *  command printed. */
export const sshClientProgram = (spec: SshClientSpec): Program<SshState<ClientSession>> => {
  const channel = { theirs: 0, windowBytes: 0, mostPacketBytes: 0, waiting: NOTHING };
  const role: Role<ClientSession> = {
    side: 'client',
    begin: { type: 'connect', connection: CONNECTION, peer: spec.server },
    session: { isOver: false, channel, output: '', status: null },
    believes: key => spec.hostKey === undefined || bytesEqual(key, spec.hostKey),
    opened: turn => say(turn, { is: 'serviceRequest', value: { service: 'ssh-userauth' } }),
    take: (turn, message) => take(turn, spec, message),
    ended: (turn, why) => tell(turn, false, why),
  };
  return sshProgram(role);
};
