import { hasNoControls, KNOWN_FIELDS, lineEnding } from './http-grammar.ts';
import type { Issue } from './issue.ts';
import type { LineGrammar } from './line-grammar.ts';
import { scanLine } from './line-scan.ts';
import type { Span } from './span.ts';
import { isBlank, isToken, type Line, lineAt, type TextPart, textSpan } from './text.ts';

/** One field of the header section, RFC 9110 §5: the name in any case, the value without blanks around. */
export interface HttpField {
  readonly name: string;
  readonly value: string;
}

/** A field and where its value stands. */
export interface PlacedField extends HttpField {
  readonly path: string;
  readonly bitOffset: number;
  readonly bitLength: number;
}

/** The header section read: `end` is the byte after the empty line, or where the bytes end. */
export interface ScannedFields {
  readonly fields: readonly PlacedField[];
  /** Made when asked for: programs that read messages look at none. */
  readonly spans: () => readonly Span[];
  readonly issues: readonly Issue[];
  readonly end: number;
  readonly isComplete: boolean;
}

const FIELD_NAME: TextPart = {
  name: 'name',
  label: 'Field name',
  about: 'What the line tells; upper and lower case mean the same.',
  rfc: 'RFC 9110 §5.1',
};
const FIELD_VALUE: TextPart = {
  name: 'value',
  label: 'Field value',
  about: 'What the line says about it.',
  rfc: 'RFC 9110 §5.5',
};
const COLON: TextPart = {
  name: 'colon',
  label: 'Colon',
  about: 'Stands right behind the field name, with no space before it.',
  rfc: 'RFC 9112 §5.1',
};
const FOLDED: TextPart = {
  name: 'folded',
  label: 'Folded line',
  about: 'A line that starts with a blank used to continue the one before; no longer.',
  rfc: 'RFC 9112 §5.2',
};
const EMPTY_LINE: TextPart = {
  name: 'emptyLine',
  label: 'Empty line',
  about: 'Ends the header section; the body starts behind it.',
  rfc: 'RFC 9112 §2.1',
};
const FIELD_LINE_WORDS = {
  label: 'Header field',
  about: 'A line of name, colon and value.',
  rfc: 'RFC 9112 §5',
};

const blanks = (name: string): TextPart => ({
  name,
  label: 'Blanks',
  about: 'Blanks around the value do not belong to it.',
  rfc: 'RFC 9112 §5.1',
});

/** field-line, RFC 9112 §5. */
const FIELD_LINE: LineGrammar = {
  elements: [
    {
      part: FIELD_NAME,
      reach: 'name',
      objection: { code: 'http/field-name', severity: 'error', fits: isToken },
    },
    {
      part: COLON,
      reach: 'colon',
      objection: {
        code: 'http/field-colon',
        severity: 'error',
        fits: taken => taken === ':',
        expected: ':',
      },
    },
    { part: blanks('before'), reach: 'blanks' },
    {
      part: FIELD_VALUE,
      reach: 'trimmed',
      objection: { code: 'http/field-value', severity: 'error', fits: hasNoControls },
    },
  ],
  surplus: { part: blanks('after') },
  ending: lineEnding('lineEnd'),
};

const FOLDED_LINE: LineGrammar = {
  elements: [
    {
      part: FOLDED,
      reach: 'rest',
      objection: { code: 'http/field-folded', severity: 'error', fits: () => false },
    },
  ],
  surplus: { part: blanks('after') },
  ending: lineEnding('lineEnd'),
};

const emptyLine = ({ name }: TextPart): LineGrammar => ({
  elements: [],
  surplus: { part: blanks('after') },
  ending: lineEnding(name),
});

/** The fields of that name, in order; names compare without case, RFC 9110 §5.1. */
export const fieldsNamed = <F extends HttpField>(fields: readonly F[], name: string): F[] =>
  fields.filter(field => field.name.toLowerCase() === name.toLowerCase());

/** The value of the first field of that name, in any case; RFC 9110 §5.1. */
export const fieldValue = (fields: readonly HttpField[], name: string): string | undefined =>
  fieldsNamed(fields, name)[0]?.value;

interface ScannedField {
  readonly field: PlacedField | undefined;
  readonly spans: () => readonly Span[];
  readonly issues: readonly Issue[];
}

// The parts share no character: of a long row of blanks each would else be tried as the first of them.
const SPACED = /^([^ \t]+)[ \t]+$/;

/** What is wrong with a line, said by its cause. */
const byCause = (issues: readonly Issue[], name: string): readonly Issue[] => {
  // Without a colon the whole line passes for the name: that it is none is then beside the point.
  if (issues.some(({ code }) => code === 'http/field-colon')) {
    return issues.filter(({ code }) => code !== 'http/field-name');
  }
  const bare = SPACED.exec(name)?.[1];
  if (bare === undefined || !isToken(bare)) return issues;
  return issues.map(issue =>
    issue.code === 'http/field-name'
      ? { ...issue, code: 'http/field-spaced', rfc: 'RFC 9112 §5.1' }
      : issue,
  );
};

const scanField = (bytes: Uint8Array, line: Line, path: string): ScannedField => {
  const isFolded = isBlank(bytes[line.start]);
  const grammar = isFolded ? FOLDED_LINE : FIELD_LINE;
  const scanned = scanLine(bytes, line, grammar, path);
  const { texts, issues } = scanned;
  const { name = '', colon = '', before = '', value = '' } = texts;
  const bitOffset = 8 * (line.start + name.length + colon.length + before.length);
  const place = { path: `${path}.value`, bitOffset, bitLength: 8 * value.length };
  const words = KNOWN_FIELDS.get(name.toLowerCase()) ?? FIELD_LINE_WORDS;
  return {
    field: isFolded ? undefined : { name, value, ...place },
    spans: () => textSpan(path, words, bytes, line.start, line.end, { children: scanned.spans }),
    issues: byCause(issues, name),
  };
};

/** What a section of fields is called, and the empty line behind it. */
interface FieldSection {
  readonly list: string;
  readonly ending: TextPart;
}

const HEADERS: FieldSection = { list: 'headers', ending: EMPTY_LINE };

/** The fields behind the last chunk, RFC 9112 §7.1.2. */
export const TRAILERS: FieldSection = {
  list: 'trailers',
  ending: {
    name: 'trailersEnd',
    label: 'Empty line',
    about: 'Ends the body that came in chunks.',
    rfc: 'RFC 9112 §7.1',
  },
};

const incompleteAt = (at: number, { name, rfc }: TextPart): Issue => {
  const place = { path: `http.${name}`, bitOffset: 8 * at, bitLength: 0 };
  return { severity: 'note', code: 'http/incomplete', ...place, rfc };
};

/** Reads a section of fields from byte `start` on, RFC 9112 §5, up to its empty line. Spans are
 *  `http.headers.N` with children, and `http.emptyLine`, or what `section` calls them. */
export const scanFields = (
  bytes: Uint8Array,
  start: number,
  limit: number,
  section: FieldSection = HEADERS,
): ScannedFields => {
  const { list, ending } = section;
  const fields: PlacedField[] = [];
  const parts: (() => readonly Span[])[] = [];
  const spans = (): Span[] => parts.flatMap(part => part());
  const issues: Issue[] = [];
  let at = start;
  for (let index = 0; at < limit; index += 1) {
    const line = lineAt(bytes, at, limit);
    at = line.end;
    if (line.contentEnd === line.start) {
      const empty = scanLine(bytes, line, emptyLine(ending), 'http');
      parts.push(() => textSpan(`http.${ending.name}`, ending, bytes, line.start, line.end));
      issues.push(...empty.issues);
      return { fields, spans, issues, end: at, isComplete: line.ending !== 'none' };
    }
    const scanned = scanField(bytes, line, `http.${list}.${index}`);
    parts.push(scanned.spans);
    issues.push(...scanned.issues);
    if (scanned.field !== undefined) fields.push(scanned.field);
  }
  if (!issues.some(issue => issue.code === 'http/incomplete')) {
    issues.push(incompleteAt(at, ending));
  }
  return { fields, spans, issues, end: at, isComplete: false };
};
