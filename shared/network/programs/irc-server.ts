import { formatIpv4 } from '../../base/address.ts';
import { irc, parametersIn } from '../../protocols/irc.ts';
import { leave, obey } from './irc-commands.ts';
import { type Hall, messageTo, userAt, withUser } from './irc-hall.ts';
import { type Heard, type LineState, lineProgram, type Talk } from './line-program.ts';
import type { Program } from './program.ts';

/** What an IRC server must know. */
export interface IrcServerConfig {
  readonly serverName: string;
  readonly port: number;
}

const MOST_USERS = 1000;

/** Who is connected is in the hall; a conversation needs no more. */
type IrcTalk = Talk<Hall, 'chatting'>;

const hear = (
  { serverName }: IrcServerConfig,
  { common, connection }: IrcTalk,
  texts: Readonly<Record<string, string>>,
): Heard<Hall, 'chatting'> => {
  const me = userAt(common, connection);
  if (me === undefined) return { common, session: null, effects: [] };
  const words = parametersIn(texts.parameters ?? '');
  const turn = obey({ serverName, hall: common, me, words }, texts.command ?? '');
  return { common: turn.hall, session: turn.isOver ? null : 'chatting', effects: turn.effects };
};

const left = ({ common, connection }: IrcTalk, why: string) => {
  const me = userAt(common, connection);
  if (me === undefined) return { common, effects: [] };
  const turn = leave(common, me, why);
  return { common: turn.hall, effects: turn.effects };
};

/** An IRC server that stands alone, RFC 2812: it passes on what users say to a channel or to each other. */
export const ircServerProgram = (config: IrcServerConfig): Program<LineState<Hall, 'chatting'>> =>
  lineProgram<Hall, 'chatting'>({
    reads: () => ({ codec: irc, mode: 'ready' }),
    begin: () => ({
      common: { users: [], channels: [] },
      effects: [{ type: 'listen', protocol: 'tcp', port: config.port }],
    }),
    opened: (common, { connection, peer }) => {
      if (common.users.length >= MOST_USERS) {
        const effects = [messageTo(connection, '', 'ERROR', 'The server is full')];
        return { common, session: null, effects: [...effects, { type: 'finish', connection }] };
      }
      const host = typeof peer.address === 'number' ? formatIpv4(peer.address) : 'ipv6';
      const hall = withUser(common, { connection, nick: '', user: '', host });
      return { common: hall, session: 'chatting', effects: [] };
    },
    heard: (talk, line) => {
      const { common, session, connection } = talk;
      if (line.ok) return hear(config, talk, line.value.texts);
      // An empty line is silently ignored, RFC 2812 §2.3.1; what cannot be read is answered.
      if (line.error.given === '') return { common, session, effects: [] };
      const isLong = line.error.code === 'text/line-too-long';
      const [code, why] = isLong ? ['417', 'Input line was too long'] : ['421', 'Unknown command'];
      const nick = userAt(common, connection)?.nick || '*';
      const effects = [messageTo(connection, config.serverName, code, nick, why)];
      return { common, session, effects };
    },
    overflowed: talk => {
      const { effects, common } = left(talk, 'Line too long');
      const last = messageTo(talk.connection, '', 'ERROR', 'The line is too long');
      return { common, session: null, effects: [...effects, last] };
    },
    ended: (talk, why) => left(talk, why === 'broken' ? 'Connection reset' : 'Connection closed'),
    elsewhere: common => ({ common, effects: [] }),
  });
