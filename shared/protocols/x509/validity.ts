import { text } from '../../base/bytes.ts';
import { type DerElement, derText, element, elementsOf, TAGS } from './der.ts';

/** From when to when a certificate holds, in milliseconds since 1970. */
export interface Validity {
  readonly notBefore: number;
  readonly notAfter: number;
}

const UTC = /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/;
const GENERALIZED = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/;

const momentOf = ({ tag, content }: DerElement): number | undefined => {
  const form = tag === TAGS.utcTime ? UTC : GENERALIZED;
  if (tag !== TAGS.utcTime && tag !== TAGS.generalizedTime) return undefined;
  const found = form.exec(text(content));
  if (found === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found
    .slice(1)
    .map(Number);
  // Two digits of a year are those of 1950 to 2049.
  const century = tag === TAGS.utcTime ? (year < 50 ? 2000 : 1900) : 0;
  return Date.UTC(century + year, month - 1, day, hour, minute, second);
};

/** Reads both ends of a validity, RFC 5280 §4.1.2.5; undefined where one is none. */
export const readValidity = (validity: DerElement | undefined): Validity | undefined => {
  const [from, to] = elementsOf(validity?.content ?? new Uint8Array(0)) ?? [];
  const notBefore = from === undefined ? undefined : momentOf(from);
  const notAfter = to === undefined ? undefined : momentOf(to);
  return notBefore === undefined || notAfter === undefined ? undefined : { notBefore, notAfter };
};

const SECONDS = /\.\d{3}Z$/;

/** One end: UTCTime up to 2049, GeneralizedTime from then on, RFC 5280 §4.1.2.5. */
const momentElement = (moment: number): Uint8Array => {
  const digits = new Date(moment).toISOString().replace(SECONDS, 'Z').replace(/[-:T]/g, '');
  const isShort = Number(digits.slice(0, 4)) < 2050;
  return isShort ? derText(TAGS.utcTime, digits.slice(2)) : derText(TAGS.generalizedTime, digits);
};

/** Both ends as they stand in a certificate. */
export const validityElement = ({ notBefore, notAfter }: Validity): Uint8Array =>
  element(TAGS.sequence, momentElement(notBefore), momentElement(notAfter));
