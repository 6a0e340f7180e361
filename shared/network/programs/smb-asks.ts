import type { SMB_COMMANDS, smb2Packet } from '../../protocols/smb/smb2.ts';
import type { Peer } from './program.ts';

/** Which share of which server; `file` to get, or nothing to list what there is. */
export interface SmbClientSpec {
  readonly server: Peer;
  readonly serverName: string;
  readonly share: string;
  readonly file: string;
}

type Draft = NonNullable<Parameters<typeof smb2Packet.encode>[0]['message']>;

/** One request: its command and body. */
export interface Ask {
  readonly command: keyof typeof SMB_COMMANDS;
  readonly body: NonNullable<Draft['body']>;
}

/** The open file, and what has come of it. */
export interface SmbProgress {
  readonly content: Uint8Array;
  readonly file: { readonly filePersistent: bigint; readonly fileVolatile: bigint };
}

const READ_BYTES = 32_768;
const LIST_CLASS = 37;
const SHARE_ALL = 7;
const OPEN = 1;
const IMPERSONATE = 2;
const MAY_READ = 0x00_12_00_89;
const A_DIRECTORY = 1;
const NO_DIRECTORY = 64;

/** A step of logging on. */
export const setup = (token: Uint8Array): Ask => ({
  command: 'sessionSetup',
  body: { is: 'sessionSetupRequest', value: { securityMode: 1, token } },
});

/** Which versions the client speaks. */
export const FIRST: Ask = {
  command: 'negotiate',
  body: { is: 'negotiateRequest', value: { securityMode: 1, dialects: [0x0202, 0x0210] } },
};

/** Opens the share. */
export const treeConnect = ({ serverName, share }: SmbClientSpec): Ask => ({
  command: 'treeConnect',
  body: { is: 'treeConnectRequest', value: { path: `\\\\${serverName}\\${share}` } },
});

/** Opens the file, or the root of the share. */
export const create = ({ file }: SmbClientSpec): Ask => ({
  command: 'create',
  body: {
    is: 'createRequest',
    value: {
      impersonation: IMPERSONATE,
      desiredAccess: MAY_READ,
      shareAccess: SHARE_ALL,
      disposition: OPEN,
      options: file === '' ? A_DIRECTORY : NO_DIRECTORY,
      name: file,
      contexts: new Uint8Array(file === '' ? 1 : 0),
    },
  },
});

/** The next piece of the file, or of the list. */
export const more = ({ file }: SmbClientSpec, state: SmbProgress): Ask => {
  if (file === '') {
    const value = {
      ...state.file,
      informationClass: LIST_CLASS,
      outputSize: READ_BYTES,
      pattern: '*',
    };
    return { command: 'queryDirectory', body: { is: 'queryDirectoryRequest', value } };
  }
  const offset = BigInt(state.content.length);
  const value = { ...state.file, length: READ_BYTES, offset, buffer: new Uint8Array(1) };
  return { command: 'read', body: { is: 'readRequest', value } };
};

/** Closes what is open. */
export const close = ({ file }: SmbProgress): Ask => ({
  command: 'close',
  body: { is: 'closeRequest', value: file },
});

/** Leaves the share. */
export const DISCONNECT: Ask = {
  command: 'treeDisconnect',
  body: { is: 'treeDisconnectRequest', value: {} },
};
/** Ends the session. */
export const LOG_OFF: Ask = { command: 'logoff', body: { is: 'logoffRequest', value: {} } };
