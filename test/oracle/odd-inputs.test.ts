import { expect, test } from 'vitest';
import { seeded } from '../shared/protocols/seeded.ts';
import { expectTiled } from '../shared/protocols/tiling.ts';
import { oddInputs } from './odd-inputs.ts';

const INPUTS = 100_000;
// Only a loop takes this long, on whatever machine.
const LONGEST_MILLISECONDS = 20_000;

test(`${INPUTS} spoilt inputs are explained to the last bit, each soon`, () => {
  const next = oddInputs(seeded('odd'));
  let slowest = 0;
  for (let count = 0; count < INPUTS; count++) {
    const { bytes, spans } = next();
    const begun = performance.now();
    const told = spans();
    slowest = Math.max(slowest, performance.now() - begun);
    expectTiled(told, 0, bytes.length * 8);
  }
  expect(slowest).toBeLessThan(LONGEST_MILLISECONDS);
}, 600_000);
