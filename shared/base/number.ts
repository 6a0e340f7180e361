import { err, ok, type Result } from './result.ts';
import { plainSigns } from './typed.ts';

/** Why a typed text is not a number of the width asked for. */
export type NumberProblem =
  | { readonly code: 'number/empty' }
  | { readonly code: 'number/not-a-number'; readonly given: string }
  | { readonly code: 'number/leading-zero'; readonly given: string }
  | { readonly code: 'number/out-of-range'; readonly given: string; readonly max: number };

/** Reads a number of `bits` bits (1..48), decimal or `0x` hex, full-width digits and blanks
 *  around it allowed. `010` is refused: some programs would read it as eight. */
export const parseNumber = (typed: string, bits: number): Result<number, NumberProblem> => {
  const given = plainSigns(typed);
  const max = 2 ** bits - 1;
  if (given === '') return err({ code: 'number/empty' });
  if (!/^(?:\d+|0x[0-9a-f]+)$/i.test(given)) return err({ code: 'number/not-a-number', given });
  if (/^0\d/.test(given)) return err({ code: 'number/leading-zero', given });
  const value = Number(given);
  return value <= max ? ok(value) : err({ code: 'number/out-of-range', given, max });
};
