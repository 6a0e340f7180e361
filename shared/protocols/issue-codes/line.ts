/** Objections to signals of the line codes besides Manchester. */
export const LINE_ISSUES = [
  'line/missing-edge',
  'line/half-bit-left',
  'line/jump',
  'line/wrong-direction',
  '4b5b/no-start',
  '4b5b/bad-symbol',
  '4b5b/no-end',
  '4b5b/half-byte',
] as const;
