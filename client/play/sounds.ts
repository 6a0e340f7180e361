import { soundOn } from '../widgets/preferences.ts';

export type Sound = 'arrive' | 'sent' | 'refused' | 'delivered' | 'all-hands';

/** Parameters of zzfx: volume, randomness, frequency, attack, sustain, release. Each sound has a visible twin. */
const SOUNDS: Readonly<Record<Sound, readonly (readonly number[])[]>> = {
  arrive: [[0.4, 0, 520, 0.01, 0.03, 0.08]],
  sent: [[0.4, 0, 740, 0, 0.01, 0.05]],
  refused: [[0.6, 0, 110, 0, 0.03, 0.12]],
  delivered: [
    [0.5, 0, 660, 0.01, 0.06, 0.12],
    [0.5, 0, 880, 0.01, 0.08, 0.2],
  ],
  'all-hands': [
    [0.4, 0, 523, 0.01, 0.2, 0.4],
    [0.4, 0, 659, 0.01, 0.2, 0.4],
    [0.4, 0, 784, 0.01, 0.2, 0.4],
  ],
};
const NOTE_MS = 140;

/** Plays nothing, and loads nothing, until sound has been switched on. */
export const play = async (sound: Sound): Promise<void> => {
  if (!soundOn.value) return;
  const { zzfx } = await import('zzfx');
  for (const [index, note] of SOUNDS[sound].entries()) {
    const together = sound === 'all-hands';
    setTimeout(() => zzfx(...note), together ? 0 : index * NOTE_MS);
  }
};
