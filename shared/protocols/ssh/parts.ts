import { bytes, characters } from '../structure/bytes.ts';
import { u8, u32 } from '../structure/number.ts';
import { row } from '../structure/piece.ts';
import { vector } from '../structure/vector.ts';

/** Characters behind their length, RFC 4251 §5: names and lists of names, separated by commas. */
export const TEXT = vector(32, characters('ascii'));

/** Bytes behind their length, RFC 4251 §5. */
export const STRING = vector(32, bytes());

/** What only some kinds of a message have, up to the padding of the packet where there is one around it. */
export const REST = bytes(({ left, number }) => left - number('paddingLength'));

/** Yes or no, RFC 4251 §5. */
export const flag = <const Name extends string>(
  name: Name,
  label: string,
  about: string,
  rfc: string,
) => row(name, u8, { label, about, rfc, names: { 0: 'no', 1: 'yes' } });

/** The number by which the other side knows the channel, RFC 4254 §5. */
export const RECIPIENT = row('recipientChannel', u32, {
  label: 'Recipient channel',
  about: 'Which channel it is for, by the number that its receiver gave to it.',
  rfc: 'RFC 4254 §5',
});

/** A language tag that nobody uses, RFC 4251 §5. */
export const LANGUAGE = row('language', TEXT, {
  label: 'Language',
  about: 'The language of the text; nearly always left empty.',
  rfc: 'RFC 4251 §5',
});
