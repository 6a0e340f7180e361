import { expect, test } from 'vitest';
import { smbServerProgram } from '../../../../shared/network/programs/smb-server.ts';
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
