/** Why a decision was refused or remarked upon. Words for each live in shared/lessons: a code without words does not compile. */
export const FINDING_CODES = ['value/not-a-number'] as const;
export type FindingCode = (typeof FINDING_CODES)[number];
