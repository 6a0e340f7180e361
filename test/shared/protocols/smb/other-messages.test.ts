import { expect, test } from 'vitest';
import { explain } from '../../../../shared/protocols/explain.ts';
import { otherSmb } from '../../../../shared/protocols/smb/other-messages.ts';
import { leavesOf } from '../../../../shared/protocols/span.ts';
import { hexBytes } from '../hex-bytes.ts';
import { seeded } from '../seeded.ts';
import { expectTiled } from '../tiling.ts';

// MS-SMB2 §2.2.41: 52 bytes of header, here with five more that are locked.
const LOCKED = hexBytes(
  `00000039 fd534d42 ${'11'.repeat(16)} ${'22'.repeat(16)} 05000000 0000 0100 0900000000000000 0102030405`,
);
const OLD = hexBytes(`00000023 ff534d42 72 ${'00'.repeat(30)}`);

const shownIn = (bytes: Uint8Array): Readonly<Record<string, string>> => {
  const { spans, issues } = explain(bytes, otherSmb);
  expectTiled(spans, 0, 8 * bytes.length);
  expect(issues).toEqual([]);
  return Object.fromEntries(leavesOf(spans).map(({ path, shown }) => [path, shown]));
};

test('an encrypted message shows its envelope, and how long what is locked is', () => {
  const path = 'smb.messages.0.message';
  expect(shownIn(LOCKED)).toMatchObject({
    [`${path}.protocolId`]: '0xfd534d42 (encrypted)',
    [`${path}.body.transform.originalSize`]: '5',
    [`${path}.body.transform.sessionId`]: '0x0000000000000009',
    [`${path}.body.transform.content`]: 'encrypted, 5 bytes',
  });
});

test('of SMB1 the kind is told', () => {
  expect(shownIn(OLD)).toMatchObject({ 'smb.messages.0.message.protocolId': '0xff534d42 (SMB1)' });
});

test('a message cut at the end of a segment goes on in the next', () => {
  const { issues } = explain(LOCKED.subarray(0, 40), otherSmb);
  expect(issues.map(({ severity }) => severity)).toEqual(['note']);
});

test('whatever is changed, every bit is explained once and nothing throws', () => {
  const random = seeded('other smb');
  for (let count = 0; count < 2000; count++) {
    const bytes = (random() < 0.5 ? LOCKED : OLD).slice(0, 1 + Math.floor(random() * 61));
    bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
    expectTiled(explain(bytes, otherSmb).spans, 0, 8 * bytes.length);
  }
});
