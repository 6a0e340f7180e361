import { expect, test } from 'vitest';
import { drawInteger } from '../../../../shared/base/random.ts';
import { sha256Hex } from '../../../../shared/base/sha256.ts';
import { LossyPair } from './lossy-pair.ts';

const wordsOf = (seed: string, side: string): Uint8Array =>
  Uint8Array.from({ length: drawInteger(12_000, seed, 'length', side) }, (_, index) =>
    drawInteger(256, seed, side, index),
  );

test.each([0, 0.05, 0.2])(
  '500 pairs that lose %d of all segments end equal and closed',
  loss => {
    const bad: string[] = [];
    for (let number = 0; number < 500; number++) {
      const seed = `pair-${number}`;
      const words = { client: wordsOf(seed, 'client'), server: wordsOf(seed, 'server') };
      const result = new LossyPair(seed, loss, words).run();
      const equal =
        sha256Hex(result.heard.server) === sha256Hex(words.client) &&
        sha256Hex(result.heard.client) === sha256Hex(words.server);
      const ended =
        result.events.client.join() === 'established,remote-closed,closed' &&
        result.events.server.join() === 'established,remote-closed,closed' &&
        ['TIME-WAIT', 'CLOSED'].includes(result.states.client) &&
        result.states.server === 'CLOSED';
      if (!equal || !ended)
        bad.push(
          `${seed} ${equal} ${JSON.stringify([result.events, result.states, result.steps])}`,
        );
    }
    expect(bad).toEqual([]);
  },
  60_000,
);
