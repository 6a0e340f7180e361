import { expect, test } from 'vitest';
import { concat } from '../../../../shared/base/bytes.ts';
import type { Program } from '../../../../shared/network/programs/program.ts';
import { smbClientProgram } from '../../../../shared/network/programs/smb-client.ts';
import { smbServerProgram } from '../../../../shared/network/programs/smb-server.ts';
import { SMB_STATUS, smb2Packet } from '../../../../shared/protocols/smb/smb2.ts';
import { converse } from './pair.ts';
import { SMB_FILES, smbConversation } from './smb-conversation.ts';

test.each([
  ['lists a share', '', 'share', true, 'prices.txt\nlong.txt'],
  ['gets a file', 'prices.txt', 'share', true, SMB_FILES['prices.txt']],
  ['gets a file of many reads', 'long.txt', 'share', true, SMB_FILES['long.txt']],
  ['asks for a file that is not there', 'none.txt', 'share', false, 'objectNotFound'],
  ['asks for a share that is not there', '', 'nothing', false, 'badNetworkName'],
])('a client %s', (_fact, file, share, met, result) => {
  for (const seed of ['a', 'b']) {
    expect(smbConversation(file, share, seed).done).toEqual([{ by: 'client', met, result }]);
  }
});

test('who speaks no SMB2 is hung up on', () => {
  const config = { port: 445, serverName: 'files', share: 'share', files: SMB_FILES };
  const program = smbServerProgram(config);
  const facts = { nowMicros: 0, addresses: [], draw: () => 0 };
  const peer = { address: 1, port: 1 };
  const { state } = program.step(new Map(), { type: 'connected', connection: 1, peer }, facts);
  const bytes = Uint8Array.of(0, 0, 0, 4, 1, 2, 3, 4);
  const turn = program.step(state, { type: 'received', connection: 1, bytes }, facts);
  expect(turn).toEqual({ state: new Map(), effects: [{ type: 'finish', connection: 1 }] });
});

/** A server that says of each request first that it has been taken, MS-SMB2 §3.3.4.2, in one piece with its answer. */
const slow = (inner: Program<unknown>): Program<unknown> => ({
  start: facts => inner.start(facts),
  step: (state, event, facts) => {
    const turn = inner.step(state, event, facts);
    const taken = smb2Packet.encode({
      message: { flags: 3, status: SMB_STATUS.pending, body: { is: 'error', value: {} } },
    });
    const effects = turn.effects.map(effect =>
      effect.type === 'send' ? { ...effect, bytes: concat(taken, effect.bytes) } : effect,
    );
    return { state: turn.state, effects };
  },
});

test('a client waits for the answer where the server has only taken its request', () => {
  const config = { port: 445, serverName: 'files', share: 'share', files: SMB_FILES };
  const server = { address: 0x0a000001, port: 445 };
  const wish = { server, serverName: 'files', share: 'share', file: 'prices.txt' };
  for (const seed of ['a', 'b']) {
    const { done } = converse(smbClientProgram(wish), slow(smbServerProgram(config)), seed);
    expect(done).toEqual([{ by: 'client', met: true, result: SMB_FILES['prices.txt'] }]);
  }
});
