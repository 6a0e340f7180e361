import { bytes, characters } from '../structure/bytes.ts';
import { list } from '../structure/list.ts';
import { u8, u16le, u32le, u64le } from '../structure/number.ts';
import { struct } from '../structure/struct.ts';
import { offsetRow, rowsOf, sizeRow } from './field-row.ts';

const SECURITY_MODES = { 1: 'signing possible', 2: 'signing required' };
const DIALECTS = { 514: '2.0.2', 528: '2.1', 768: '3.0', 770: '3.0.2', 785: '3.1.1' };
const CAPABILITIES = {
  ...{ 1: 'DFS', 2: 'leasing', 4: 'large reads', 8: 'multichannel', 16: 'persistent handles' },
  ...{ 32: 'directory leasing', 64: 'encryption' },
};
const GUID = 'A random number that tells one machine from another.';
const TOKEN = 'Who somebody is, in the words of SPNEGO and NTLM.';

const ask = rowsOf('2.2.3');
/** NEGOTIATE request, MS-SMB2 §2.2.3. */
export const NEGOTIATE_REQUEST = struct(
  sizeRow(ask, 36),
  ask('dialectCount', u16le, 'Dialect count', 'How many versions the client speaks.'),
  ask('securityMode', u16le, 'Security mode', 'Whether the client signs what it says.', {
    flags: SECURITY_MODES,
  }),
  ask('reserved', u16le, 'Reserved', 'Zero.'),
  ask('capabilities', u32le, 'Capabilities', 'What the client can do besides.', {
    hex: true,
    flags: CAPABILITIES,
  }),
  ask('clientGuid', bytes(16), 'Client GUID', GUID),
  ask('contextOffset', u32le, 'Context offset', 'Where further offers begin (3.1.1 only).'),
  ask('contextCount', u16le, 'Context count', 'How many further offers there are (3.1.1 only).'),
  ask('reserved2', u16le, 'Reserved', 'Zero.'),
  ask('dialects', list(u16le, { count: 'dialectCount' }), 'Dialects', 'Versions of SMB.', {
    item: 'Dialect',
    hex: true,
    names: DIALECTS,
  }),
  ask('contexts', bytes(), 'Contexts', 'Offers of hashes and ciphers (3.1.1 only).'),
);

const answer = rowsOf('2.2.4');
/** NEGOTIATE response, MS-SMB2 §2.2.4. */
export const NEGOTIATE_RESPONSE = struct(
  sizeRow(answer, 65),
  answer('securityMode', u16le, 'Security mode', 'Whether the server signs what it says.', {
    flags: SECURITY_MODES,
  }),
  answer('dialect', u16le, 'Dialect', 'The version that both will speak.', {
    hex: true,
    names: DIALECTS,
  }),
  answer('contextCount', u16le, 'Context count', 'How many contexts follow (3.1.1 only).'),
  answer('serverGuid', bytes(16), 'Server GUID', GUID),
  answer('capabilities', u32le, 'Capabilities', 'What the server can do besides.', {
    hex: true,
    flags: CAPABILITIES,
  }),
  answer('maximumTransact', u32le, 'Maximum transact', 'Most bytes of a list.', { unit: 'bytes' }),
  answer('maximumRead', u32le, 'Maximum read', 'Most bytes of one read.', { unit: 'bytes' }),
  answer('maximumWrite', u32le, 'Maximum write', 'Most bytes of one write.', { unit: 'bytes' }),
  answer(
    'systemTime',
    u64le,
    'System time',
    'The server’s clock: tenths of microseconds since 1601.',
  ),
  answer('startTime', u64le, 'Start time', 'When the server started; zero today.'),
  offsetRow(answer, 'bufferOffset', 128),
  answer('tokenSize', u16le, 'Token size', 'Bytes of the token.', { unit: 'bytes' }),
  answer('contextOffset', u32le, 'Context offset', 'Where contexts begin (3.1.1 only).'),
  answer('token', bytes('tokenSize'), 'Token', 'The ways to log on that the server knows.'),
  answer('contexts', bytes(), 'Contexts', 'Hashes and ciphers taken (3.1.1 only).'),
);

const setup = rowsOf('2.2.5');
/** SESSION_SETUP request, MS-SMB2 §2.2.5. */
export const SETUP_REQUEST = struct(
  sizeRow(setup, 25),
  setup('flags', u8, 'Flags', 'Whether a session gets another connection.'),
  setup('securityMode', u8, 'Security mode', 'Whether the client signs.', {
    flags: SECURITY_MODES,
  }),
  setup('capabilities', u32le, 'Capabilities', 'What the client can do.', {
    hex: true,
    flags: CAPABILITIES,
  }),
  setup('channel', u32le, 'Channel', 'Zero.'),
  offsetRow(setup, 'bufferOffset', 88),
  setup('tokenSize', u16le, 'Token size', 'Bytes of the token.', { unit: 'bytes' }),
  setup('previousSession', u64le, 'Previous session', 'A session that this one replaces.', {
    hex: true,
  }),
  setup('token', bytes('tokenSize'), 'Token', TOKEN),
);

const isSetUp = rowsOf('2.2.6');
/** SESSION_SETUP response, MS-SMB2 §2.2.6. */
export const SETUP_RESPONSE = struct(
  sizeRow(isSetUp, 9),
  isSetUp('sessionFlags', u16le, 'Session flags', 'As what the user is let in.', {
    flags: { 1: 'guest', 2: 'anonymous', 4: 'encrypted' },
  }),
  offsetRow(isSetUp, 'bufferOffset', 72),
  isSetUp('tokenSize', u16le, 'Token size', 'Bytes of the token.', { unit: 'bytes' }),
  isSetUp('token', bytes('tokenSize'), 'Token', TOKEN),
);

const over = rowsOf('2.2.7');
/** LOGOFF and TREE_DISCONNECT, either way, MS-SMB2 §2.2.7 to §2.2.8 and §2.2.11 to §2.2.12. */
export const NOTHING_MORE = struct(sizeRow(over, 4), over('reserved', u16le, 'Reserved', 'Zero.'));

const tree = rowsOf('2.2.9');
/** TREE_CONNECT request, MS-SMB2 §2.2.9. */
export const TREE_REQUEST = struct(
  sizeRow(tree, 9),
  tree('flags', u16le, 'Flags', 'Zero but for clusters.'),
  offsetRow(tree, 'pathOffset', 72),
  tree('pathSize', u16le, 'Path size', 'Bytes of the path.', { unit: 'bytes' }),
  tree('path', characters('utf-16le', 'pathSize'), 'Path', 'Server and share: \\\\server\\share.'),
);

const mounted = rowsOf('2.2.10');
/** TREE_CONNECT response, MS-SMB2 §2.2.10. */
export const TREE_RESPONSE = struct(
  sizeRow(mounted, 16),
  mounted('shareType', u8, 'Share type', 'Files, a printer, or talk between programs.', {
    names: { 1: 'disk', 2: 'pipe', 3: 'printer' },
  }),
  mounted('reserved', u8, 'Reserved', 'Zero.'),
  mounted('shareFlags', u32le, 'Share flags', 'How the client may cache.', { hex: true }),
  mounted('capabilities', u32le, 'Capabilities', 'What the share can do.', { hex: true }),
  mounted('maximalAccess', u32le, 'Maximal access', 'What this user may do here.', { hex: true }),
);

const wrong = rowsOf('2.2.2');
/** What stands in the place of any answer when the status is an error, MS-SMB2 §2.2.2. */
export const ERROR_RESPONSE = struct(
  sizeRow(wrong, 9),
  wrong('contextCount', u8, 'Context count', 'How many explanations follow (3.1.1 only).'),
  wrong('reserved', u8, 'Reserved', 'Zero.'),
  wrong('byteCount', u32le, 'Byte count', 'Bytes of explanation.', { unit: 'bytes' }),
  wrong('explanation', bytes(), 'Explanation', 'More about what went wrong; one zero for nothing.'),
);
