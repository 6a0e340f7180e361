import { concat } from '../../../base/bytes.ts';
import { sftp } from '../../../protocols/ssh/sftp.ts';
import { numberAt } from '../../../protocols/structure/number.ts';
import { bytesOfCharacters } from '../../../protocols/text.ts';
import { entriesOf, isFolder, resolvePath } from '../ftp-files.ts';

type Files = Readonly<Record<string, string>>;
type Packet = ReturnType<typeof sftp.generate>['packet'];
type Body = NonNullable<NonNullable<Parameters<typeof sftp.encode>[0]['packet']>['body']>;

/** What is open in one SFTP session: paths by handle, and which folders have been read to their end. */
export interface SftpSession {
  readonly unread: Uint8Array;
  readonly handles: ReadonlyMap<string, { readonly path: string; readonly isRead: boolean }>;
  readonly next: number;
  /** What comes cannot be read any more. */
  readonly isBroken: boolean;
}

/** A session in which nothing has been asked. */
export const NEW_SFTP: SftpSession = {
  unread: new Uint8Array(0),
  handles: new Map(),
  next: 1,
  isBroken: false,
};

interface Step {
  readonly session: SftpSession;
  readonly answer: Body;
}

const MOST_PACKET = 2 ** 17;
const MOST_READ = 2 ** 15;
const MOST_HANDLES = 100;
const STATUS = { end: 1, noSuchFile: 2, denied: 3, failure: 4, unsupported: 8 } as const;
const FOLDER_RIGHTS = 0o040755;
const FILE_RIGHTS = 0o100644;

const status = (id: number, code: number, message: string): Body => ({
  is: 'status',
  value: { id, code, message, language: '' },
});

const isFile = (files: Files, path: string): boolean => Object.hasOwn(files, path);

const attributesOf = (sizeBytes: number | null) => ({
  size: BigInt(sizeBytes ?? 0),
  permissions: sizeBytes === null ? FOLDER_RIGHTS : FILE_RIGHTS,
});

const statOf = (files: Files, id: number, path: string): Body => {
  if (!isFile(files, path) && !isFolder(files, path)) {
    return status(id, STATUS.noSuchFile, 'no such file');
  }
  const size = isFile(files, path) ? (files[path] ?? '').length : null;
  return { is: 'attributes', value: { id, attributes: attributesOf(size) } };
};

const nameOf = (name: string, sizeBytes: number | null) => {
  const kind = sizeBytes === null ? 'drwxr-xr-x' : '-rw-r--r--';
  const longName = `${kind} 1 sftp sftp ${String(sizeBytes ?? 0).padStart(8)} Jan  1  1970 ${name}`;
  return { name, longName, attributes: attributesOf(sizeBytes) };
};

const opened = (session: SftpSession, id: number, path: string): Step => {
  if (session.handles.size >= MOST_HANDLES) {
    return { session, answer: status(id, STATUS.failure, 'too many open files') };
  }
  const handle = String(session.next);
  const handles = new Map(session.handles).set(handle, { path, isRead: false });
  return {
    session: { ...session, handles, next: session.next + 1 },
    answer: { is: 'handle', value: { id, handle } },
  };
};

const readFolder = (session: SftpSession, files: Files, id: number, handle: string): Step => {
  const found = session.handles.get(handle);
  if (found === undefined || !isFolder(files, found.path)) {
    return { session, answer: status(id, STATUS.failure, 'no such handle') };
  }
  if (found.isRead) return { session, answer: status(id, STATUS.end, 'no more') };
  const handles = new Map(session.handles).set(handle, { ...found, isRead: true });
  const inside = entriesOf(files, found.path).map(each => nameOf(each.name, each.sizeBytes));
  const names = [nameOf('.', null), nameOf('..', null), ...inside];
  return { session: { ...session, handles }, answer: { is: 'names', value: { id, names } } };
};

type Read = Extract<Packet['body'], { readonly is: 'read' }>['value'];

const readFile = ({ handles }: SftpSession, files: Files, read: Read): Body => {
  const { id, handle, offset, length } = read;
  const path = handles.get(handle)?.path ?? '';
  if (!isFile(files, path)) return status(id, STATUS.failure, 'no such handle');
  const content = files[path] ?? '';
  if (offset >= BigInt(content.length)) return status(id, STATUS.end, 'no more');
  const at = Number(offset);
  const part = content.slice(at, at + Math.min(length, MOST_READ));
  return { is: 'data', value: { id, data: bytesOfCharacters(part) } };
};

const closed = (session: SftpSession, id: number, handle: string): Step => {
  const handles = new Map(session.handles);
  handles.delete(handle);
  return { session: { ...session, handles }, answer: status(id, 0, 'done') };
};

/** Requests by path: whole path, attributes, open for reading. */
const byPath = (session: SftpSession, files: Files, { body, type }: Packet): Step | undefined => {
  if (!('path' in body.value)) return undefined;
  const { id } = body.value;
  const path = resolvePath('/', body.value.path);
  if (body.is === 'realPath') {
    return { session, answer: { is: 'names', value: { id, names: [nameOf(path, null)] } } };
  }
  if (body.is === 'open' && body.value.access !== 1) {
    return { session, answer: status(id, STATUS.denied, 'files can only be read') };
  }
  const exists = body.is === 'open' ? isFile(files, path) : isFolder(files, path);
  if (body.is !== 'open' && type !== 11) return { session, answer: statOf(files, id, path) };
  if (!exists) return { session, answer: status(id, STATUS.noSuchFile, 'no such file') };
  return opened(session, id, path);
};

const answerTo = (session: SftpSession, files: Files, packet: Packet): Step => {
  const { body } = packet;
  const found = byPath(session, files, packet);
  if (found !== undefined) return found;
  switch (body.is) {
    case 'init':
      return {
        session,
        answer: { is: 'version', value: { version: 3, more: new Uint8Array(0) } },
      };
    case 'read':
      return { session, answer: readFile(session, files, body.value) };
    case 'readFolder':
      return readFolder(session, files, body.value.id, body.value.handle);
    case 'handleStat': {
      const { id, handle } = body.value;
      const path = session.handles.get(handle)?.path ?? '';
      return { session, answer: statOf(files, id, path) };
    }
    case 'close':
      return closed(session, body.value.id, body.value.handle);
    case 'unknown':
      return {
        session,
        answer: status(numberAt(body.value, 0, 4, false), STATUS.unsupported, 'not known here'),
      };
    default:
      return { session, answer: status(0, STATUS.unsupported, 'no request') };
  }
};

/** Takes bytes of an SFTP session in any pieces, and answers each whole request, draft-ietf-secsh-filexfer-02 §6. */
export const takeSftp = (
  before: SftpSession,
  files: Files,
  bytes: Uint8Array,
): { readonly session: SftpSession; readonly answers: Uint8Array } => {
  let session = before;
  let unread = concat(before.unread, bytes);
  const answers: Uint8Array[] = [];
  while (unread.length >= 4) {
    const end = 4 + numberAt(unread, 0, 4, false);
    if (end > MOST_PACKET) return { session: { ...session, isBroken: true }, answers: concat() };
    if (unread.length < end) break;
    const read = sftp.decode(unread.subarray(0, end));
    unread = unread.slice(end);
    if (!read.ok) return { session: { ...session, isBroken: true }, answers: concat(...answers) };
    const step = answerTo(session, files, read.value.header.packet);
    session = step.session;
    answers.push(sftp.encode({ packet: { body: step.answer } }));
  }
  return { session: { ...session, unread }, answers: concat(...answers) };
};
