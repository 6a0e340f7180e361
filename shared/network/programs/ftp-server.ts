import { ftpClient } from '../../protocols/ftp.ts';
import {
  answer,
  type FtpHeard,
  type FtpServerConfig,
  type FtpSession,
  type FtpTalk,
  refuse,
  say,
} from './ftp-commands.ts';
import {
  dataEnded,
  dataOpened,
  dataReceived,
  type FtpDesk,
  ftpReply,
  withoutChannel,
} from './ftp-transfer.ts';
import { type Connected, type LineState, lineProgram, type Shared } from './line-program.ts';
import type { Program } from './program.ts';

/** State of an FTP server; what was stored is in `common.files`. */
export type FtpServerState = LineState<FtpDesk, FtpSession>;

const opened = (
  { passivePorts }: FtpServerConfig,
  common: FtpDesk,
  { connection, peer, localPort }: Connected,
): FtpHeard => {
  const channel = common.channels.find(
    one =>
      one.data === null &&
      (localPort === undefined ? one.peer === peer.address : one.port === localPort),
  );
  const isData = localPort === undefined ? channel !== undefined : passivePorts.includes(localPort);
  if (!isData) {
    const session = { peer: peer.address, user: '', isIn: false, folder: '/', type: 'A' } as const;
    return { common, session, effects: [ftpReply(connection, 220, 'Who is there?')] };
  }
  if (channel !== undefined) {
    return { ...dataOpened(common, channel, connection, peer.address), session: null };
  }
  return { common, session: null, effects: [{ type: 'finish', connection }] };
};

const gone = ({ common, connection }: FtpTalk): Shared<FtpDesk> => {
  const data = common.channels.find(({ control }) => control === connection)?.data ?? null;
  return {
    common: withoutChannel(common, connection),
    effects: data === null ? [] : [{ type: 'finish', connection: data }],
  };
};

/** An FTP server with passive data connections, RFC 959 and RFC 2428 §3. */
export const ftpServerProgram = (config: FtpServerConfig): Program<FtpServerState> =>
  lineProgram<FtpDesk, FtpSession>({
    reads: () => ({ codec: ftpClient, mode: 'ready' }),
    begin: () => ({
      common: { files: config.files, channels: [] },
      effects: [config.port, ...config.passivePorts].map(port => ({
        type: 'listen',
        protocol: 'tcp',
        port,
      })),
    }),
    opened: (common, event) => opened(config, common, event),
    heard: (talk, line) => (line.ok ? answer(config, talk, line.value) : refuse(talk, line.error)),
    overflowed: talk => ({ ...say(talk, 421, 'The line is too long'), session: null }),
    ended: gone,
    elsewhere: (common, event) => {
      if (event.type === 'received') return dataReceived(common, event.connection, event.bytes);
      if (event.type === 'finished') return dataEnded(common, event.connection, true);
      if (event.type === 'broken') return dataEnded(common, event.connection, false);
      return { common, effects: [] };
    },
  });
