import type { Program, ProgramEffect, ProgramTurn } from '../../shared/network/programs/program.ts';

type Change = (bytes: Uint8Array) => Uint8Array;

/** What comes of `text` where it stands first in the bytes. */
export const worded =
  (text: string, other: string): Change =>
  bytes => {
    const before = Buffer.from(bytes).toString('latin1');
    return new Uint8Array(Buffer.from(before.replace(text, other), 'latin1'));
  };

/** One bit of the byte at this place is turned; a negative place counts from the end. */
export const turnedAt =
  (place: number): Change =>
  bytes => {
    const at = place < 0 ? bytes.length + place : place;
    return bytes.with(at, (bytes[at] ?? 0) ^ 1);
  };

/** The same program, but all it sends is changed on its way: whoever hears it has to notice. */
export const spoilt = <State>(program: Program<State>, change: Change): Program<State> => {
  const changed = (effect: ProgramEffect): ProgramEffect =>
    effect.type === 'send' || effect.type === 'send-datagram'
      ? { ...effect, bytes: change(effect.bytes) }
      : effect;
  const lying = ({ state, effects }: ProgramTurn<State>): ProgramTurn<State> => ({
    state,
    effects: effects.map(changed),
  });
  return {
    start: facts => lying(program.start(facts)),
    step: (state, event, facts) => lying(program.step(state, event, facts)),
  };
};
