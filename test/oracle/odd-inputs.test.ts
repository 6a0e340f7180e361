import { expect, test } from 'vitest';
import { explainCaptured } from '../../shared/protocols/explain-captured.ts';
import { seeded } from '../shared/protocols/seeded.ts';
import { expectTiled } from '../shared/protocols/tiling.ts';
import { oddInputs } from './odd-inputs.ts';

const INPUTS = 100_000;
// Only a loop takes this long, on whatever machine.
const LONGEST_MILLISECONDS = 20_000;

test(`${INPUTS} spoilt packets are explained to the last bit, each soon`, () => {
  const next = oddInputs(seeded('odd'));
  let slowest = 0;
  for (let count = 0; count < INPUTS; count++) {
    const { from, packet } = next();
    const begun = performance.now();
    const { spans } = explainCaptured(from, packet);
    slowest = Math.max(slowest, performance.now() - begun);
    expectTiled(spans, 0, packet.bytes.length * 8);
  }
  expect(slowest).toBeLessThan(LONGEST_MILLISECONDS);
}, 120_000);
