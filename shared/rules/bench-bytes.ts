import { bytesOfHex } from '../base/bytes.ts';
import type { Bench } from './bench.ts';

/** What lies behind the own header, or nothing. */
export const sealedBytes = ({ sealed }: Bench): Uint8Array => bytesOfHex(sealed?.hex);

/** The unit that came, or nothing. */
export const arrivedBytes = ({ arrived }: Bench): Uint8Array => bytesOfHex(arrived?.hex);

/** The message that a program has begun, or nothing. */
export const draftBytes = ({ facts }: Bench): Uint8Array => bytesOfHex(facts.draft);
