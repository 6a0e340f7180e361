import { describe, expect, test } from 'vitest';
import { explain } from '../../../../shared/protocols/explain.ts';
import { decodeDirectory, encodeDirectory } from '../../../../shared/protocols/smb/file-facts.ts';
import { smb2, smb2Packet } from '../../../../shared/protocols/smb/smb2.ts';
import { leavesOf } from '../../../../shared/protocols/span.ts';
import { smbConversation } from '../../network/programs/smb-conversation.ts';
import { hexBytes } from '../hex-bytes.ts';
import { seeded } from '../seeded.ts';
import { expectTiled } from '../tiling.ts';

// What Samba's smbclient 4.17 and smbd said to each other on loopback.
const TREE =
  '00000068 fe534d42400001000000000003000100100000000000000003000000000000000000000000000000402f0e02000000000000000000000000000000000000000009000000480020005c005c003100320037002e0030002e0030002e0031005c004900500043002400';
const READ =
  '0000006a fe534d4240000100000000000800010011000000000000000e0100000000000000000000b36bd18a402f0e020000000000000000000000000000000000000000110050001a0000000000000000000000416c6c207072696365732061726520696e2063726f776e732e0a';
const ERROR =
  '00000049 fe534d4240000100250200c00b0001001100000000000000040000000000000000000000dc765c4a402f0e020000000000000000000000000000000000000000090000000000000000';

const leaf = (hex: string, path: string) =>
  leavesOf(explain(hexBytes(hex), smb2).spans).find(span => span.path.endsWith(path))?.shown;
const codesOf = (hex: string) => explain(hexBytes(hex), smb2).issues.map(({ code }) => code);

describe('what Samba says', () => {
  test.each([
    ['the share that is wanted', TREE, 'treeConnectRequest.path', '\\\\127.0.0.1\\IPC$'],
    ['the message number', READ, 'messageId', '270'],
    ['how many bytes were read', READ, 'readResponse.dataSize', '26 bytes'],
    ['an error has a body of its own', ERROR, 'error.byteCount', '0 bytes'],
  ])('%s', (_fact, hex, path, shown) => {
    expect(codesOf(hex)).toEqual([]);
    expect(leaf(hex, path)).toBe(shown);
  });

  test.each([TREE, READ, ERROR])('comes back as it was %#', hex => {
    const read = smb2Packet.decode(hexBytes(hex));
    if (!read.ok) throw new Error(JSON.stringify(read.error));
    expect(smb2Packet.encode(read.value.header)).toEqual(hexBytes(hex));
  });

  test.each([
    ['four bytes that claim more than follows', READ.replace('6a ', '6b '), 'structure/continues'],
    ['four bytes that claim less', READ.replace('6a ', '69 '), 'header/truncated'],
    ['a name longer than the message', TREE.replace('48002000', '48002100'), 'header/truncated'],
    [
      'data shorter than what follows',
      READ.replace('501a', '5019').replace('50001a', '500019'),
      'structure/trailing-bytes',
    ],
    ['another offset', TREE.replace('4800200', '4a00200'), 'structure/constant'],
    ['SMB1', TREE.replace('fe534d42', 'ff534d42'), 'structure/constant'],
  ])('%s is objected to', (_fact, hex, code) => expect(codesOf(hex)).toContain(code));
});

const said = smbConversation('prices.txt').sent.map(({ bytes }) => bytes);

test('every message of a conversation comes back as it was, tiled, without objection', () => {
  expect(said.length).toBeGreaterThan(15);
  for (const bytes of said) {
    const { spans, issues } = explain(bytes, smb2);
    expect(issues).toEqual([]);
    expectTiled(spans, 0, bytes.length * 8);
    const read = smb2.decode(bytes);
    if (!read.ok) throw new Error(JSON.stringify(read.error));
    expect(smb2.encode(read.value.header)).toEqual(bytes);
  }
});

test('mutated messages are tiled and never throw', () => {
  const random = seeded('smb');
  for (let run = 0; run < 1000; run++) {
    const bytes = said[run % said.length] ?? new Uint8Array(0);
    const mutated = bytes.slice(0, Math.ceil((0.5 + random()) * bytes.length));
    for (let change = 0; change < 1 + random() * 4; change++) {
      mutated[Math.floor(random() * mutated.length)] = Math.floor(random() * 256);
    }
    expectTiled(explain(mutated, smb2).spans, 0, mutated.length * 8);
    smb2Packet.decode(mutated);
  }
});

test('a listing comes back', () => {
  const files = [
    { name: '.', sizeBytes: 0, isFolder: true },
    { name: 'prices.txt', sizeBytes: 26, isFolder: false },
  ];
  expect(decodeDirectory(encodeDirectory(files, 0n))).toEqual(files);
  expect(decodeDirectory(Uint8Array.of(1, 2, 3))).toBeUndefined();
});
