import { fieldsNamed, type PlacedField } from './http-fields.ts';
import { CONTENT_LENGTH } from './http-grammar.ts';
import type { Issue, IssueCode } from './issue.ts';

/** What ends a body whose length nothing tells. */
export const CLOSING = { path: 'http.body', rfc: 'RFC 9112 §6.3' } as const;

/** What the header fields say of the body. */
interface Framing {
  /** Bytes of the body; undefined when no field tells. */
  readonly lengthBytes?: number;
  readonly isChunked?: true;
  readonly issues: readonly Issue[];
}

/** An issue at the value of a field. */
export const fieldIssue = (code: IssueCode, field: PlacedField, rfc: string): Issue => {
  const { path, bitOffset, bitLength, value } = field;
  return { severity: 'error', code, path, bitOffset, bitLength, given: value, rfc };
};

/** Chunks are the one transfer coding that everybody knows, RFC 9112 §7; 1.0 does not know it, RFC 9112 §6.1. */
const codedFraming = (
  version: string | undefined,
  coding: PlacedField,
  isRepeated: boolean,
  length: PlacedField | undefined,
): Framing => {
  const isKnown = coding.value.toLowerCase() === 'chunked' && !isRepeated;
  if (!isKnown || version === 'HTTP/1.0') {
    return { issues: [fieldIssue('http/transfer-encoding', coding, 'RFC 9112 §6.1')] };
  }
  const both = length === undefined ? [] : [length];
  const issues = both.map(field => fieldIssue('http/length-and-coding', field, CLOSING.rfc));
  return { isChunked: true, issues };
};

/** Length of the body by the header fields alone, RFC 9112 §6.3. */
export const framingOf = (version: string | undefined, fields: readonly PlacedField[]): Framing => {
  const [coding, ...codings] = fieldsNamed(fields, 'Transfer-Encoding');
  if (coding !== undefined) {
    const [length] = fieldsNamed(fields, CONTENT_LENGTH.label);
    return codedFraming(version, coding, codings.length > 0, length);
  }
  const told = fieldsNamed(fields, CONTENT_LENGTH.label);
  const lengthsOf = (field: PlacedField): string[] => field.value.split(',').map(v => v.trim());
  const wrong = told.find(field => !lengthsOf(field).every(length => /^\d{1,15}$/.test(length)));
  if (wrong !== undefined) {
    return { issues: [fieldIssue('http/content-length', wrong, CONTENT_LENGTH.rfc)] };
  }
  const [first] = told.flatMap(lengthsOf).map(Number);
  if (first === undefined) return { issues: [] };
  const differing = told.find(field => lengthsOf(field).some(length => Number(length) !== first));
  if (differing !== undefined) {
    return { issues: [fieldIssue('http/content-length-repeated', differing, CLOSING.rfc)] };
  }
  return { lengthBytes: first, issues: [] };
};
