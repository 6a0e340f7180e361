/** Sorts of decision that need their own thought (GAME, first words). */
export const KIND_IDS = ['frame/to-gateway'] as const;
export type KindId = (typeof KIND_IDS)[number];
