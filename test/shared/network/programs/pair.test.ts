import { expect, test } from 'vitest';
import { concat, text, utf8 } from '../../../../shared/base/bytes.ts';
import type { Program } from '../../../../shared/network/programs/program.ts';
import { converse } from './pair.ts';

const echo: Program<null> = {
  start: () => ({ state: null, effects: [{ type: 'listen', protocol: 'tcp', port: 7 }] }),
  step: (_state, event) => {
    if (event.type === 'received') {
      const { connection, bytes } = event;
      return { state: null, effects: [{ type: 'send', connection, bytes }] };
    }
    if (event.type !== 'finished') return { state: null, effects: [] };
    return { state: null, effects: [{ type: 'finish', connection: event.connection }] };
  },
};

const asking = (words: string): Program<Uint8Array> => ({
  start: () => ({
    state: new Uint8Array(),
    effects: [{ type: 'connect', connection: -1, peer: { address: 0x0a000001, port: 7 } }],
  }),
  step: (heard, event) => {
    if (event.type === 'connected') {
      const bytes = utf8(words);
      const said = { type: 'send', connection: -1, bytes } as const;
      return { state: heard, effects: [said, { type: 'finish', connection: -1 }] };
    }
    if (event.type === 'received') return { state: concat(heard, event.bytes), effects: [] };
    const result = text(heard);
    return { state: heard, effects: [{ type: 'done', met: result === words, result }] };
  },
});

test('what a client says comes back from an echo, in whatever pieces', () => {
  const { sent, done } = converse(asking('over and out'), echo);
  expect(done).toEqual([{ by: 'client', met: true, result: 'over and out' }]);
  expect(sent.length).toBeGreaterThan(1);
});

test('the same seed cuts the same pieces', () => {
  expect(converse(asking('roger'), echo, 'one')).toEqual(converse(asking('roger'), echo, 'one'));
});
