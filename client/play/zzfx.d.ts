declare module 'zzfx' {
  /** Plays one sound; the numbers are volume, randomness, frequency, attack, sustain, release, and more. */
  export const zzfx: (...parameters: readonly number[]) => AudioBufferSourceNode;
}
