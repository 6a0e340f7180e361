import { fromHex } from '../base/bytes.ts';
import type { Bench } from './bench.ts';

const bytesOfHex = (hex: string | undefined): Uint8Array => {
  const bytes = fromHex(hex ?? '');
  return bytes.ok ? bytes.value : new Uint8Array();
};

/** What lies behind the own header, or nothing. */
export const sealedBytes = ({ sealed }: Bench): Uint8Array => bytesOfHex(sealed?.hex);

/** The unit that came, or nothing. */
export const arrivedBytes = ({ arrived }: Bench): Uint8Array => bytesOfHex(arrived?.hex);

/** The message that a program has begun, or nothing. */
export const draftBytes = ({ facts }: Bench): Uint8Array => bytesOfHex(facts.draft);
