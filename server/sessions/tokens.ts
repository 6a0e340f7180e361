import { createHash, createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';

/** 128 random bits in letters that fit into an address. */
export const newToken = (): string => randomBytes(16).toString('base64url');

/** What is kept of a token: who reads the data file learns nothing that opens a seat. */
export const hashToken = (token: string): string =>
  createHash('sha256').update(token).digest('hex');

/** Name of a session in addresses, and of its room. */
export const newSessionId = (): string => randomBytes(9).toString('hex');

/** Six decimal digits, drawn evenly. */
export const newPin = (): string => String(randomInt(1_000_000)).padStart(6, '0');

/** Seed of all draws of a session. */
export const newSeed = (): string => randomBytes(16).toString('hex');

/** Whether both are the same, in a time that tells nothing about where they differ. */
export const sameSecret = (a: string, b: string): boolean =>
  timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest());

const mac = (secret: string, purpose: string, text: string): Buffer =>
  createHmac('sha256', secret).update(`${purpose}\n${text}`).digest();

/** The four digits that bring a player back on another device: computed, so that they need not be kept anywhere. */
export const seatCodeOf = (secret: string, session: string, player: string): string =>
  String(mac(secret, 'seat-code', `${session}/${player}`).readUInt32BE() % 10_000).padStart(4, '0');

/** `text` with a signature behind a dot. `purpose` keeps a signature from being used elsewhere. */
export const sign = (secret: string, purpose: string, text: string): string =>
  `${Buffer.from(text).toString('base64url')}.${mac(secret, purpose, text).toString('base64url')}`;

/** The text that was signed, or null when it was not signed by us for this purpose. */
export const unsign = (secret: string, purpose: string, signed: string): string | null => {
  const [encoded = '', signature = ''] = signed.split('.');
  const text = Buffer.from(encoded, 'base64url').toString();
  const expected = mac(secret, purpose, text).toString('base64url');
  return sameSecret(signature, expected) ? text : null;
};
