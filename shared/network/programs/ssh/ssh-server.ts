import type { Program } from '../program.ts';
import { hangUp, type Message, REASON, type Role, say, type Turn } from './connection.ts';
import { grant, WINDOW, widened } from './outlet.ts';
import { output, takeRequest, typeAt } from './server-channel.ts';
import { logIn } from './server-login.ts';
import type { ServerChannel, ServerSession, SshServerSpec } from './server-session.ts';
import { NEW_SFTP, takeSftp } from './sftp-server.ts';
import { type SshState, sshProgram } from './ssh-program.ts';

const MOST_CHANNELS = 10;
/** More than a client that reads what it asked for ever leaves waiting. */
const MOST_WAITING_BYTES = 2 ** 20;

type Body<Name extends Message['body']['is']> = Extract<
  Message['body'],
  { readonly is: Name }
>['value'];

const PROHIBITED = 1;
const UNKNOWN_TYPE = 3;
const SHORTAGE = 4;

const keep = (turn: Turn<ServerSession>, number: number, channel: ServerChannel | null) => {
  const channels = new Map(turn.session.channels);
  if (channel === null) channels.delete(number);
  else channels.set(number, channel);
  turn.session = { ...turn.session, channels };
  if (channel !== null && channel.waiting.length > MOST_WAITING_BYTES) {
    hangUp(turn, REASON.byApplication, 'too much is asked for');
  }
};

const refuse = (turn: Turn<ServerSession>, recipientChannel: number, reason: number): void =>
  say(turn, {
    is: 'openFailure',
    value: { recipientChannel, reason, description: 'no such channel', language: '' },
  });

/** A new channel, RFC 4254 §5.1; only sessions are there. */
const openChannel = (turn: Turn<ServerSession>, open: Body<'open'>) => {
  const { channelType, senderChannel: theirs, windowBytes, mostPacketBytes } = open;
  const { channels } = turn.session;
  if (channelType !== 'session') {
    const isForward = channelType === 'direct-tcpip';
    return refuse(turn, theirs, isForward ? PROHIBITED : UNKNOWN_TYPE);
  }
  const number = Array.from({ length: MOST_CHANNELS }, (_, index) => index).find(
    index => !channels.has(index),
  );
  if (number === undefined) return refuse(turn, theirs, SHORTAGE);
  keep(turn, number, {
    theirs,
    windowBytes,
    mostPacketBytes,
    waiting: new Uint8Array(0),
    runs: 'nothing',
    hasTerminal: false,
    typed: '',
    sftp: NEW_SFTP,
    status: null,
    isClosed: false,
  });
  const value = { recipientChannel: theirs, senderChannel: number, ...WINDOW };
  say(turn, { is: 'openConfirmation', value: { ...value, more: new Uint8Array(0) } });
};

const takeData = (
  turn: Turn<ServerSession>,
  spec: SshServerSpec,
  channel: ServerChannel,
  data: Uint8Array,
): ServerChannel => {
  if (channel.isClosed) return channel;
  grant(turn, channel, data.length);
  if (channel.runs === 'sftp') {
    const { session: sftp, answers } = takeSftp(channel.sftp, spec.files, data);
    return output(turn, { ...channel, sftp }, answers, sftp.isBroken ? 1 : null);
  }
  return channel.runs === 'shell' ? typeAt(turn, spec, channel, data) : channel;
};

/** What a message for one channel makes of it; null when it is over. */
const inChannel = (
  turn: Turn<ServerSession>,
  spec: SshServerSpec,
  channel: ServerChannel,
  { body }: Message,
): ServerChannel | null => {
  switch (body.is) {
    case 'data':
      return takeData(turn, spec, channel, body.value.data);
    case 'windowAdjust':
      return output(turn, widened(channel, body.value.addedBytes), new Uint8Array(0));
    case 'request':
      return takeRequest(turn, spec, channel, body.value);
    case 'eof':
      return channel.runs === 'nothing' ? channel : output(turn, channel, new Uint8Array(0), 0);
    case 'close':
      if (!channel.isClosed) {
        say(turn, { is: 'close', value: { recipientChannel: channel.theirs } });
      }
      return null;
    default:
      return channel;
  }
};

const recipientOf = ({ body }: Message): number | undefined => {
  const { value } = body;
  return 'recipientChannel' in value ? value.recipientChannel : undefined;
};

/** What a user who is in may say, RFC 4254. */
const serve = (turn: Turn<ServerSession>, spec: SshServerSpec, message: Message) => {
  const { body } = message;
  if (body.is === 'open') return openChannel(turn, body.value);
  if (body.is === 'globalRequest') {
    if (body.value.wantReply !== 0) say(turn, { is: 'requestFailure', value: {} });
    return;
  }
  // Who is in cannot log in again, RFC 4252 §5.1.
  if (body.is === 'loginRequest') return;
  const number = recipientOf(message);
  const channel = turn.session.channels.get(number ?? -1);
  if (number === undefined || channel === undefined) {
    return hangUp(turn, REASON.protocolError, 'no such channel or message');
  }
  keep(turn, number, inChannel(turn, spec, channel, message));
};

/** An SSH server with a small shell, RFC 4253, RFC 4252 (passwords) and RFC 4254 (sessions). */
export const sshServerProgram = (spec: SshServerSpec): Program<SshState<ServerSession>> => {
  const role: Role<ServerSession> = {
    side: 'server',
    begin: { type: 'listen', protocol: 'tcp', port: spec.port },
    session: { isAsking: false, user: null, attempts: 0, channels: new Map() },
    believes: () => true,
    opened: () => undefined,
    take: (turn, message) => {
      if (turn.session.user === null) logIn(turn, spec, message);
      else serve(turn, spec, message);
    },
    ended: () => undefined,
  };
  return sshProgram(role);
};
