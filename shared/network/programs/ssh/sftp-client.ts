import type { Program } from '../program.ts';
import {
  type ChannelUse,
  type ClientSession,
  channelProgram,
  leave,
  sendInto,
  tell,
} from './client-channel.ts';
import type { Login } from './client-login.ts';
import type { Turn } from './connection.ts';
import { greeting, NEW_ASKING, type SftpAsking, type SftpWish, takeAnswers } from './sftp-asks.ts';
import type { SshState } from './ssh-program.ts';

/** What a user of SFTP wants, and where. */
export interface SftpClientSpec extends Login {
  readonly wish: SftpWish;
}

const takeOutput = (
  turn: Turn<ClientSession<SftpAsking>>,
  wish: SftpWish,
  data: Uint8Array,
): void => {
  const { asking, asks } = takeAnswers(turn.session.work, wish, data);
  turn.session = { ...turn.session, work: asking };
  if (asks.length > 0) sendInto(turn, asks);
  if (asking.phase !== 'over') return;
  tell(turn, asking.outcome?.met === true, asking.outcome?.result ?? '');
  leave(turn);
};

const moving = (wish: SftpWish): ChannelUse<SftpAsking> => ({
  request: 'subsystem',
  word: 'sftp',
  work: NEW_ASKING,
  begun: turn => sendInto(turn, greeting()),
  takeData: (turn, data, from) => {
    if (from === 'output') takeOutput(turn, wish, data);
  },
  takeRequest: () => undefined,
  closed: turn => tell(turn, false, 'the server has closed the channel'),
});

/** A client of SFTP, which is a subsystem of SSH (RFC 4254 §6.5): logs in, opens, reads and closes one file or folder. */
export const sftpClientProgram = ({
  wish,
  ...login
}: SftpClientSpec): Program<SshState<ClientSession<SftpAsking>>> =>
  channelProgram(login, moving(wish));
