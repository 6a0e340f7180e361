import { bytes, type Seen } from '../structure/bytes.ts';
import { choice } from '../structure/choice.ts';
import { list } from '../structure/list.ts';
import { u8, u32, u64 } from '../structure/number.ts';
import { present } from '../structure/optional.ts';
import { type Piece, row, type Values } from '../structure/piece.ts';
import { struct } from '../structure/struct.ts';
import { structure } from '../structure/structure.ts';
import { vector } from '../structure/vector.ts';
import { STRING, TEXT } from './parts.ts';

const RFC = 'draft-ietf-secsh-filexfer-02';

const TYPES: Readonly<Record<number, string>> = {
  1: 'SSH_FXP_INIT',
  2: 'SSH_FXP_VERSION',
  3: 'SSH_FXP_OPEN',
  4: 'SSH_FXP_CLOSE',
  5: 'SSH_FXP_READ',
  7: 'SSH_FXP_LSTAT',
  8: 'SSH_FXP_FSTAT',
  11: 'SSH_FXP_OPENDIR',
  12: 'SSH_FXP_READDIR',
  16: 'SSH_FXP_REALPATH',
  17: 'SSH_FXP_STAT',
  101: 'SSH_FXP_STATUS',
  102: 'SSH_FXP_HANDLE',
  103: 'SSH_FXP_DATA',
  104: 'SSH_FXP_NAME',
  105: 'SSH_FXP_ATTRS',
};

const named = <const Name extends string, Value>(
  name: Name,
  piece: Piece<Value>,
  label: string,
  about: string,
) => row(name, piece, { label, about, rfc: RFC });

/** Which attributes are there, by the bit of the flags that says so. */
const BITS = {
  size: 0x1,
  owner: 0x2,
  permissions: 0x4,
  times: 0x8,
  extended: 0x8000_0000,
} as const;
type Attribute = keyof typeof BITS;

const attribute = <const Name extends Attribute, Value>(
  name: Name,
  piece: Piece<Value>,
  label: string,
  about: string,
) => {
  const isThere = ({ number }: Seen): boolean => (number('flags') & BITS[name]) !== 0;
  return named(name, present(isThere, piece), label, about);
};

const flagsOf = (values: Values): number =>
  Object.entries(BITS).reduce(
    (flags, [name, bit]) => flags + (values[name] === undefined ? 0 : bit),
    0,
  );

/** What is known of a file, section 5 of the draft: a flag for each group that follows. */
const ATTRIBUTES = struct(
  row(
    'flags',
    u32,
    {
      label: 'Flags',
      about: 'Which attributes follow.',
      rfc: RFC,
      flags: Object.fromEntries(Object.entries(BITS).map(([name, bit]) => [bit, name])),
    },
    flagsOf,
  ),
  attribute('size', u64, 'Size', 'How many bytes the file has.'),
  attribute(
    'owner',
    struct(
      named('user', u32, 'User', 'The number of the user whose file it is.'),
      named('group', u32, 'Group', 'The number of the group whose file it is.'),
    ),
    'Owner',
    'Whose file it is.',
  ),
  attribute('permissions', u32, 'Rights', 'Who may do what, and whether it is a folder.'),
  attribute(
    'times',
    struct(
      named('accessed', u32, 'Read at', 'When it was last read, in seconds since 1970.'),
      named('modified', u32, 'Changed at', 'When it was last written, in seconds since 1970.'),
    ),
    'Times',
    'When it was last used.',
  ),
  attribute(
    'extended',
    struct(
      named('count', u32, 'Count', 'How many pairs follow.'),
      named(
        'pairs',
        list(
          struct(
            named('type', TEXT, 'Type', 'What the pair is about.'),
            named('data', STRING, 'Data', 'What it says.'),
          ),
          { count: 'count' },
        ),
        'Pairs',
        'More that some servers tell.',
      ),
    ),
    'Extended',
    'Attributes of one maker only.',
  ),
);
const OF_FILE = named('attributes', ATTRIBUTES, 'Attributes', 'What is known of it.');
const ID = named('id', u32, 'Request', 'By which the answer finds its question.');
const PATH = struct(ID, named('path', TEXT, 'Path', 'Which file or folder.'));
const HANDLE = struct(ID, named('handle', TEXT, 'Handle', 'Stands for a file that is open.'));
const about = 'What is asked or answered.';
const REST = named('more', bytes(), 'More', 'What else belongs to it.');

const BODY = choice('type', {
  1: named(
    'init',
    struct(named('version', u32, 'Version', 'The newest that is known.'), REST),
    'Init',
    about,
  ),
  2: named(
    'version',
    struct(named('version', u32, 'Version', 'The one that is used.'), REST),
    'Version',
    about,
  ),
  3: named(
    'open',
    struct(
      ID,
      named('path', TEXT, 'Path', 'Which file.'),
      named('access', u32, 'Access', '1 reads, 2 writes.'),
      OF_FILE,
    ),
    'Open',
    about,
  ),
  4: named('close', HANDLE, 'Close', about),
  5: named(
    'read',
    struct(
      ID,
      named('handle', TEXT, 'Handle', 'Which open file.'),
      named('offset', u64, 'Offset', 'From which byte on.'),
      named('length', u32, 'Length', 'How many bytes at most.'),
    ),
    'Read',
    about,
  ),
  7: named('linkStat', PATH, 'Attributes of a path', about),
  8: named('handleStat', HANDLE, 'Attributes of an open file', about),
  11: named('openFolder', PATH, 'Open a folder', about),
  12: named('readFolder', HANDLE, 'Read a folder', about),
  16: named('realPath', PATH, 'Whole path', about),
  17: named('stat', PATH, 'Attributes of a path', about),
  101: named(
    'status',
    struct(
      ID,
      named('code', u32, 'Code', 'How it went; 0 is well.'),
      named('message', TEXT, 'Text', 'The same in words.'),
      named('language', TEXT, 'Language', 'Of the text.'),
    ),
    'Status',
    about,
  ),
  102: named('handle', HANDLE, 'Handle', about),
  103: named(
    'data',
    struct(ID, named('data', STRING, 'Data', 'Bytes of the file.')),
    'Data',
    about,
  ),
  104: named(
    'names',
    struct(
      ID,
      named('count', u32, 'Count', 'How many names follow.'),
      named(
        'names',
        list(
          struct(
            named('name', TEXT, 'Name', 'Of a file or folder.'),
            named('longName', TEXT, 'Long name', 'A line for people, as a listing shows it.'),
            OF_FILE,
          ),
          { count: 'count' },
        ),
        'Names',
        'What lies there.',
      ),
    ),
    'Names',
    about,
  ),
  105: named('attributes', struct(ID, OF_FILE), 'Attributes', about),
});

/** One request or answer of SFTP version 3, draft-ietf-secsh-filexfer-02; what follows is its payload. */
export const sftp = structure({
  id: 'sftp',
  title: 'SFTP',
  about: 'Lists and fetches files over SSH.',
  rfc: RFC,
  payload: true,
  content: struct(
    named(
      'packet',
      vector(
        32,
        struct(
          row('type', u8, { label: 'Type', about: 'What it is.', rfc: RFC, names: TYPES }),
          named('body', BODY, 'Content', 'What is asked or answered.'),
        ),
      ),
      'Packet',
      'One request or answer.',
    ),
  ),
});
