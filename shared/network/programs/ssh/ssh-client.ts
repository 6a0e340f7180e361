import { numberAt } from '../../../protocols/structure/number.ts';
import { charactersOf } from '../../../protocols/text.ts';
import type { Program } from '../program.ts';
import { type ChannelUse, type ClientSession, channelProgram, tell } from './client-channel.ts';
import type { Login } from './client-login.ts';
import type { SshState } from './ssh-program.ts';

/** What a user of an SSH client wants: to run one command over there. */
export interface SshClientSpec extends Login {
  readonly command: string;
}

/** What the command printed, and its exit status, RFC 4254 §6.10. */
interface Printed {
  readonly output: string;
  readonly status: number | null;
}

const MOST_OUTPUT = 2 ** 20;

const running = (command: string): ChannelUse<Printed> => ({
  request: 'exec',
  word: command,
  work: { output: '', status: null },
  begun: () => undefined,
  takeData: (turn, data) => {
    const { work } = turn.session;
    const output = (work.output + charactersOf(data, 0, data.length)).slice(0, MOST_OUTPUT);
    turn.session = { ...turn.session, work: { ...work, output } };
  },
  takeRequest: (turn, request, more) => {
    if (request !== 'exit-status') return;
    const { work } = turn.session;
    turn.session = { ...turn.session, work: { ...work, status: numberAt(more, 0, 4, false) } };
  },
  closed: turn => {
    const { output, status } = turn.session.work;
    tell(turn, status === 0, output);
  },
});

/** An SSH client that logs in, runs one command and leaves. Its result is what the command printed. */
export const sshClientProgram = ({
  command,
  ...login
}: SshClientSpec): Program<SshState<ClientSession<Printed>>> =>
  channelProgram(login, running(command));
