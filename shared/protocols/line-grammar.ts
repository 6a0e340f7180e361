import type { Issue, IssueCode } from './issue.ts';
import type { TextPart } from './text.ts';

/** How far a piece reaches: `word` to the next space, `name` to the next colon, `space` one space,
 *  `blanks` a run of spaces and tabs, `colon` one colon, `trimmed` the rest of the line without
 *  the blanks at its end, `rest` all that is left of the line. */
export type Reach = 'word' | 'name' | 'space' | 'blanks' | 'colon' | 'trimmed' | 'rest';

/** Where a piece ends that begins at `at`, given the characters of the whole line; `at` for none. */
export type Taker = (characters: string, at: number) => number;

/** What to object when a piece does not fit. `fits` sees the characters taken, none when the piece is
 *  missing, and those taken before. */
export interface Objection {
  readonly code: IssueCode;
  readonly severity: Issue['severity'];
  readonly fits: (characters: string, before: Readonly<Record<string, string>>) => boolean;
  readonly expected?: string;
}

/** One sort of piece in a list of them; it takes what the sticky expression or the function does. */
export interface LinePiece {
  readonly part: TextPart;
  readonly reach: RegExp | Taker;
  readonly objection?: Objection;
}

/** The piece of a line that stands at one place of its grammar. */
export interface LineElement {
  readonly part: TextPart;
  readonly reach: Reach | RegExp | Taker;
  readonly objection?: Objection;
  /** What it consists of: pieces of these sorts in any order, the first sort that takes something. */
  readonly pieces?: readonly LinePiece[];
  /** Written when nothing is given; nothing without it. */
  readonly default?: string;
  /** Written only where the element of that name is. */
  readonly onlyWith?: string;
  /** What a generator may choose from; the default when left out. */
  readonly samples?: readonly string[];
}

/** The grammar of one kind of line: its pieces in order, then its CRLF. */
export interface LineGrammar {
  readonly elements: readonly LineElement[];
  /** What is left between the last element and the line ending; an error where it has a code. */
  readonly surplus: { readonly part: TextPart; readonly code?: IssueCode };
  readonly ending: {
    readonly part: TextPart;
    readonly bareLineFeed: IssueCode;
    readonly unfinished: IssueCode;
  };
}
