import type { Outlet } from './outlet.ts';
import type { SftpSession } from './sftp-server.ts';

/** What a server needs to know: who may come in, and what lies there. */
export interface SshServerSpec {
  readonly port: number;
  /** Passwords by user. */
  readonly users: Readonly<Record<string, string>>;
  /** Files by their whole path. */
  readonly files: Readonly<Record<string, string>>;
}

/** One visitor of a server. */
export interface ServerSession {
  /** Asked for the login service, RFC 4253 §10. */
  readonly isAsking: boolean;
  readonly user: string | null;
  readonly attempts: number;
  readonly channels: ReadonlyMap<number, ServerChannel>;
}

/** One channel of a visitor, RFC 4254 §6, and what runs in it. */
export interface ServerChannel extends Outlet {
  readonly runs: 'nothing' | 'command' | 'shell' | 'sftp';
  readonly sftp: SftpSession;
  /** A terminal shows what comes back, so that the shell has to echo. */
  readonly hasTerminal: boolean;
  /** A line of the shell that is not whole. */
  readonly typed: string;
  /** The exit status of what ran; the channel is closed with it once everything is sent. */
  readonly status: number | null;
  readonly isClosed: boolean;
}
