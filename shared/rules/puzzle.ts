/** A thing to find out in a quiet moment, before its choices are shuffled. */
export interface Puzzle {
  readonly facts: Readonly<Record<string, string>>;
  readonly choices: readonly string[];
  readonly right: string;
}
