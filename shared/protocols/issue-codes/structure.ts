/** Objections to any message made of nested vectors, lists and choices. */
export const STRUCTURE_ISSUES = [
  'structure/length-too-long',
  'structure/length-too-short',
  'structure/trailing-bytes',
  'structure/continues',
  'structure/constant',
  'structure/empty-item',
  'structure/too-deep',
  'structure/bad-text',
] as const;
