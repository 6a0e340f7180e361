import { bytes, sealed } from '../structure/bytes.ts';
import { choice } from '../structure/choice.ts';
import { line } from '../structure/line.ts';
import { list } from '../structure/list.ts';
import { numberAt, u8 } from '../structure/number.ts';
import { row } from '../structure/piece.ts';
import { struct } from '../structure/struct.ts';
import { structure } from '../structure/structure.ts';
import { vector } from '../structure/vector.ts';
import { charactersOf } from '../text.ts';
import { MESSAGE } from './message.ts';

const RFC = 'RFC 4253 §6';
const MOST_PACKET_BYTES = 35_000;
const LEAST_PADDING = 4;
const CIPHER_BLOCK = 16;
/** Messages that are said before there are keys, RFC 4253 §12. */
const CLEAR = new Set([1, 2, 3, 4, 20, 21, 30, 31]);

/**
 * Whether a packet in the clear begins here. Ciphers that leave the length readable make it a multiple of their block;
 * a packet in the clear never has such a length, as its length field counts into the block (RFC 4253 §6).
 */
const isClear = (_tag: number, following: Uint8Array): boolean => {
  const length = numberAt(following, 0, 4, false);
  return (
    length <= MOST_PACKET_BYTES &&
    length % CIPHER_BLOCK !== 0 &&
    (following[4] ?? 0) >= LEAST_PADDING &&
    CLEAR.has(following[5] ?? 0)
  );
};

const isIdentification = (_tag: number, following: Uint8Array): boolean =>
  charactersOf(following, 0, 4) === 'SSH-';

const PACKET = vector(
  32,
  struct(
    row('paddingLength', u8, {
      label: 'Padding length',
      about: 'How many bytes of chance stand behind the message.',
      rfc: RFC,
      unit: 'bytes',
    }),
    row('message', MESSAGE, { label: 'Message', about: 'What the packet says.', rfc: RFC }),
    row('padding', bytes('paddingLength'), {
      label: 'Padding',
      about: 'Chance that fills the packet up to whole blocks of the cipher.',
      rfc: RFC,
    }),
  ),
);

/** One packet in the clear, RFC 4253 §6; what follows is its payload. */
export const sshPacket = structure({
  id: 'sshPacket',
  title: 'SSH packet',
  about: 'The envelope in which every message travels.',
  rfc: RFC,
  content: struct(row('packet', PACKET, { label: 'Packet', about: 'One envelope.', rfc: RFC })),
  payload: true,
});

const CLEAR_OR_SEALED = choice(
  () => 0,
  { 0: row('clear', PACKET, { label: 'Packet', about: 'A packet that all can read.', rfc: RFC }) },
  {
    fits: isClear,
    otherwise: row('sealed', sealed(), {
      label: 'Encrypted packets',
      about: 'Only the two ends can read it (or it is the rest of a packet that began before).',
      rfc: RFC,
    }),
  },
);

const ITEM = choice(
  () => 0,
  {
    0: row('identification', line, {
      label: 'Identification',
      about: 'Which version of SSH the sender speaks, and which program it is.',
      rfc: 'RFC 4253 §4.2',
    }),
  },
  {
    fits: isIdentification,
    otherwise: row('packet', CLEAR_OR_SEALED, {
      label: 'Packet',
      about: 'A message in its envelope.',
      rfc: RFC,
    }),
  },
);

/** What a piece of an SSH stream holds, RFC 4253 §4.2 and §6, as an onlooker without keys sees it. */
export const ssh = structure({
  id: 'ssh',
  title: 'SSH',
  about: 'A way to work on another computer as if it stood here, with nobody listening in.',
  rfc: 'RFC 4253',
  stream: true,
  content: struct(
    row('items', list(ITEM), {
      label: 'Stream',
      item: 'Piece',
      about: 'First who speaks, then packet behind packet.',
      rfc: 'RFC 4253',
    }),
  ),
});
