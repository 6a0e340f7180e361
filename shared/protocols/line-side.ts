import type { LineElement, LineGrammar } from './line-grammar.ts';
import type { ScannedLine } from './line-scan.ts';
import type { Line, TextPart } from './text.ts';

/** One kind of line that a side of a dialogue may say. */
export interface LineForm {
  readonly part: TextPart;
  readonly elements: readonly LineElement[];
  /** In which it is said; `ready` when left out. */
  readonly mode?: LineMode;
}

/** What was said before, as far as it decides how the next line is read: `ready` for anything new, or one
 *  of the protocol's own. `segment` is the start of a segment, of which nothing is known: it may begin in
 *  the middle of a line. */
export type LineMode = string;

/** One side of a dialogue in lines: everything that it may say. */
export interface LineSide {
  /** `smtp`; the same for both sides. */
  readonly id: string;
  readonly title: string;
  readonly rfc: string;
  readonly forms: Readonly<Record<string, LineForm>>;
  /** Which form the line has, by the name in `forms`. */
  readonly formOf: (characters: string, mode: LineMode) => string;
  readonly modeAfter: (mode: LineMode, form: string, line: ScannedLine) => LineMode;
  /** With the line ending; a longer line is an error. */
  readonly maximumLineBytes: number;
  readonly tooLongRfc: string;
  /** Where the line ends that starts at `start`; by its CRLF when left out. */
  readonly lineAt?: (bytes: Uint8Array, start: number, limit: number) => Line;
}

const ENDING: LineGrammar['ending'] = {
  part: {
    name: 'lineEnd',
    label: 'Line ending',
    about: 'Carriage return and line feed end the line.',
    rfc: 'RFC 5234 §B.1',
  },
  bareLineFeed: 'text/line-ending',
  unfinished: 'text/incomplete',
};

const SURPLUS: LineGrammar['surplus'] = {
  part: {
    name: 'surplus',
    label: 'Surplus',
    about: 'Nothing may stand here: the line had everything that belongs to it.',
    rfc: 'RFC 5321 §4.1.1',
  },
  code: 'text/surplus',
};

/** A form with the grammar of its lines. */
export interface KnownForm {
  readonly part: TextPart;
  readonly grammar: LineGrammar;
}

const knownOf = ({ part, elements }: LineForm): KnownForm => ({
  part,
  grammar: {
    elements,
    surplus: { ...SURPLUS, part: { ...SURPLUS.part, rfc: part.rfc } },
    ending: ENDING,
  },
});

/** A line of a form that the side does not have. */
export const NO_FORM = knownOf({ part: SURPLUS.part, elements: [] });

/** A side with its forms by name. */
export interface LineReader {
  readonly side: LineSide;
  readonly known: ReadonlyMap<string, KnownForm>;
}

/** Makes the grammars of a side, once for all its lines. */
export const readerOf = (side: LineSide): LineReader => ({
  side,
  known: new Map(Object.entries(side.forms).map(([name, form]) => [name, knownOf(form)])),
});
