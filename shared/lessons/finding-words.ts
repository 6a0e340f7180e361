/** What a finding says: what happened, why the network works so, where to look. Never the answer, never blame. */
export interface FindingWords {
  readonly happened: string;
  readonly why: string;
  readonly look: string;
}
