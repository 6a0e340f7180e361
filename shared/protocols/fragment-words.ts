/** What a sealed payload is called, and why it is not read on. */
export interface SealedWords {
  readonly label: string;
  readonly about: string;
  /** How many bytes of what the whole packet carries are in front of it. */
  readonly offsetBytes: number;
}

/** Words for `length` bytes that belong at byte `offset` of what the whole packet carries. */
export const fragmentWords = (offset: number, length: number): SealedWords => ({
  offsetBytes: offset,
  label: offset === 0 ? 'First fragment' : 'Fragment',
  about: `Bytes ${offset} to ${offset + Math.max(0, length - 1)} of what the whole packet carries; it is read when all fragments are together again.`,
});
