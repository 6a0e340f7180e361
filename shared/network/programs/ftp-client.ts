import { concat } from '../../base/bytes.ts';
import { extendedPassivePort, ftpClient, ftpServer, passivePort } from '../../protocols/ftp.ts';
import { bytesOfCharacters, charactersOf } from '../../protocols/text.ts';
import { type LineState, lineProgram, type Shared } from './line-program.ts';
import type { Peer, Program, ProgramEffect, ProgramEvent } from './program.ts';

/** What a user of an FTP client wants. `content` has one character a byte. */
export interface FtpClientSpec {
  readonly server: Peer;
  readonly user: string;
  readonly password: string;
  readonly wish:
    | { readonly kind: 'list' | 'fetch'; readonly path: string }
    | { readonly kind: 'store'; readonly path: string; readonly content: string };
}

/** What was said last, so that the reply to it is awaited. */
type Phase = 'greeting' | 'user' | 'pass' | 'type' | 'epsv' | 'pasv' | 'transfer' | 'quit';

interface FtpWork {
  readonly phase: Phase;
  readonly received: Uint8Array;
  readonly isDataOpen: boolean;
  /** The server has said that it waits for the data. */
  readonly isInvited: boolean;
  readonly isDataOver: boolean;
  readonly isReplied: boolean;
  /** The code that ended it too early; 0 without one. */
  readonly failure: number;
}

const CONTROL = -1;
const DATA = -2;
const MAXIMUM_BYTES = 10_000_000;

type Turn = Shared<FtpWork>;

const say = (
  work: FtpWork,
  phase: Phase,
  form: string,
  texts: Readonly<Record<string, string>> = {},
): Turn => ({
  common: { ...work, phase },
  effects: [{ type: 'send', connection: CONTROL, bytes: ftpClient.encode(form, texts) }],
});

const fail = (work: FtpWork, failure: number): Turn => say({ ...work, failure }, 'quit', 'quit');

const openData = (work: FtpWork, { wish }: FtpClientSpec, peer: Peer): Turn => {
  const form = { list: 'list', fetch: 'retr', store: 'stor' }[wish.kind];
  const said = say(work, 'transfer', form, { path: wish.path });
  const connect: ProgramEffect = { type: 'connect', connection: DATA, peer };
  return { common: said.common, effects: [connect, ...said.effects] };
};

/** Done when both the data and the reply about it have come, in either order. */
const settled = (work: FtpWork): Turn =>
  work.isDataOver && work.isReplied ? say(work, 'quit', 'quit') : { common: work, effects: [] };

const upload = (work: FtpWork, { wish }: FtpClientSpec): Turn => {
  const isReady = work.isDataOpen && work.isInvited && !work.isDataOver;
  if (wish.kind !== 'store' || !isReady) return { common: work, effects: [] };
  const bytes = bytesOfCharacters(wish.content);
  return {
    common: { ...work, isDataOver: true },
    effects: [
      { type: 'send', connection: DATA, bytes },
      { type: 'finish', connection: DATA },
    ],
  };
};

type After = (work: FtpWork, code: number, text: string, spec: FtpClientSpec) => Turn;

const login: After = (work, code, _text, spec) => {
  if (code === 331) return say(work, 'pass', 'pass', { string: spec.password });
  return code === 230 ? say(work, 'type', 'type', { type: 'I' }) : fail(work, code);
};

/** What follows on a reply to each command, RFC 959 §6. */
const AFTER: Readonly<Record<Phase, After>> = {
  greeting: (work, code, _text, spec) =>
    code === 220 ? say(work, 'user', 'user', { string: spec.user }) : fail(work, code),
  user: login,
  pass: login,
  type: (work, code) => (code === 200 ? say(work, 'epsv', 'epsv') : fail(work, code)),
  epsv: (work, code, text, spec) => {
    const port = code === 229 ? extendedPassivePort(text) : null;
    // An old server knows PASV only, RFC 2428 §3.
    if (port === null) return say(work, 'pasv', 'pasv');
    return openData(work, spec, { address: spec.server.address, port });
  },
  pasv: (work, code, text, spec) => {
    const place = code === 227 ? passivePort(text) : null;
    return place === null ? fail(work, code) : openData(work, spec, place);
  },
  transfer: (work, code, _text, spec) => {
    if (code >= 400) return fail(work, code);
    if (code < 200) return upload({ ...work, isInvited: true }, spec);
    return settled({ ...work, isReplied: true });
  },
  quit: work => ({ common: work, effects: [] }),
};

const result = ({ received, failure }: FtpWork): ProgramEffect => ({
  type: 'done',
  met: failure === 0,
  result: failure === 0 ? charactersOf(received, 0, received.length) : String(failure),
});

const broken = (work: FtpWork, why: string): Turn => ({
  common: work,
  effects: [{ type: 'done', met: false, result: why }],
});

/** What happens on the data connection, or when no connection comes about. */
const onData = (work: FtpWork, event: ProgramEvent, { wish }: FtpClientSpec): Turn => {
  const nothing = { common: work, effects: [] };
  if (event.type !== 'broken' && 'connection' in event && event.connection !== DATA) return nothing;
  switch (event.type) {
    case 'received':
      return work.received.length < MAXIMUM_BYTES
        ? { ...nothing, common: { ...work, received: concat(work.received, event.bytes) } }
        : nothing;
    case 'finished': {
      const turn = settled({ ...work, isDataOver: true });
      const finish = { type: 'finish', connection: DATA } as const;
      return wish.kind === 'store' ? turn : { ...turn, effects: [finish, ...turn.effects] };
    }
    case 'broken':
      if (event.connection === CONTROL) return broken(work, event.why);
      return work.isDataOver ? nothing : fail(work, 425);
    default:
      return nothing;
  }
};

/** An FTP client that lists, fetches or brings one thing over a passive data connection, RFC 959 and RFC 2428. Its result
 *  is what was fetched, or the reply code that ended it. */
export const ftpClientProgram = (spec: FtpClientSpec): Program<LineState<FtpWork, string>> =>
  lineProgram<FtpWork, string>({
    reads: mode => ({ codec: ftpServer, mode }),
    begin: () => ({
      common: {
        phase: 'greeting',
        received: new Uint8Array(0),
        isDataOpen: false,
        isInvited: false,
        isDataOver: false,
        isReplied: false,
        failure: 0,
      },
      effects: [{ type: 'connect', connection: CONTROL, peer: spec.server }],
    }),
    opened: (common, { connection }) =>
      connection === CONTROL
        ? { common, session: 'ready', effects: [] }
        : { ...upload({ ...common, isDataOpen: true }, spec), session: null },
    heard: ({ common }, line) => {
      if (!line.ok) return { ...broken(common, line.error.code), session: null };
      const { nextMode, texts, form } = line.value;
      const { code, text = '', separator } = texts;
      const isLast = form === 'reply' && separator !== '-';
      if (!isLast) return { common, session: nextMode, effects: [] };
      if (common.phase === 'quit') return { common, session: null, effects: [result(common)] };
      return { ...AFTER[common.phase](common, Number(code), text, spec), session: nextMode };
    },
    overflowed: ({ common }) => ({ ...broken(common, 'text/line-too-long'), session: null }),
    ended: ({ common }) =>
      common.phase === 'quit' ? { common, effects: [result(common)] } : broken(common, 'closed'),
    elsewhere: (common, event) => onData(common, event, spec),
  });
