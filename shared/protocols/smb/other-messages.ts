import { bytes, sealed } from '../structure/bytes.ts';
import { choice } from '../structure/choice.ts';
import { list } from '../structure/list.ts';
import { numberAt, u8, u16le, u32, u32le, u64le } from '../structure/number.ts';
import { row } from '../structure/piece.ts';
import { struct } from '../structure/struct.ts';
import { structure } from '../structure/structure.ts';
import { vector } from '../structure/vector.ts';
import { rowsOf } from './field-row.ts';

/** First words of messages that are none of SMB2: MS-CIFS §2.2.3.1, MS-SMB2 §2.2.41 and §2.2.42. */
const SMB1 = 0xff534d42;
const ENCRYPTED = 0xfd534d42;
const COMPRESSED = 0xfc534d42;
const KINDS: Readonly<Record<number, string>> = {
  [SMB1]: 'SMB1',
  [ENCRYPTED]: 'encrypted',
  [COMPRESSED]: 'compressed',
};

const head = rowsOf('2.2.41');

const TRANSFORM = struct(
  head('signature', bytes(16), 'Signature', 'Proof that nobody changed it.'),
  head('nonce', bytes(16), 'Nonce', 'A number that is used once, so that no two locks are alike.'),
  head('originalSize', u32le, 'Original size', 'How long the message is when it is opened.'),
  head('reserved', u16le, 'Reserved', 'Not used.'),
  head('flags', u16le, 'Flags', 'Says that the message is encrypted, or how.', { hex: true }),
  head('sessionId', u64le, 'Session', 'Whose key opens it.', { hex: true }),
  head('content', sealed(), 'Encrypted message', 'Locked: who has no key sees how long it is.'),
);

const whole = rowsOf('2.1');

const PACKET = struct(
  whole('zero', u8, 'Zero', 'Always 0.', { constant: 0 }),
  whole(
    'message',
    vector(
      24,
      struct(
        whole('protocolId', u32, 'Protocol', 'A byte for the kind, and the letters SMB.', {
          hex: true,
          names: KINDS,
        }),
        whole(
          'body',
          choice('protocolId', {
            [ENCRYPTED]: row('transform', TRANSFORM, {
              label: 'Encrypted message',
              about: 'A message of SMB2 in an envelope with a lock.',
              rfc: 'MS-SMB2 §2.2.41',
            }),
          }),
          'Content',
          'What the message holds.',
        ),
      ),
    ),
    'Message',
    'One message, behind its length.',
  ),
);

const PROTOCOL_AT = 4;

const beginsOther = (payload: Uint8Array): boolean =>
  payload[0] === 0 && KINDS[numberAt(payload, PROTOCOL_AT, 4, false)] !== undefined;

/** First bytes of those words. */
export const OTHER_MARKS: readonly number[] = [SMB1, ENCRYPTED, COMPRESSED].map(
  word => word >>> 24,
);

/** Messages on the port of SMB2 that are none of it, in a piece of a stream: encrypted ones, and those of SMB1 and compressed
 *  ones, of which only the kind is told. */
export const otherSmb = structure({
  id: 'smb',
  title: 'SMB',
  about: 'Lets one computer use the files of another; not in the form of SMB2, or locked.',
  rfc: 'MS-SMB2 §2.1',
  stream: true,
  begins: beginsOther,
  content: struct(
    row('messages', list(PACKET), {
      label: 'Messages',
      item: 'Message',
      about: 'One behind the other.',
      rfc: 'MS-SMB2 §2.1',
    }),
  ),
});
