import { expect, test } from 'vitest';
import { toHex } from '../../../shared/base/bytes.ts';
import { ARP_REPLY, arp } from '../../../shared/protocols/arp.ts';
import { explain, explainHeader } from '../../../shared/protocols/explain.ts';
import { leavesOf } from '../../../shared/protocols/span.ts';
import { hexBytes } from './hex-bytes.ts';
import { expectTiled } from './tiling.ts';

const REPLY = {
  operation: ARP_REPLY,
  senderHardware: 0x020000000002,
  senderProtocol: 0x0a3c0001,
  targetHardware: 0x020000000001,
  targetProtocol: 0x0a3c91f1,
};
const BYTES = '0001 0800 06 04 0002 020000000002 0a3c0001 020000000001 0a3c91f1';

test('a reply has its 28 bytes in order', () => {
  expect(toHex(arp.encode(REPLY))).toBe(BYTES.replaceAll(' ', ''));
});

test('a reply is read, and what follows it is no payload', () => {
  expect(arp.decode(hexBytes(`${BYTES} 0000`))).toEqual({
    ok: true,
    value: {
      header: {
        ...REPLY,
        hardwareType: 1,
        protocolType: 0x0800,
        hardwareLength: 6,
        protocolLength: 4,
      },
      headerLength: 28,
      payloadStart: 28,
      payloadEnd: 28,
    },
  });
});

test.each([
  ['a good reply', {}, []],
  ['another kind of link', { hardwareType: 6 }, ['arp/not-ethernet']],
  ['another kind of address', { protocolType: 0x86dd }, ['arp/not-ipv4']],
  ['a wrong hardware length', { hardwareLength: 4 }, ['arp/bad-hardware-length']],
  ['a wrong protocol length', { protocolLength: 6 }, ['arp/bad-protocol-length']],
  ['an operation nobody knows', { operation: 26 }, ['arp/unknown-operation']],
  ['an operation of another protocol', { operation: 9 }, ['arp/unknown-operation']],
  ['a link with other addresses', { hardwareType: 7, hardwareLength: 1 }, ['arp/not-ethernet']],
  ['a sender that is everybody', { senderHardware: 0xffffffffffff }, ['arp/group-sender']],
])('%s', (_fact, values, codes) => {
  const { issues } = explain(arp.encode({ ...REPLY, ...values }), arp);
  expect(issues.map(issue => issue.code)).toEqual(codes);
});

test.each([
  [{}, []],
  [{ hardwareType: 6 }, ['warning']],
  [{ hardwareType: 7, hardwareLength: 1 }, ['warning']],
  [{ hardwareLength: 7 }, ['error']],
  [{ operation: 3 }, ['note']],
  [{ operation: 0 }, ['error']],
])('of %j is said how bad it is', (values, severities) => {
  const { issues } = explain(arp.encode({ ...REPLY, ...values }), arp);
  expect(issues.map(({ severity }) => severity)).toEqual(severities);
});

test('addresses of other lengths are one piece, and are written as they were read', () => {
  const bytes = arp.encode({ ...REPLY, hardwareType: 32, hardwareLength: 20 });
  const { spans, layers } = explain(bytes, arp);
  expectTiled(spans, 0, 8 * bytes.length);
  expect(leavesOf(spans).at(-1)).toMatchObject({ path: 'arp.addresses', bitLength: 20 * 8 });
  expect(arp.encode(layers[0]?.header as object)).toEqual(bytes);
});

test('addresses and operation are shown in words', () => {
  const [span] = explainHeader(arp, arp.encode(REPLY)).spans;
  const shown = Object.fromEntries(span?.children?.map(child => [child.path, child.shown]) ?? []);
  expect(shown).toMatchObject({
    'arp.operation': '2 (reply)',
    'arp.protocolType': '0x0800 (IPv4)',
    'arp.senderHardware': '02:00:00:00:00:02',
    'arp.targetProtocol': '10.60.145.241',
  });
});
