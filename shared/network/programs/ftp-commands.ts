import { formatIpv4 } from '../../base/address.ts';
import type { Issue } from '../../protocols/issue.ts';
import type { DecodedLine } from '../../protocols/line-codec.ts';
import { isFolder, listing, nameList, resolvePath } from './ftp-files.ts';
import {
  channelOf,
  contentAs,
  type FtpDesk,
  type FtpJob,
  ftpReply,
  promise,
  startJob,
  withoutChannel,
} from './ftp-transfer.ts';
import type { Heard, Talk } from './line-program.ts';
import type { IpAddress } from './program.ts';

/** What an FTP server must know. */
export interface FtpServerConfig {
  readonly port: number;
  /** Ports at which it waits for data connections. */
  readonly passivePorts: readonly number[];
  /** Passwords by name; `anonymous` takes any. */
  readonly users: Readonly<Record<string, string>>;
  readonly files: Readonly<Record<string, string>>;
  readonly isWritable: boolean;
}

/** One control connection. */
export interface FtpSession {
  readonly peer: IpAddress;
  readonly user: string;
  readonly isIn: boolean;
  readonly folder: string;
  readonly type: 'A' | 'I';
}

/** A control connection in its surroundings. */
export type FtpTalk = Talk<FtpDesk, FtpSession>;
/** What follows on a line of it. */
export type FtpHeard = Heard<FtpDesk, FtpSession>;
type Command = (config: FtpServerConfig, talk: FtpTalk, line: DecodedLine) => FtpHeard;

/** The same session, and a reply. */
export const say = (
  { common, session, connection }: FtpTalk,
  code: number,
  ...lines: readonly string[]
): FtpHeard => ({ common, session, effects: [ftpReply(connection, code, ...lines)] });

const change = (talk: FtpTalk, changes: Partial<FtpSession>): FtpTalk => ({
  ...talk,
  session: { ...talk.session, ...changes },
});

const pathIn = ({ session }: FtpTalk, { texts }: DecodedLine): string =>
  resolvePath(session.folder, texts.path ?? '');

const password: Command = ({ users }, talk, { texts }) => {
  const { user } = talk.session;
  if (user === '') return say(talk, 503, 'Say USER first');
  const isAnonymous = user.toLowerCase() === 'anonymous' && Object.hasOwn(users, 'anonymous');
  const isRight = Object.hasOwn(users, user) && users[user] === (texts.string ?? '');
  return isAnonymous || isRight
    ? say(change(talk, { isIn: true }), 230, 'You are in')
    : say(change(talk, { user: '' }), 530, 'That is not right');
};

const freePort = (
  { passivePorts }: FtpServerConfig,
  { common, connection }: FtpTalk,
): number | undefined =>
  passivePorts.find(
    port => !common.channels.some(one => one.port === port && one.control !== connection),
  );

const passive: Command = (config, talk, { form, texts }) => {
  const { common, session, connection, facts } = talk;
  const port = freePort(config, talk);
  const own = facts.addresses.find(address => typeof address === 'number');
  if (texts.kind?.toUpperCase() === 'ALL') return say(talk, 200, 'EPSV ALL it is');
  if (texts.kind === '2') return say(talk, 522, 'Network protocol not supported, use (1)');
  if (port === undefined) return say(talk, 421, 'No port is free');
  if (form === 'pasv' && own === undefined) return say(talk, 425, 'No IPv4 here, say EPSV');
  const numbers = `${formatIpv4(Number(own ?? 0))}.${port >> 8}.${port & 0xff}`;
  const reply =
    form === 'pasv'
      ? ftpReply(connection, 227, `Entering Passive Mode (${numbers.replaceAll('.', ',')})`)
      : ftpReply(connection, 229, `Entering Extended Passive Mode (|||${port}|)`);
  const turn = promise(common, connection, port, session.peer);
  return { common: turn.common, session, effects: [...turn.effects, reply] };
};

const transfer = (talk: FtpTalk, job: FtpJob): FtpHeard => {
  const channel = channelOf(talk.common, talk.connection);
  if (channel === undefined) return say(talk, 425, 'Say PASV or EPSV first');
  return { ...startJob(talk.common, channel, job), session: talk.session };
};

const retrieve: Command = (_config, talk, line) => {
  const path = pathIn(talk, line);
  const { files } = talk.common;
  if (!Object.hasOwn(files, path)) return say(talk, 550, 'No such file');
  return transfer(talk, { kind: 'send', content: contentAs(files[path] ?? '', talk.session.type) });
};

const store: Command = ({ isWritable }, talk, line) => {
  const path = pathIn(talk, line);
  if (!isWritable || path === '/' || isFolder(talk.common.files, path)) {
    return say(talk, 550, 'That cannot be written');
  }
  const isText = talk.session.type === 'A';
  return transfer(talk, { kind: 'receive', path, isText, received: new Uint8Array(0) });
};

const list: Command = (_config, talk, line) => {
  // Clients hand options of ls over, such as -a.
  const typed = (line.texts.path ?? '').replace(/^-\S*\s*/, '');
  const folder = resolvePath(talk.session.folder, typed);
  const { files } = talk.common;
  if (!isFolder(files, folder)) return say(talk, 550, 'No such folder');
  const content = line.form === 'list' ? listing(files, folder) : nameList(files, folder);
  return transfer(talk, { kind: 'send', content });
};

const changeFolder: Command = (_config, talk, line) => {
  const folder = line.form === 'cdup' ? resolvePath(talk.session.folder, '..') : pathIn(talk, line);
  return isFolder(talk.common.files, folder)
    ? say(change(talk, { folder }), 250, 'You are there')
    : say(talk, 550, 'No such folder');
};

const remove: Command = ({ isWritable }, talk, line) => {
  const path = pathIn(talk, line);
  const { common } = talk;
  if (!isWritable || !Object.hasOwn(common.files, path)) return say(talk, 550, 'Not removed');
  const files = Object.fromEntries(Object.entries(common.files).filter(([one]) => one !== path));
  return say({ ...talk, common: { ...common, files } }, 250, 'It is gone');
};

const setType: Command = (_config, talk, { texts }) => {
  const type = texts.type?.toUpperCase().startsWith('A') ? 'A' : 'I';
  return /^[EL]/i.test(texts.type ?? '')
    ? say(talk, 504, 'Only A and I')
    : say(change(talk, { type }), 200, `Type is ${type}`);
};

/** What may be said before one is in, RFC 959 §5.4. */
const BEFORE: Readonly<Record<string, Command>> = {
  user: (_config, talk, { texts }) =>
    say(change(talk, { user: texts.string ?? '', isIn: false }), 331, 'And the password?'),
  pass: password,
  quit: (_config, talk) => ({ ...say(talk, 221, 'Goodbye'), session: null }),
  noop: (_config, talk) => say(talk, 200, 'Well'),
  feat: (_config, talk) => say(talk, 211, 'Features:', ' EPSV', ' SIZE', 'End'),
  syst: (_config, talk) => say(talk, 215, 'UNIX Type: L8'),
  help: (_config, talk) => say(talk, 214, 'See RFC 959'),
};

const COMMANDS: Readonly<Record<string, Command>> = {
  pwd: (_config, talk) => say(talk, 257, `"${talk.session.folder.replaceAll('"', '""')}"`),
  cwd: changeFolder,
  cdup: changeFolder,
  type: setType,
  mode: (_config, talk, { texts }) =>
    /^S$/i.test(texts.mode ?? '') ? say(talk, 200, 'Stream') : say(talk, 504, 'Only S'),
  stru: (_config, talk, { texts }) =>
    /^F$/i.test(texts.structure ?? '') ? say(talk, 200, 'File') : say(talk, 504, 'Only F'),
  pasv: passive,
  epsv: passive,
  retr: retrieve,
  stor: store,
  list,
  nlst: list,
  dele: remove,
  size: (_config, talk, line) => {
    const content = talk.common.files[pathIn(talk, line)];
    return content === undefined
      ? say(talk, 550, 'No such file')
      : say(talk, 213, String(contentAs(content, talk.session.type).length));
  },
  abor: (_config, talk) =>
    say({ ...talk, common: withoutChannel(talk.common, talk.connection) }, 226, 'Stopped'),
};

/** Answers a command, RFC 959 §4.1 and §5.4. */
export const answer: Command = (config, talk, line) => {
  const early = BEFORE[line.form];
  if (early !== undefined) return early(config, talk, line);
  const command = COMMANDS[line.form];
  if (command === undefined) return say(talk, 502, 'Not done here');
  return talk.session.isIn ? command(config, talk, line) : say(talk, 530, 'Log in first');
};

/** Answers a line that is no command: 500, or 501 for its argument. */
export const refuse = (talk: FtpTalk, { code }: Issue): FtpHeard =>
  code === 'text/unknown-command' || code === 'text/line-too-long'
    ? say(talk, 500, code === 'text/line-too-long' ? 'Too long' : 'No such command')
    : say(talk, 501, 'The argument is not right');
