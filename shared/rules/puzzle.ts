/** A thing to find out in a quiet moment, before its choices are shuffled. */
export interface Puzzle {
  readonly facts: Readonly<Record<string, string>>;
  readonly choices: readonly string[];
  readonly right: string;
  /** The order of its choices says something: they stay as they are, the right one among them. */
  readonly inOrder?: true;
}
