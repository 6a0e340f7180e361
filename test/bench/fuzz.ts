import { leavesOf, type Span } from '../../shared/protocols/span.ts';
import { type OddInput, oddInputs } from '../oracle/odd-inputs.ts';
import type { Figure } from './figure.ts';
import { drawsFor } from './sample-frames.ts';

const INPUTS = 1_000_000;

const isTiled = (spans: readonly Span[], bits: number): boolean => {
  let at = 0;
  for (const { bitOffset, bitLength } of leavesOf(spans)) {
    if (bitOffset !== at || bitLength <= 0) return false;
    at += bitLength;
  }
  return at === bits;
};

const survives = ({ bytes, spans }: OddInput): boolean => {
  try {
    return isTiled(spans(), bytes.length * 8);
  } catch (cause) {
    console.error(cause);
    return false;
  }
};

/** A million spoilt packets and messages: how many are explained to the last bit without a throw. */
export const fuzzFigures = (): readonly Figure[] => {
  const next = oddInputs(drawsFor('fuzz'));
  let value = 0;
  let slowestMilliseconds = 0;
  for (let count = 0; count < INPUTS; count++) {
    const input = next();
    const begun = performance.now();
    if (survives(input)) value += 1;
    slowestMilliseconds = Math.max(slowestMilliseconds, performance.now() - begun);
  }
  return [
    {
      name: 'spoilt inputs explained to the last bit',
      value,
      unit: 'inputs',
      against: INPUTS,
      ratio: value / INPUTS,
      hold: 1,
      rows: [{ slowestMilliseconds }],
    },
  ];
};
