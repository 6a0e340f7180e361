import { bytesEqual, utf8 } from '../../../base/bytes.ts';
import { stringOf } from '../../../protocols/ssh/strings.ts';
import type { Program } from '../program.ts';
import { askIn, type Login } from './client-login.ts';
import { hangUp, type Message, REASON, type Role, say, type Turn } from './connection.ts';
import { grant, type Outlet, pour, WINDOW, widened } from './outlet.ts';
import { type SshState, sshProgram } from './ssh-program.ts';

/** How far a client has come, its one channel, and what it does in it. */
export interface ClientSession<Work> {
  readonly isOver: boolean;
  readonly channel: Outlet;
  readonly work: Work;
}

/** What a client does in its channel, RFC 4254 §6.5: which request starts it, and what it makes of the answers. */
export interface ChannelUse<Work> {
  readonly request: 'exec' | 'subsystem';
  /** The command, or the name of the subsystem. */
  readonly word: string;
  readonly work: Work;
  /** It runs over there. */
  readonly begun: (turn: Turn<ClientSession<Work>>) => void;
  readonly takeData: (
    turn: Turn<ClientSession<Work>>,
    data: Uint8Array,
    from: 'output' | 'errors',
  ) => void;
  readonly takeRequest: (
    turn: Turn<ClientSession<Work>>,
    request: string,
    more: Uint8Array,
  ) => void;
  /** The server has closed the channel. */
  readonly closed: (turn: Turn<ClientSession<Work>>) => void;
}

const CONNECTION = -1;
const CHANNEL = 0;
const NOTHING = new Uint8Array(0);

/** Tells the user how it ended, once. */
export const tell = <Work>(turn: Turn<ClientSession<Work>>, met: boolean, result: string): void => {
  if (turn.session.isOver) return;
  turn.session = { ...turn.session, isOver: true };
  turn.effects.push({ type: 'done', met, result });
};

/** Closes the channel and hangs up, RFC 4254 §5.3 and RFC 4253 §11.1. */
export const leave = <Work>(turn: Turn<ClientSession<Work>>): void => {
  if (turn.transport.phase === 'closed') return;
  say(turn, { is: 'close', value: { recipientChannel: turn.session.channel.theirs } });
  hangUp(turn, REASON.byApplication, 'done');
};

/** Sends bytes to what runs over there. */
export const sendInto = <Work>(turn: Turn<ClientSession<Work>>, bytes: Uint8Array): void => {
  turn.session = { ...turn.session, channel: pour(turn, turn.session.channel, bytes) };
};

const openSession = <Work>(turn: Turn<ClientSession<Work>>) =>
  say(turn, {
    is: 'open',
    value: { channelType: 'session', senderChannel: CHANNEL, ...WINDOW, more: NOTHING },
  });

type Body<Name extends Message['body']['is']> = Extract<
  Message['body'],
  { readonly is: Name }
>['value'];

const start = <Work>(
  turn: Turn<ClientSession<Work>>,
  { request, word }: ChannelUse<Work>,
  confirmed: Body<'openConfirmation'>,
) => {
  const { senderChannel: theirs, windowBytes, mostPacketBytes } = confirmed;
  const channel = { theirs, windowBytes, mostPacketBytes, waiting: NOTHING };
  turn.session = { ...turn.session, channel };
  const more = stringOf(utf8(word));
  say(turn, { is: 'request', value: { recipientChannel: theirs, request, wantReply: 1, more } });
};

/** Messages about the channel, RFC 4254 §5 and §6. */
const inChannel = <Work>(
  turn: Turn<ClientSession<Work>>,
  use: ChannelUse<Work>,
  { body }: Message,
) => {
  switch (body.is) {
    case 'openConfirmation':
      return start(turn, use, body.value);
    case 'success':
      return use.begun(turn);
    case 'data':
    case 'extendedData':
      grant(turn, turn.session.channel, body.value.data.length);
      return use.takeData(turn, body.value.data, body.is === 'data' ? 'output' : 'errors');
    case 'windowAdjust': {
      const channel = widened(turn.session.channel, body.value.addedBytes);
      turn.session = { ...turn.session, channel };
      return sendInto(turn, NOTHING);
    }
    case 'request':
      return use.takeRequest(turn, body.value.request, body.value.more);
    case 'close':
      use.closed(turn);
      return leave(turn);
    case 'openFailure':
    case 'failure':
      tell(turn, false, 'the server does not run it');
      return hangUp(turn, REASON.byApplication, 'done');
    default:
  }
};

/** What the server says once all is encrypted: to the login first, then about the channel. */
const take = <Work>(
  turn: Turn<ClientSession<Work>>,
  login: Login,
  use: ChannelUse<Work>,
  message: Message,
) => {
  const { body } = message;
  switch (body.is) {
    case 'serviceAccept':
      return askIn(turn, login);
    case 'loginSuccess':
      return openSession(turn);
    case 'loginFailure':
      tell(turn, false, 'permission denied');
      return hangUp(turn, REASON.noMoreMethods, 'no other way in');
    case 'globalRequest':
      if (body.value.wantReply !== 0) say(turn, { is: 'requestFailure', value: {} });
      return;
    default:
      inChannel(turn, use, message);
  }
};

/** An SSH client that logs in, opens one channel for `use` and leaves, RFC 4253, RFC 4252 and RFC 4254. */
export const channelProgram = <Work>(
  login: Login,
  use: ChannelUse<Work>,
): Program<SshState<ClientSession<Work>>> => {
  const channel = { theirs: 0, windowBytes: 0, mostPacketBytes: 0, waiting: NOTHING };
  const role: Role<ClientSession<Work>> = {
    side: 'client',
    begin: { type: 'connect', connection: CONNECTION, peer: login.server },
    session: { isOver: false, channel, work: use.work },
    believes: key => login.hostKey === undefined || bytesEqual(key, login.hostKey),
    opened: turn => say(turn, { is: 'serviceRequest', value: { service: 'ssh-userauth' } }),
    take: (turn, message) => take(turn, login, use, message),
    ended: (turn, why) => tell(turn, false, why),
  };
  return sshProgram(role);
};
