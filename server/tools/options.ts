/** What was typed behind the name of a tool: words, and options written `--name value`. */
export interface Options {
  readonly words: readonly string[];
  readonly named: ReadonlyMap<string, string>;
}

/** Reads the command line; the error is a sentence. */
export const readOptions = (
  typed: readonly string[],
  known: readonly string[],
): Options | { readonly sentence: string } => {
  const words: string[] = [];
  const named = new Map<string, string>();
  for (let at = 0; at < typed.length; at++) {
    const word = typed[at] ?? '';
    if (!word.startsWith('--')) {
      words.push(word);
      continue;
    }
    const name = word.slice(2);
    const value = typed[++at];
    if (!known.includes(name)) {
      return {
        sentence: `There is no option ${word}; known are ${known.map(each => `--${each}`).join(', ')}.`,
      };
    }
    if (value === undefined) return { sentence: `${word} needs a value behind it.` };
    named.set(name, value);
  }
  return { words, named };
};

/** Ends the tool with a sentence that says what to do. */
export const giveUp = (sentence: string): never => {
  console.error(sentence);
  process.exit(1);
};
