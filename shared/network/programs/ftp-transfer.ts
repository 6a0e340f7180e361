import { concat } from '../../base/bytes.ts';
import { ftpServer } from '../../protocols/ftp.ts';
import { bytesOfCharacters, charactersOf } from '../../protocols/text.ts';
import { asText, type FtpFiles } from './ftp-files.ts';
import type { IpAddress, ProgramEffect } from './program.ts';

/** What is to go over a data connection. */
export type FtpJob =
  | { readonly kind: 'send'; readonly content: string }
  | {
      readonly kind: 'receive';
      readonly path: string;
      readonly isText: boolean;
      readonly received: Uint8Array;
    };

/** A port that is promised to one control connection, RFC 959 §3.2; the data connection once it is there. */
export interface DataChannel {
  readonly control: number;
  readonly port: number;
  readonly peer: IpAddress;
  readonly data: number | null;
  readonly job: FtpJob | null;
}

/** What all conversations of an FTP server share. */
export interface FtpDesk {
  readonly files: FtpFiles;
  readonly channels: readonly DataChannel[];
}

/** The desk after a step, and what is to be done. */
export interface DeskTurn {
  readonly common: FtpDesk;
  readonly effects: readonly ProgramEffect[];
}

const MAXIMUM_FILE_BYTES = 1_000_000;

/** A reply on a control connection: a line, or several. */
export const ftpReply = (
  connection: number,
  code: number,
  ...lines: readonly string[]
): ProgramEffect => ({
  type: 'send',
  connection,
  bytes: concat(
    ...lines.map((text, index) =>
      ftpServer.encode('reply', {
        code: String(code),
        separator: index === lines.length - 1 ? ' ' : '-',
        text,
      }),
    ),
  ),
});

/** The desk without the channel of that control connection. */
export const withoutChannel = (desk: FtpDesk, control: number): FtpDesk => ({
  ...desk,
  channels: desk.channels.filter(channel => channel.control !== control),
});

const withChannel = (desk: FtpDesk, channel: DataChannel): FtpDesk => ({
  ...desk,
  channels: [...withoutChannel(desk, channel.control).channels, channel],
});

/** Begins when both the job and the connection are there. */
const begin = (desk: FtpDesk, channel: DataChannel): DeskTurn => {
  const { data, job, control } = channel;
  if (data === null || job?.kind !== 'send') {
    return { common: withChannel(desk, channel), effects: [] };
  }
  const bytes = bytesOfCharacters(job.content);
  return {
    common: withoutChannel(desk, control),
    effects: [
      { type: 'send', connection: data, bytes },
      { type: 'finish', connection: data },
      ftpReply(control, 226, 'All of it is sent'),
    ],
  };
};

/** The promised port of that control connection, where one is open for a job. */
export const channelOf = (desk: FtpDesk, control: number): DataChannel | undefined =>
  desk.channels.find(channel => channel.control === control && channel.job === null);

/** Promises a port; an older promise to the same connection is void. */
export const promise = (
  desk: FtpDesk,
  control: number,
  port: number,
  peer: IpAddress,
): DeskTurn => {
  const old = desk.channels.find(channel => channel.control === control)?.data ?? null;
  const effects = old === null ? [] : [{ type: 'finish', connection: old } as const];
  return { common: withChannel(desk, { control, port, peer, data: null, job: null }), effects };
};

/** Gives the channel something to do. */
export const startJob = (desk: FtpDesk, channel: DataChannel, job: FtpJob): DeskTurn => {
  const turn = begin(desk, { ...channel, job });
  const word = channel.data === null ? 'Waiting for the data connection' : 'Here it comes';
  return { ...turn, effects: [ftpReply(channel.control, 150, word), ...turn.effects] };
};

/** A data connection has come in: from whom the port was promised to, or it is hung up (RFC 2577 §8 tells why). */
export const dataOpened = (
  desk: FtpDesk,
  channel: DataChannel,
  data: number,
  peer: IpAddress,
): DeskTurn =>
  channel.peer === peer && channel.data === null
    ? begin(desk, { ...channel, data })
    : { common: desk, effects: [{ type: 'finish', connection: data }] };

/** Bytes on a data connection: kept while a file is being brought, up to a million. */
export const dataReceived = (desk: FtpDesk, data: number, bytes: Uint8Array): DeskTurn => {
  const channel = desk.channels.find(one => one.data === data);
  if (channel?.job?.kind !== 'receive') return { common: desk, effects: [] };
  const received = concat(channel.job.received, bytes);
  if (received.length > MAXIMUM_FILE_BYTES) {
    const { control } = channel;
    const effects = [
      { type: 'finish', connection: data } as const,
      ftpReply(control, 552, 'The file is too large'),
    ];
    return { common: withoutChannel(desk, control), effects };
  }
  return {
    common: withChannel(desk, { ...channel, job: { ...channel.job, received } }),
    effects: [],
  };
};

/** A data connection has ended: what was brought is a file now, RFC 959 §3.4.1. */
export const dataEnded = (desk: FtpDesk, data: number, isWhole: boolean): DeskTurn => {
  const channel = desk.channels.find(one => one.data === data);
  if (channel === undefined) return { common: desk, effects: [] };
  const { control, job } = channel;
  const rest = withoutChannel(desk, control);
  const finish = { type: 'finish', connection: data } as const;
  if (job?.kind !== 'receive') return { common: rest, effects: isWhole ? [finish] : [] };
  if (!isWhole) return { common: rest, effects: [ftpReply(control, 426, 'The connection broke')] };
  const characters = charactersOf(job.received, 0, job.received.length);
  const content = job.isText ? characters.replaceAll('\r\n', '\n') : characters;
  return {
    common: { ...rest, files: { ...rest.files, [job.path]: content } },
    effects: [finish, ftpReply(control, 226, 'All of it has come')],
  };
};

/** A file as it is sent in that type. */
export const contentAs = (content: string, type: 'A' | 'I'): string =>
  type === 'A' ? asText(content) : content;
