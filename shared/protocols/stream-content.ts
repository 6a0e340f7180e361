const FIRST_TYPE = 20;
const LAST_TYPE = 24;
const LAST_MINOR_VERSION = 4;
const RECORD_HEADER_BYTES = 5;
/** The longest encrypted fragment of any version: those before 1.3 allowed more than RFC 8446 §5.2. */
const LONGEST_FRAGMENT = 0x4000 + 2048;

/** Whether `payload` begins with the header of a TLS record of any version, RFC 8446 §5.1 and Appendix D. */
export const beginsTlsRecord = (payload: Uint8Array): boolean => {
  const [type = 0, major = 0, minor = 0, high = 0, low = 0] = payload;
  const length = high * 256 + low;
  return (
    payload.length >= RECORD_HEADER_BYTES &&
    type >= FIRST_TYPE &&
    type <= LAST_TYPE &&
    major === 3 &&
    minor <= LAST_MINOR_VERSION &&
    length > 0 &&
    length <= LONGEST_FRAGMENT
  );
};

const LOOKED_AT = 256;
const TAB = 9;
const CARRIAGE_RETURN = 13;
const ESCAPE = 27;
const DELETE = 127;

const isControl = (byte: number): boolean =>
  byte === DELETE || (byte < 32 && byte !== ESCAPE && (byte < TAB || byte > CARRIAGE_RETURN));

/** Whether `payload` cannot be lines of text: among its first bytes are control characters, and less than two in three
 *  are readable. The middle of an encrypted conversation looks like that. */
export const isBinary = (payload: Uint8Array): boolean => {
  const looked = payload.subarray(0, LOOKED_AT);
  let controls = 0;
  let high = 0;
  for (const byte of looked) {
    if (isControl(byte)) controls += 1;
    else if (byte > DELETE) high += 1;
  }
  return controls > 0 && (controls + high) * 3 > looked.length;
};
