/** A file of so many lines. */
export const long = (lines: number): string =>
  `${Array.from({ length: lines }, (_, line) => `export const line${line} = ${line};`).join('\n')}\n`;

/** A function of 44 lines. */
export const longFunction = `export const count = (): number => {\n  let sum = 0;\n${'  sum += 1;\n'.repeat(41)}  return sum;\n};\n`;

/** A function whose cognitive complexity is above 12. */
export const tangled = `export const tangled = (a: number): number => {
  let sum = 0;
  for (let i = 0; i < a; i += 1) {
    if (i > 1) {
      for (let j = 0; j < i; j += 1) {
        if (j > 2) {
          if (j > 3 && i > 4) sum += 1;
          else sum -= 1;
        }
      }
    }
  }
  return sum;
};
`;
