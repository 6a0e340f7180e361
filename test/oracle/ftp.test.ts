import { expect, test } from 'vitest';
import { utf8 } from '../../shared/base/bytes.ts';
import { ftpClientProgram } from '../../shared/network/programs/ftp-client.ts';
import { ftpServerProgram } from '../../shared/network/programs/ftp-server.ts';
import { converse } from '../shared/network/programs/pair.ts';
import { readByTshark } from './dialogue.ts';
import { skipsTshark, TSHARK_REASON } from './tshark.ts';

const server = ftpServerProgram({
  port: 21,
  passivePorts: [40_000],
  users: { ada: 'secret' },
  files: { '/prices.txt': 'apple 3\n' },
  isWritable: false,
});
const client = ftpClientProgram({
  server: { address: 0x0a000001, port: 21 },
  user: 'ada',
  password: 'secret',
  wish: { kind: 'fetch', path: '/prices.txt' },
});
const FIELDS = ['ftp.request.command', 'ftp.request.arg', 'ftp.response.code'];
const DATA = ['ftp-data.command'];

test.skipIf(skipsTshark)(`tshark reads the same, data connection and all${TSHARK_REASON}`, () => {
  const { sent } = converse(client, server);
  const { values, complaints } = readByTshark(sent, FIELDS);
  expect(complaints).toBe('');
  expect(readByTshark(sent, DATA).values).toContain('RETR /prices.txt');
  expect(values).toEqual([
    ...['220', 'USER', 'ada', '331', 'PASS', 'secret', '230', 'TYPE', 'I', '200', 'EPSV', '229'],
    ...['RETR', '/prices.txt', '150', '226', 'QUIT', '221'],
  ]);
});

test.skipIf(skipsTshark)(`and loses the file when the port is told wrong${TSHARK_REASON}`, () => {
  const { sent } = converse(client, server);
  const changed = sent.map(piece => {
    const isPort = String.fromCharCode(...piece.bytes).includes('|||');
    return isPort ? { ...piece, bytes: utf8('229 Entering (|||40001|)\r\n') } : piece;
  });
  expect(readByTshark(changed, DATA).values).not.toContain('RETR /prices.txt');
});
