/** What a forger who does not see the question has to guess, RFC 5452 §7.1. */
export interface Unknowns {
  readonly identifiers: number;
  readonly ports: number;
  /** Letters whose case is drawn: each doubles the guesses. */
  readonly letters: number;
}

/** The chance, 0 to 1, that at least one of `guesses` forged answers fits if all come before the true one: RFC 5452
 *  §7.2 for guesses that may repeat. */
export const chanceOfForgery = (
  guesses: number,
  { identifiers, ports, letters }: Unknowns,
): number => 1 - (1 - 1 / (identifiers * ports * 2 ** letters)) ** guesses;
