import { text, utf8 } from '../../../base/bytes.ts';
import { stringAt, u32Of } from '../../../protocols/ssh/strings.ts';
import { bytesOfCharacters, charactersOf } from '../../../protocols/text.ts';
import { shellAnswer } from '../telnet-shell.ts';
import { type Message, say, type Turn } from './connection.ts';
import { pour } from './outlet.ts';
import type { ServerChannel, ServerSession, SshServerSpec } from './server-session.ts';
import { PROMPT, type Typing, typeKey } from './typing.ts';

type Request = Extract<Message['body'], { readonly is: 'request' }>['value'];

const NOT_FOUND = 127;

/** Sends output; with a status the channel ends behind it, RFC 4254 §6.10 and §5.3. */
export const output = (
  turn: Turn<ServerSession>,
  channel: ServerChannel,
  bytes: Uint8Array,
  status: number | null = channel.status,
): ServerChannel => {
  const poured = { ...pour(turn, channel, bytes), status };
  if (status === null || poured.waiting.length > 0 || poured.isClosed) return poured;
  const recipientChannel = channel.theirs;
  const more = u32Of(status);
  const value = { recipientChannel, request: 'exit-status', wantReply: 0, more };
  say(turn, { is: 'request', value });
  say(turn, { is: 'eof', value: { recipientChannel } });
  say(turn, { is: 'close', value: { recipientChannel } });
  return { ...poured, isClosed: true };
};

const answerTo = (turn: Turn<ServerSession>, spec: SshServerSpec, line: string): string | null =>
  shellAnswer(
    { user: turn.session.user ?? '', files: spec.files, terminal: '', width: 80, height: 24 },
    line,
  );

const withoutReturns = (answer: string): string => answer.replace(/\r\n/g, '\n');

/** Runs a command to its end, RFC 4254 §6.5. */
const runCommand = (
  turn: Turn<ServerSession>,
  spec: SshServerSpec,
  channel: ServerChannel,
  command: string,
): ServerChannel => {
  const answer = answerTo(turn, spec, command) ?? '';
  const status = answer.endsWith(': not found\r\n') ? NOT_FOUND : 0;
  const shown = bytesOfCharacters(channel.hasTerminal ? answer : withoutReturns(answer));
  return output(turn, { ...channel, runs: 'command' }, shown, status);
};

/** Takes what is typed at the shell. */
export const typeAt = (
  turn: Turn<ServerSession>,
  spec: SshServerSpec,
  channel: ServerChannel,
  bytes: Uint8Array,
): ServerChannel => {
  const { hasTerminal } = channel;
  let typing: Typing = { typed: channel.typed, shown: '', isOver: false };
  for (const key of charactersOf(bytes, 0, bytes.length)) {
    if (typing.isOver) break;
    typing = typeKey(key, typing, hasTerminal, line => answerTo(turn, spec, line));
  }
  const { typed, shown, isOver } = typing;
  const said = bytesOfCharacters(hasTerminal ? shown : withoutReturns(shown));
  return output(turn, { ...channel, typed }, said, isOver ? 0 : null);
};

/** What a request makes of a channel, or undefined where it cannot be granted. `granted` says yes before any output. */
const grantRequest = (
  turn: Turn<ServerSession>,
  spec: SshServerSpec,
  channel: ServerChannel,
  { request, more }: Request,
  granted: () => void,
): ServerChannel | undefined => {
  const isFree = channel.runs === 'nothing';
  if (request === 'pty-req' && isFree) {
    granted();
    return { ...channel, hasTerminal: true };
  }
  if (request === 'shell' && isFree) {
    granted();
    const prompt = utf8(channel.hasTerminal ? PROMPT : '');
    return output(turn, { ...channel, runs: 'shell' }, prompt);
  }
  const command = stringAt(more, 0);
  if (request === 'exec' && isFree && command !== undefined) {
    granted();
    return runCommand(turn, spec, channel, text(command));
  }
  if (request === 'subsystem' && isFree && command !== undefined && text(command) === 'sftp') {
    granted();
    return { ...channel, runs: 'sftp' };
  }
  return undefined;
};

/** A wish for a channel, RFC 4254 §5.4 and §6. */
export const takeRequest = (
  turn: Turn<ServerSession>,
  spec: SshServerSpec,
  channel: ServerChannel,
  request: Request,
): ServerChannel => {
  const value = { recipientChannel: channel.theirs };
  const reply = (is: 'success' | 'failure') => {
    if (request.wantReply !== 0) say(turn, { is, value });
  };
  const changed = grantRequest(turn, spec, channel, request, () => reply('success'));
  if (changed === undefined) reply('failure');
  return changed ?? channel;
};
