import { concat, utf8 } from '../../base/bytes.ts';
import { attributesOf, encodeDirectory, type FileFacts } from '../../protocols/smb/file-facts.ts';
import { SMB_STATUS } from '../../protocols/smb/smb2.ts';
import {
  no,
  type Request,
  type SmbMoment,
  type SmbServerConfig,
  type SmbSession,
  type SmbStep,
  yes,
} from './smb-session.ts';

const MOST_OPEN = 64;
const MOST_BYTES = 65_536;
const DIRECTORY_CLASS = 37;
const WANTS_DIRECTORY = 1;
const RESTART = 1;
const OPEN = 1;
const OPEN_OR_CREATE = 3;
const CLUSTER_BYTES = 1024;

const factsOf = ({ files }: SmbServerConfig, name: string): FileFacts | undefined => {
  if (name === '') return { name, sizeBytes: 0, isFolder: true };
  const found = Object.entries(files).find(([one]) => one.toLowerCase() === name.toLowerCase());
  if (found === undefined) return undefined;
  return { name: found[0], sizeBytes: utf8(found[1]).length, isFolder: false };
};

const wireFacts = (facts: FileFacts, time: bigint) => ({
  ...{ created: time, accessed: time, written: time, changed: time },
  allocation: BigInt(facts.sizeBytes),
  endOfFile: BigInt(facts.sizeBytes),
  attributes: attributesOf(facts),
});

/** Why a file is not opened; undefined where it is. */
const refusal = (
  facts: FileFacts | undefined,
  { disposition, options }: Request<'createRequest'>,
  open: number,
): number | undefined => {
  const isOpening = disposition === OPEN || disposition === OPEN_OR_CREATE;
  if (facts === undefined) return isOpening ? SMB_STATUS.objectNotFound : SMB_STATUS.accessDenied;
  if (!isOpening || open >= MOST_OPEN) return SMB_STATUS.accessDenied;
  return (options & WANTS_DIRECTORY) !== 0 && !facts.isFolder
    ? SMB_STATUS.notADirectory
    : undefined;
};

/** Opens a file of the share, or its root; nothing is ever made, MS-SMB2 §3.3.5.9. */
export const create = (
  config: SmbServerConfig,
  session: SmbSession,
  request: Request<'createRequest'>,
  { time }: SmbMoment,
): SmbStep => {
  const facts = factsOf(config, request.name.replace(/^\\/, ''));
  const status = refusal(facts, request, session.files.size);
  if (facts === undefined || status !== undefined) {
    return no(session, status ?? SMB_STATUS.objectNotFound);
  }
  const { next } = session;
  const files = new Map(session.files).set(next, { name: facts.name, wasListed: false });
  const id = { filePersistent: BigInt(next), fileVolatile: BigInt(next) };
  const value = { action: 1, ...wireFacts(facts, time), ...id };
  return yes({ ...session, files, next: next + 1 }, { is: 'createResponse', value });
};

/** Closes a file, MS-SMB2 §3.3.5.10. */
export const close = (session: SmbSession, request: Request<'closeRequest'>): SmbStep => {
  const files = new Map(session.files);
  if (!files.delete(Number(request.fileVolatile))) return no(session, SMB_STATUS.fileClosed);
  return yes({ ...session, files }, { is: 'closeResponse', value: {} });
};

/** Some bytes of a file, MS-SMB2 §3.3.5.12. */
export const read = (
  { files }: SmbServerConfig,
  session: SmbSession,
  { fileVolatile, offset, length }: Request<'readRequest'>,
): SmbStep => {
  const open = session.files.get(Number(fileVolatile));
  if (open === undefined) return no(session, SMB_STATUS.fileClosed);
  if (open.name === '') return no(session, SMB_STATUS.fileIsADirectory);
  const bytes = utf8(files[open.name] ?? '');
  const from = Number(offset);
  if (from >= bytes.length) return no(session, SMB_STATUS.endOfFile);
  const data = bytes.slice(from, from + Math.min(length, MOST_BYTES));
  return yes(session, { is: 'readResponse', value: { data } });
};

const matches = (name: string, pattern: string): boolean =>
  pattern === '*' || pattern.toLowerCase() === name.toLowerCase();

/** Lists the root once, MS-SMB2 §3.3.5.18. */
export const queryDirectory = (
  config: SmbServerConfig,
  session: SmbSession,
  request: Request<'queryDirectoryRequest'>,
  { time }: SmbMoment,
): SmbStep => {
  const number = Number(request.fileVolatile);
  const open = session.files.get(number);
  if (open === undefined) return no(session, SMB_STATUS.fileClosed);
  if (open.name !== '') return no(session, SMB_STATUS.invalidParameter);
  if (request.informationClass !== DIRECTORY_CLASS) return no(session, SMB_STATUS.notSupported);
  const again = (request.flags & RESTART) !== 0;
  if (open.wasListed && !again) return no(session, SMB_STATUS.noMoreFiles);
  const dots = ['.', '..'].map(name => ({ name, sizeBytes: 0, isFolder: true }));
  const own = Object.keys(config.files).flatMap(name => factsOf(config, name) ?? []);
  const listed = [...dots, ...own].filter(({ name }) => matches(name, request.pattern));
  const output = encodeDirectory(listed, time);
  if (listed.length === 0) return no(session, SMB_STATUS.noMoreFiles);
  if (output.length > request.outputSize) return no(session, SMB_STATUS.invalidParameter);
  const files = new Map(session.files).set(number, { ...open, wasListed: true });
  return yes({ ...session, files }, { is: 'queryDirectoryResponse', value: { output } });
};

const little = (value: number | bigint, count: number): Uint8Array =>
  Uint8Array.from({ length: count }, (_, index) =>
    Number((BigInt(value) >> BigInt(8 * index)) & 255n),
  );

/** FileFsSizeInformation, MS-FSCC §2.5.8: a full disk, as nothing can be written. */
const diskSize = ({ files }: SmbServerConfig): Uint8Array => {
  const total = Object.values(files).reduce((sum, one) => sum + utf8(one).length, 0);
  const clusters = Math.ceil(total / CLUSTER_BYTES);
  return concat(little(clusters, 8), little(0, 8), little(2, 4), little(CLUSTER_BYTES / 2, 4));
};

/** FileAllInformation, MS-FSCC §2.4.2. */
const allAbout = (facts: FileFacts, number: number, time: bigint): Uint8Array => {
  const name = concat(...Array.from(`\\${facts.name}`, sign => little(sign.charCodeAt(0), 2)));
  const size = little(facts.sizeBytes, 8);
  return concat(
    concat(...[time, time, time, time].map(one => little(one, 8)), little(attributesOf(facts), 8)),
    concat(size, size, little(1, 4), Uint8Array.of(0, facts.isFolder ? 1 : 0, 0, 0)),
    concat(little(number, 8), little(0, 4), little(0x1200a9, 4), little(0, 16)),
    concat(little(name.length, 4), name),
  );
};

/** Facts about the disk or an open file, MS-SMB2 §3.3.5.20. */
export const queryInfo = (
  config: SmbServerConfig,
  session: SmbSession,
  { fileVolatile, informationType, informationClass }: Request<'queryInfoRequest'>,
  { time }: SmbMoment,
): SmbStep => {
  const number = Number(fileVolatile);
  const open = session.files.get(number);
  const facts = open && factsOf(config, open.name);
  if (facts === undefined) return no(session, SMB_STATUS.fileClosed);
  const says = (output: Uint8Array): SmbStep =>
    yes(session, { is: 'queryInfoResponse', value: { output } });
  if (informationType === 2 && informationClass === 3) return says(diskSize(config));
  if (informationType === 1 && informationClass === 18) return says(allAbout(facts, number, time));
  return no(session, SMB_STATUS.notSupported);
};
