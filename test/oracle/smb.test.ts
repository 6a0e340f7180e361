import { expect, test } from 'vitest';
import { smbConversation } from '../shared/network/programs/smb-conversation.ts';
import { readByTshark } from './dialogue.ts';
import { skipsTshark, TSHARK_REASON } from './tshark.ts';

const FIELDS = ['smb2.cmd', 'smb2.nt_status', 'smb2.tree', 'smb2.filename', 'smb2.read_length'];

test.skipIf(skipsTshark)(`tshark reads every command and status${TSHARK_REASON}`, () => {
  const { values, complaints } = readByTshark(smbConversation('prices.txt').sent, ['smb2.cmd']);
  expect(complaints).toBe('');
  expect(values.map(Number)).toEqual([
    ...[0, 0, 1, 1, 1, 1, 3, 3, 5, 5, 8, 8, 8, 8, 6, 6, 4, 4, 2, 2],
  ]);
});

test.skipIf(skipsTshark)(`tshark reads share, name and listing${TSHARK_REASON}`, () => {
  const { values, complaints } = readByTshark(smbConversation('').sent, FIELDS);
  expect(complaints).toBe('');
  expect(values).toContain('\\\\files\\share');
  expect(values).toContain('prices.txt');
  expect(values).toContain('0x80000006');
});

test.skipIf(skipsTshark)(`and sees another command${TSHARK_REASON}`, () => {
  const [first, ...rest] = smbConversation('').sent;
  if (first === undefined) throw new Error('nothing was said');
  const changed = [{ ...first, bytes: first.bytes.with(16, 13) }, ...rest];
  expect(Number(readByTshark(changed, ['smb2.cmd']).values[0])).toBe(13);
});
