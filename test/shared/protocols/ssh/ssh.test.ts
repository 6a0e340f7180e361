import { describe, expect, test } from 'vitest';
import { concat, toHex, utf8 } from '../../../../shared/base/bytes.ts';
import { explain } from '../../../../shared/protocols/explain.ts';
import { leavesOf } from '../../../../shared/protocols/span.ts';
import { sshMessage } from '../../../../shared/protocols/ssh/message.ts';
import { ssh, sshPacket } from '../../../../shared/protocols/ssh/ssh.ts';
import { tcp } from '../../../../shared/protocols/tcp.ts';
import { hexBytes } from '../hex-bytes.ts';
import { seeded } from '../seeded.ts';
import { expectTiled } from '../tiling.ts';
import { KEX_INIT, PIECES } from './pieces.ts';

const shownOf = (bytes: Uint8Array) =>
  Object.fromEntries(leavesOf(explain(bytes, ssh).spans).map(({ path, shown }) => [path, shown]));
const codesOf = (bytes: Uint8Array) => explain(bytes, ssh).issues.map(({ code }) => code);

const NEW_KEYS = '0000000c 0a 15 00000000000000000000';
const IDENTIFICATION = utf8('SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n');

describe('messages, byte by byte', () => {
  test.each([
    ['new keys', '15', { body: { is: 'newKeys', value: {} } }],
    [
      'a service request, RFC 4253 §10',
      '05 0000000c 7373682d7573657261757468',
      { body: { is: 'serviceRequest', value: { service: 'ssh-userauth' } } },
    ],
    [
      'a login by password, RFC 4252 §8',
      '32 00000003 616461 0000000e 7373682d636f6e6e656374696f6e 00000008 70617373776f7264 00 00000003 6b6579',
      {
        body: {
          is: 'loginRequest',
          value: {
            user: 'ada',
            service: 'ssh-connection',
            method: 'password',
            proof: hexBytes('00 00000003 6b6579'),
          },
        },
      },
    ],
    [
      'a session channel, RFC 4254 §6.1',
      '5a 00000007 73657373696f6e 00000002 00200000 00008000',
      {
        body: {
          is: 'open',
          value: {
            channelType: 'session',
            senderChannel: 2,
            windowBytes: 0x200000,
            mostPacketBytes: 0x8000,
          },
        },
      },
    ],
    [
      'data on a channel, RFC 4254 §5.2',
      '5e 00000002 00000003 686921',
      { body: { is: 'data', value: { recipientChannel: 2, data: utf8('hi!') } } },
    ],
  ] as const)('%s', (_fact, hex, message) => {
    const bytes = hexBytes(hex);
    expect(toHex(sshMessage.encode(message))).toBe(toHex(bytes));
    const read = sshMessage.decode(bytes);
    expect(read).toMatchObject({ ok: true, value: { header: message } });
  });
});

describe('a piece of a stream', () => {
  test('says who speaks, then what can be done', () => {
    const shown = shownOf(concat(IDENTIFICATION, KEX_INIT));
    expect(shown).toMatchObject({
      'ssh.items.0.identification': 'SSH-2.0-OpenSSH_9.2p1 Debian-2',
      'ssh.items.1.packet.clear.message.type': '20 (SSH_MSG_KEXINIT)',
      'ssh.items.1.packet.clear.message.body.kexInit.kexAlgorithms.content': 'curve25519-sha256',
      'ssh.items.1.packet.clear.message.body.kexInit.firstPacketFollows': '0 (no)',
    });
    expect(codesOf(concat(IDENTIFICATION, KEX_INIT))).toEqual([]);
  });

  test.each([
    ['new keys, then what nobody can read', `${NEW_KEYS} 00000020 ${'ab'.repeat(48)}`, 52],
    ['a packet of which only the length is readable', `00000010 0a15${'cd'.repeat(30)}`, 36],
  ])('%s', (_fact, hex, length) => {
    const sealed = Object.values(shownOf(hexBytes(hex))).find(value => value.includes('encrypted'));
    expect(sealed).toBe(`encrypted, ${length} bytes`);
    expect(codesOf(hexBytes(hex))).toEqual([]);
  });

  test.each([
    ['an identification without its end', 'SSH-2.0-half', ['structure/continues']],
    ['nothing but an identification', 'SSH-2.0-x\n', []],
  ])('%s', (_fact, characters, codes) => {
    expect(codesOf(utf8(characters))).toEqual(codes);
  });

  test.each([
    ['a packet longer than the piece goes on in the next', 0, 'ff', 'structure/continues'],
    ['a padding longer than the packet', 4, 'ff', 'header/truncated'],
    ['a padding shorter than what is left', 4, '05', 'structure/trailing-bytes'],
  ])('%s', (_fact, at, hex, code) => {
    const lying = hexBytes(NEW_KEYS);
    lying[at === 0 ? 3 : at] = hexBytes(hex)[0] ?? 0;
    expect(codesOf(lying)).toContain(code);
  });
});

test('every leaf has words', () => {
  for (const piece of PIECES) {
    for (const leaf of leavesOf(explain(piece, ssh).spans)) {
      expect(leaf).toMatchObject({
        about: expect.stringMatching(/./),
        rfc: expect.stringMatching(/^RFC \d+ §/),
      });
    }
  }
});

test('stands in a stack above TCP port 22', () => {
  const segment = tcp.encode({ sourcePort: 50000, destinationPort: 22, ack: 1 }, IDENTIFICATION);
  expect(explain(segment, tcp).layers.map(({ id }) => id)).toEqual(['tcp', 'ssh']);
});

test('generated messages and packets come back equal', () => {
  const random = seeded('ssh');
  for (let run = 0; run < 300; run++) {
    for (const each of [sshMessage, sshPacket] as const) {
      const written = each.encode(each.generate(random) as never);
      const read = each.decode(written);
      if (!read.ok) throw new Error(JSON.stringify(read.error));
      expect(each.encode(read.value.header as never)).toEqual(written);
    }
  }
});

test('whatever is changed, every bit is explained once and nothing throws', () => {
  const random = seeded('ssh mutations');
  const whole = concat(IDENTIFICATION, ...PIECES);
  for (let run = 0; run < 2000; run++) {
    const mutated = whole.slice(
      Math.floor(random() * 60),
      60 + Math.floor(random() * whole.length),
    );
    for (let change = 0; change < 3; change++) {
      mutated[Math.floor(random() * mutated.length)] = Math.floor(random() * 256);
    }
    expectTiled(explain(mutated, ssh).spans, 0, mutated.length * 8);
    sshPacket.decode(mutated);
    sshMessage.decode(mutated);
  }
});
