import { bytes, characters } from '../structure/bytes.ts';
import { u8, u16le, u32le, u64le } from '../structure/number.ts';
import { struct } from '../structure/struct.ts';
import { offsetRow, rowsOf, sizeRow } from './field-row.ts';

type RowsOf = ReturnType<typeof rowsOf>;

const ATTRIBUTES = { 1: 'read only', 2: 'hidden', 4: 'system', 16: 'directory', 128: 'normal' };
const TIME = 'Tenths of microseconds since 1601.';

/** The number of an open file: two halves, MS-SMB2 §2.2.14.1. */
const fileId = (field: RowsOf) =>
  [
    field(
      'filePersistent',
      u64le,
      'File identifier, persistent',
      'First half of the open file’s number.',
      { hex: true },
    ),
    field(
      'fileVolatile',
      u64le,
      'File identifier, volatile',
      'Second half of the open file’s number.',
      { hex: true },
    ),
  ] as const;

/** What is known about a file: times, sizes, attributes. */
const facts = (field: RowsOf) =>
  [
    field('created', u64le, 'Created', TIME),
    field('accessed', u64le, 'Accessed', TIME),
    field('written', u64le, 'Written', TIME),
    field('changed', u64le, 'Changed', TIME),
    field('allocation', u64le, 'Allocation size', 'Bytes that the file takes on the disk.'),
    field('endOfFile', u64le, 'End of file', 'Bytes in the file.'),
    field('attributes', u32le, 'Attributes', 'What kind of file it is.', {
      hex: true,
      flags: ATTRIBUTES,
    }),
  ] as const;

const open = rowsOf('2.2.13');
/** CREATE request: opens a file too, MS-SMB2 §2.2.13. */
export const CREATE_REQUEST = struct(
  sizeRow(open, 57),
  open('securityFlags', u8, 'Security flags', 'Zero.'),
  open('oplock', u8, 'Oplock', 'Whether the client wants to cache.', { hex: true }),
  open('impersonation', u32le, 'Impersonation', 'How far the server may act for the user.'),
  open('createFlags', u64le, 'Create flags', 'Zero.'),
  open('reserved', u64le, 'Reserved', 'Zero.'),
  open('desiredAccess', u32le, 'Desired access', 'What the client wants to do with it.', {
    hex: true,
  }),
  open('attributes', u32le, 'Attributes', 'For a file that is made.', {
    hex: true,
    flags: ATTRIBUTES,
  }),
  open('shareAccess', u32le, 'Share access', 'What others may do meanwhile.', {
    flags: { 1: 'read', 2: 'write', 4: 'delete' },
  }),
  open('disposition', u32le, 'Disposition', 'What to do if it is there, or is not.', {
    names: {
      0: 'supersede',
      1: 'open',
      2: 'create',
      3: 'open or create',
      4: 'overwrite',
      5: 'overwrite or create',
    },
  }),
  open('options', u32le, 'Options', 'Among others: it must be a directory, or none.', {
    hex: true,
    flags: { 1: 'directory', 64: 'no directory' },
  }),
  offsetRow(open, 'nameOffset', 120),
  open('nameSize', u16le, 'Name size', 'Bytes of the name.', { unit: 'bytes' }),
  open('contextsOffset', u32le, 'Contexts offset', 'Where further wishes begin.'),
  open('contextsSize', u32le, 'Contexts size', 'Bytes of further wishes.'),
  open(
    'name',
    characters('utf-16le', 'nameSize'),
    'Name',
    'Path inside the share; nothing for its root.',
  ),
  open('contexts', bytes(), 'Contexts', 'Further wishes; at least one byte stands here.'),
);

const opened = rowsOf('2.2.14');
/** CREATE response, MS-SMB2 §2.2.14. */
export const CREATE_RESPONSE = struct(
  sizeRow(opened, 89),
  opened('oplock', u8, 'Oplock', 'How far the client may cache.', { hex: true }),
  opened('flags', u8, 'Flags', 'Zero.'),
  opened('action', u32le, 'Create action', 'What was done.', {
    names: { 0: 'superseded', 1: 'opened', 2: 'created', 3: 'overwritten' },
  }),
  ...facts(opened),
  opened('reserved', u32le, 'Reserved', 'Zero.'),
  ...fileId(opened),
  opened('contextsOffset', u32le, 'Contexts offset', 'Where further answers begin.'),
  opened('contextsSize', u32le, 'Contexts size', 'Bytes of further answers.'),
  opened('contexts', bytes(), 'Contexts', 'Further answers.'),
);

const close = rowsOf('2.2.15');
/** CLOSE request, MS-SMB2 §2.2.15. */
export const CLOSE_REQUEST = struct(
  sizeRow(close, 24),
  close('flags', u16le, 'Flags', 'Whether the answer shall tell about the file.'),
  close('reserved', u32le, 'Reserved', 'Zero.'),
  ...fileId(close),
);

const closed = rowsOf('2.2.16');
/** CLOSE response, MS-SMB2 §2.2.16. */
export const CLOSE_RESPONSE = struct(
  sizeRow(closed, 60),
  closed('flags', u16le, 'Flags', 'Whether what follows means anything.'),
  closed('reserved', u32le, 'Reserved', 'Zero.'),
  ...facts(closed),
);

const read = rowsOf('2.2.19');
/** READ request, MS-SMB2 §2.2.19. */
export const READ_REQUEST = struct(
  sizeRow(read, 49),
  read('padding', u8, 'Padding', 'Where the client would like the data to stand.'),
  read('flags', u8, 'Flags', 'Zero.'),
  read('length', u32le, 'Length', 'Bytes wanted.', { unit: 'bytes' }),
  read('offset', u64le, 'Offset', 'From which byte of the file on.'),
  ...fileId(read),
  read('minimumCount', u32le, 'Minimum count', 'Fewer bytes than this are an error.'),
  read('channel', u32le, 'Channel', 'Zero.'),
  read('remaining', u32le, 'Remaining', 'Zero.'),
  read('channelOffset', u16le, 'Channel offset', 'Zero.'),
  read('channelSize', u16le, 'Channel size', 'Zero.'),
  read('buffer', bytes(), 'Buffer', 'At least one byte, which means nothing.'),
);

const data = rowsOf('2.2.20');
/** READ response, MS-SMB2 §2.2.20. */
export const READ_RESPONSE = struct(
  sizeRow(data, 17),
  data('dataOffset', u8, 'Data offset', 'Where the data begin, from the header on.', {
    constant: 80,
  }),
  data('reserved', u8, 'Reserved', 'Zero.'),
  data('dataSize', u32le, 'Data size', 'Bytes read.', { unit: 'bytes' }),
  data('remaining', u32le, 'Remaining', 'Zero.'),
  data('reserved2', u32le, 'Reserved', 'Zero.'),
  data('data', bytes('dataSize'), 'Data', 'What stands in the file.'),
);

const look = rowsOf('2.2.33');
/** QUERY_DIRECTORY request, MS-SMB2 §2.2.33. */
export const DIRECTORY_REQUEST = struct(
  sizeRow(look, 33),
  look('informationClass', u8, 'Information class', 'In which form files are listed.', {
    hex: true,
    names: { 37: 'names, identifiers and facts' },
  }),
  look('flags', u8, 'Flags', 'Whether to begin again.', {
    flags: { 1: 'restart', 2: 'one entry', 16: 'reopen' },
  }),
  look('fileIndex', u32le, 'File index', 'Zero.'),
  ...fileId(look),
  offsetRow(look, 'patternOffset', 96),
  look('patternSize', u16le, 'Pattern size', 'Bytes of the pattern.', { unit: 'bytes' }),
  look('outputSize', u32le, 'Output size', 'Most bytes of an answer.', { unit: 'bytes' }),
  look('pattern', characters('utf-16le', 'patternSize'), 'Pattern', 'Which names; * for all.'),
);

const info = rowsOf('2.2.37');
/** QUERY_INFO request, MS-SMB2 §2.2.37. */
export const INFO_REQUEST = struct(
  sizeRow(info, 41),
  info('informationType', u8, 'Information type', 'About a file, or the disk.', {
    names: { 1: 'file', 2: 'file system', 3: 'security', 4: 'quota' },
  }),
  info('informationClass', u8, 'Information class', 'Which facts.'),
  info('outputSize', u32le, 'Output size', 'Most bytes of an answer.', { unit: 'bytes' }),
  info('inputOffset', u16le, 'Input offset', 'Where more of the question begins.'),
  info('reserved', u16le, 'Reserved', 'Zero.'),
  info('inputSize', u32le, 'Input size', 'Bytes of the question.'),
  info('additional', u32le, 'Additional information', 'Which parts of security.'),
  info('flags', u32le, 'Flags', 'Zero.'),
  ...fileId(info),
  info('input', bytes(), 'Input', 'More of the question.'),
);

const list = rowsOf('2.2.34');
/** QUERY_DIRECTORY response, MS-SMB2 §2.2.34, and QUERY_INFO response, §2.2.38, which has the same rows. */
export const OUTPUT_RESPONSE = struct(
  sizeRow(list, 9),
  offsetRow(list, 'outputOffset', 72),
  list('outputSize', u32le, 'Output size', 'Bytes of the answer.', { unit: 'bytes' }),
  list('output', bytes('outputSize'), 'Output', 'Facts as MS-FSCC lays them out.'),
);
