import { concat, utf8 } from '../../base/bytes.ts';
import {
  ntlmChallenge,
  ntlmKind,
  offerOfMechanisms,
  stepOfMechanism,
} from '../../protocols/smb/security-token.ts';
import { SMB_STATUS, type Smb2Message, type smb2Packet } from '../../protocols/smb/smb2.ts';

/** What an SMB server must know: its name, one share, and the share's files by name. */
export interface SmbServerConfig {
  readonly port: number;
  readonly serverName: string;
  readonly share: string;
  readonly files: Readonly<Record<string, string>>;
}

/** A file that a client has open. */
interface OpenFile {
  /** Empty for the share's root. */
  readonly name: string;
  readonly wasListed: boolean;
}

/** A client's session: whether it has logged on, its shares by tree number, its open files by number. */
export interface SmbSession {
  readonly isLoggedOn: boolean;
  readonly trees: ReadonlyMap<number, 'disk' | 'pipe'>;
  readonly files: ReadonlyMap<number, OpenFile>;
  readonly next: number;
  readonly unread: Uint8Array;
}

/** A session at its beginning. */
export const NEW_SMB_SESSION: SmbSession = {
  isLoggedOn: false,
  trees: new Map(),
  files: new Map(),
  next: 1,
  unread: new Uint8Array(0),
};

type Packet = Parameters<typeof smb2Packet.encode>[0];
type Message = NonNullable<Packet['message']>;
type Body = NonNullable<Message['body']>;

/** A session after a request, and what is answered. */
export interface SmbStep {
  readonly session: SmbSession;
  readonly answer: { readonly status: number; readonly body: Body } & Pick<
    Message,
    'sessionId' | 'treeId'
  >;
}

/** What else a step needs: the clock, as Windows counts, and a random challenge. */
export interface SmbMoment {
  readonly time: bigint;
  readonly challenge: Uint8Array;
}

const DIALECT_2_0_2 = 0x0202;
const DIALECT_2_1 = 0x0210;
const SESSION = 1n;
const GUEST = 1;
const MOST_BYTES = 65_536;
const MOST_OPEN = 64;
const READ_ONLY = 0x1200a9;

type Requests = Smb2Message['body'];
/** What a request of that kind says. */
export type Request<Kind extends Requests['is']> = Extract<Requests, { is: Kind }>['value'];

/** An answer that says what is wrong. */
export const no = (session: SmbSession, status: number): SmbStep => ({
  session,
  answer: { status, body: { is: 'error', value: { explanation: new Uint8Array(1) } } },
});

/** An answer to what was asked. */
export const yes = (session: SmbSession, body: Body): SmbStep => ({
  session,
  answer: { status: SMB_STATUS.success, body },
});

/** Agrees on a version, MS-SMB2 §3.3.5.4. */
export const negotiate = (
  { serverName }: SmbServerConfig,
  session: SmbSession,
  { dialects }: Request<'negotiateRequest'>,
  { time }: SmbMoment,
): SmbStep => {
  const dialect = [DIALECT_2_1, DIALECT_2_0_2].find(one => dialects.includes(one));
  if (dialect === undefined) return no(session, SMB_STATUS.notSupported);
  const most = { maximumTransact: MOST_BYTES, maximumRead: MOST_BYTES, maximumWrite: MOST_BYTES };
  const serverGuid = concat(utf8(serverName), new Uint8Array(16)).slice(0, 16);
  const token = offerOfMechanisms();
  const value = { securityMode: 1, dialect, serverGuid, ...most, systemTime: time, token };
  return yes(session, { is: 'negotiateResponse', value });
};

/** Lets anybody in as a guest, MS-SMB2 §3.3.5.5. */
export const logOn = (
  { serverName }: SmbServerConfig,
  session: SmbSession,
  { token }: Request<'sessionSetupRequest'>,
  { challenge }: SmbMoment,
): SmbStep => {
  const setUp = (status: number, sessionFlags: number, reply: Uint8Array): SmbStep => ({
    session: { ...session, isLoggedOn: status === SMB_STATUS.success },
    answer: {
      status,
      sessionId: SESSION,
      body: { is: 'sessionSetupResponse', value: { sessionFlags, token: reply } },
    },
  });
  switch (ntlmKind(token)) {
    case 1: {
      const step = stepOfMechanism(1, ntlmChallenge(serverName.toUpperCase(), challenge));
      return setUp(SMB_STATUS.moreProcessing, 0, step);
    }
    case 3:
      return setUp(SMB_STATUS.success, GUEST, stepOfMechanism(0));
    default:
      return no(session, SMB_STATUS.accessDenied);
  }
};

/** Opens a share, MS-SMB2 §3.3.5.7. */
export const connect = (
  { share }: SmbServerConfig,
  session: SmbSession,
  { path }: Request<'treeConnectRequest'>,
): SmbStep => {
  const wanted = path.split('\\').at(-1)?.toLowerCase();
  const isPipe = wanted === 'ipc$';
  if (!isPipe && wanted !== share.toLowerCase()) return no(session, SMB_STATUS.badNetworkName);
  if (session.trees.size >= MOST_OPEN) return no(session, SMB_STATUS.accessDenied);
  const treeId = session.next;
  const trees = new Map(session.trees).set(treeId, isPipe ? 'pipe' : 'disk');
  const value = { shareType: isPipe ? 2 : 1, maximalAccess: READ_ONLY };
  const step = yes({ ...session, trees, next: treeId + 1 }, { is: 'treeConnectResponse', value });
  return { ...step, answer: { ...step.answer, treeId } };
};
