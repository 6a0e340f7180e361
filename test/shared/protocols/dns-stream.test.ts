import { expect, test } from 'vitest';
import { concat } from '../../../shared/base/bytes.ts';
import { dns } from '../../../shared/protocols/dns.ts';
import { streamed } from '../../../shared/protocols/dns-stream.ts';
import { explain } from '../../../shared/protocols/explain.ts';
import { stack } from '../../../shared/protocols/stack.ts';
import { tcp } from '../../../shared/protocols/tcp.ts';
import { seeded } from './seeded.ts';
import { expectTiled } from './tiling.ts';

const message = streamed(dns.encode(dns.generate(seeded('stream'))));
const BOTH = ['dns-stream', 'dns'];

test.each([
  ['a message', message, BOTH],
  ['two messages in one segment', concat(message, message), [...BOTH, ...BOTH]],
  ['a message and the beginning of another', concat(message, message.subarray(0, 9)), BOTH],
  ['the beginning of a message is bytes', message.subarray(0, message.length - 1), []],
  ['a length without a message', message.subarray(0, 2), []],
  ['a length below that of the header', Uint8Array.of(0, 2, 1, 1), []],
  ['nothing but lengths of nothing', new Uint8Array(3000), []],
])('DNS over TCP: %s', (_fact, payload, layers) => {
  const segment = stack([[tcp, { sourcePort: 53, destinationPort: 50000 }]], payload);
  const explained = explain(segment, tcp);
  expect(explained.layers.map(({ id }) => id)).toEqual(['tcp', ...layers]);
  expect(explained.issues.filter(({ severity }) => severity === 'error')).toEqual([]);
  expectTiled(explained.spans, 0, segment.length * 8);
});
