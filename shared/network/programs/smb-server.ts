import { concat } from '../../base/bytes.ts';
import { FROM_SERVER, SMB_STATUS, type Smb2Message, smb2Packet } from '../../protocols/smb/smb2.ts';
import type { Program, ProgramEffect, ProgramFacts, ProgramTurn } from './program.ts';
import { close, create, queryDirectory, queryInfo, read } from './smb-files.ts';
import {
  connect,
  logOn,
  NEW_SMB_SESSION,
  negotiate,
  no,
  type SmbMoment,
  type SmbServerConfig,
  type SmbSession,
  type SmbStep,
  yes,
} from './smb-session.ts';

/** State of an SMB server: a session by connection. */
export type SmbServerState = ReadonlyMap<number, SmbSession>;

const MOST_UNREAD = 131_072;
/** Tenths of microseconds between 1601 and 1970. */
const EPOCH = 116_444_736_000_000_000n;

const inSession = (
  config: SmbServerConfig,
  session: SmbSession,
  { body, treeId }: Smb2Message,
  moment: SmbMoment,
): SmbStep => {
  switch (body.is) {
    case 'treeConnectRequest':
      return connect(config, session, body.value);
    case 'logoffRequest':
      return yes(
        { ...NEW_SMB_SESSION, unread: session.unread },
        { is: 'logoffResponse', value: {} },
      );
    case 'treeDisconnectRequest': {
      const trees = new Map([...session.trees].filter(([id]) => id !== treeId));
      return yes({ ...session, trees }, { is: 'treeDisconnectResponse', value: {} });
    }
    default:
      return session.trees.get(treeId) === 'disk'
        ? onDisk(config, session, body, moment)
        : no(session, SMB_STATUS.notSupported);
  }
};

const onDisk = (
  config: SmbServerConfig,
  session: SmbSession,
  body: Smb2Message['body'],
  moment: SmbMoment,
): SmbStep => {
  switch (body.is) {
    case 'createRequest':
      return create(config, session, body.value, moment);
    case 'closeRequest':
      return close(session, body.value);
    case 'readRequest':
      return read(config, session, body.value);
    case 'queryDirectoryRequest':
      return queryDirectory(config, session, body.value, moment);
    case 'queryInfoRequest':
      return queryInfo(config, session, body.value, moment);
    default:
      return no(session, SMB_STATUS.notSupported);
  }
};

const obey = (
  config: SmbServerConfig,
  session: SmbSession,
  message: Smb2Message,
  moment: SmbMoment,
): SmbStep => {
  const { body } = message;
  if (body.is === 'negotiateRequest') return negotiate(config, session, body.value, moment);
  if (body.is === 'sessionSetupRequest') return logOn(config, session, body.value, moment);
  if (!session.isLoggedOn) return no(session, SMB_STATUS.accessDenied);
  return inSession(config, session, message, moment);
};

/** The answer with the numbers of its request, MS-SMB2 §3.3.4.1. */
const answerBytes = (request: Smb2Message, answer: SmbStep['answer']): Uint8Array => {
  const { command, messageId, processId, treeId, sessionId, credits } = request;
  const numbers = { command, messageId, processId, treeId, sessionId };
  const granted = Math.min(Math.max(credits, 1), 64);
  return smb2Packet.encode({
    message: { ...numbers, credits: granted, flags: FROM_SERVER, ...answer },
  });
};

const momentOf = ({ nowMicros, draw }: ProgramFacts): SmbMoment => ({
  time: EPOCH + BigInt(Math.floor(nowMicros)) * 10n,
  challenge: Uint8Array.from({ length: 8 }, (_, index) => Math.floor(draw('smb', index) * 256)),
});

const listen = (
  config: SmbServerConfig,
  before: SmbSession,
  bytes: Uint8Array,
  moment: SmbMoment,
): { readonly session: SmbSession | null; readonly says: readonly Uint8Array[] } => {
  let session = before;
  let rest = bytes;
  const says: Uint8Array[] = [];
  for (;;) {
    const found = smb2Packet.decode(rest);
    if (!found.ok) {
      const waits = found.error.needed !== undefined && rest.length <= MOST_UNREAD;
      return { session: waits ? { ...session, unread: rest } : null, says };
    }
    const { message } = found.value.header;
    const step = obey(config, session, message, moment);
    session = step.session;
    says.push(answerBytes(message, step.answer));
    rest = rest.slice(found.value.payloadStart);
  }
};

const hear = (
  config: SmbServerConfig,
  state: SmbServerState,
  connection: number,
  bytes: Uint8Array,
  facts: ProgramFacts,
): ProgramTurn<SmbServerState> => {
  const before = state.get(connection);
  if (before === undefined) return { state, effects: [] };
  const { session, says } = listen(config, before, concat(before.unread, bytes), momentOf(facts));
  const sends = says.map((one): ProgramEffect => ({ type: 'send', connection, bytes: one }));
  const next = new Map(state);
  if (session !== null) return { state: next.set(connection, session), effects: sends };
  next.delete(connection);
  return { state: next, effects: [...sends, { type: 'finish', connection }] };
};

/** A server of SMB 2.1 with one share that everybody may read as a guest, MS-SMB2 §3.3. */
export const smbServerProgram = (config: SmbServerConfig): Program<SmbServerState> => ({
  start: () => ({
    state: new Map(),
    effects: [{ type: 'listen', protocol: 'tcp', port: config.port }],
  }),
  step: (state, event, facts) => {
    if (!('connection' in event)) return { state, effects: [] };
    const { connection } = event;
    if (event.type === 'connected') {
      return { state: new Map(state).set(connection, NEW_SMB_SESSION), effects: [] };
    }
    if (event.type === 'received') return hear(config, state, connection, event.bytes, facts);
    const next = new Map(state);
    next.delete(connection);
    return {
      state: next,
      effects: event.type === 'finished' ? [{ type: 'finish', connection }] : [],
    };
  },
});
