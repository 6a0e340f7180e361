/** What a stranger says. */
export interface Garbage {
  readonly over: 'tcp' | 'udp';
  /** One after the other, each when the daemon has answered the one before. */
  readonly pieces: readonly Uint8Array[];
  /** The daemon speaks first. */
  readonly greeted: boolean;
  /** The stranger says at once that it will say no more. */
  readonly endsAtOnce: boolean;
  /** A good question, to see whether the daemon is still there. */
  readonly isAlive: Uint8Array;
}

/** What input is made of. */
export interface Ingredients {
  /** Name of the site or zone that is asked for. */
  readonly host: string;
  /** A number in [0, 1) for each purpose. */
  readonly draw: (purpose: string) => number;
}

/** One of a list, by lot. */
export const oneOf = <T>(list: readonly [T, ...T[]], { draw }: Ingredients, purpose: string): T =>
  list[Math.floor(draw(purpose) * list.length)] ?? list[0];

/** A whole number from `least` on, one of `count`. */
export const numberFrom = (
  least: number,
  count: number,
  { draw }: Ingredients,
  purpose: string,
): number => least + Math.floor(draw(purpose) * count);
