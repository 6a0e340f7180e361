import { fromHex } from '../../../shared/base/bytes.ts';

/** The bytes of hex digits in a test; blanks are for the eye. */
export const hexBytes = (digits: string): Uint8Array => {
  const read = fromHex(digits);
  if (!read.ok) throw new Error(read.error.code);
  return read.value;
};
