/** What an objection to bytes says: what it means, and where to look. Never blame. */
export interface IssueWords {
  readonly means: string;
  readonly look: string;
}

/** Words for every code of one family: a code without words does not compile. */
export type WordsFor<Codes extends readonly string[]> = Readonly<Record<Codes[number], IssueWords>>;
