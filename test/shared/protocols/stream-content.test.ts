import { describe, expect, test } from 'vitest';
import { bytesOfHex, concat } from '../../../shared/base/bytes.ts';
import { ethernet } from '../../../shared/protocols/ethernet.ts';
import { explain } from '../../../shared/protocols/explain.ts';
import { ipv4 } from '../../../shared/protocols/ipv4.ts';
import { stack } from '../../../shared/protocols/stack.ts';
import { beginsTlsRecord, isBinary } from '../../../shared/protocols/stream-content.ts';
import { tcp } from '../../../shared/protocols/tcp.ts';
import { bytesOfCharacters } from '../../../shared/protocols/text.ts';
import { udp } from '../../../shared/protocols/udp.ts';
import { seeded } from './seeded.ts';
import { expectTiled } from './tiling.ts';

const LINK = { destination: 0x020000000002, source: 0x020000000001 };
const NET = { source: 0x0a000001, destination: 0x0a000002 };
const CLIENT = 40_000;

const noise = (length: number, seed: string): Uint8Array => {
  const random = seeded(seed);
  return Uint8Array.from({ length }, () => Math.floor(random() * 256));
};

const explained = (ports: readonly [number, number], payload: Uint8Array) => {
  const [sourcePort, destinationPort] = ports;
  const frame = stack(
    [
      [ethernet, LINK],
      [ipv4, NET],
      [tcp, { sourcePort, destinationPort, ack: 1 }],
    ],
    payload,
  );
  const found = explain(frame, ethernet);
  expectTiled(found.spans, 0, frame.length * 8);
  return {
    read: found.layers.slice(3).map(({ id }) => id),
    objections: found.issues.filter(({ severity }) => severity !== 'note').map(({ path }) => path),
  };
};

const RECORD = concat(Uint8Array.of(23, 3, 3, 0, 200), noise(200, 'record'));
const KNOWN_PORTS = [21, 22, 23, 25, 53, 80, 143, 443, 445, 587, 3389, 6667, 8080];

describe('a conversation that has gone on encrypted', () => {
  test.each(KNOWN_PORTS)('is read as TLS, to and from port %i', port => {
    expect(explained([CLIENT, port], RECORD)).toEqual({ read: ['tls'], objections: [] });
    expect(explained([port, CLIENT], RECORD)).toEqual({ read: ['tls'], objections: [] });
  });

  test.each([21, 25, 53, 80, 143, 443, 445, 587, 3389, 6667, 8080])(
    'is not read where a segment begins in the middle of it, port %i',
    port => {
      for (const length of [60, 300, 1400]) {
        const middle = noise(length, `middle ${port} ${length}`);
        expect(explained([CLIENT, port], middle)).toEqual({ read: [], objections: [] });
        expect(explained([port, CLIENT], middle)).toEqual({ read: [], objections: [] });
      }
    },
  );
});

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi';
const SWITCH = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n';
const PACKED =
  'HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n2\r\n\x1f\x8b\r\n0\r\n\r\n';

test.each([
  [
    'two requests one behind the other',
    80,
    'GET / HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(2),
    ['http', 'http'],
  ],
  ['a method of later days', 80, 'PROPFIND / HTTP/1.1\r\nHost: a\r\n\r\n', ['http']],
  ['the preface of HTTP/2', 80, 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', []],
  ['a text in capitals', 80, 'ABC DEF in the middle\r\nof a page', []],
  ['a long line of a mail, not all of it', 25, 'x'.repeat(900), ['smtp']],
  ['a mail in another alphabet', 25, 'Gr\xc3\xbc\xc3\x9fe\r\n', ['smtp']],
  ['characters that interrupt', 21, '\xff\xf4\xff\xf2ABOR\r\n', ['ftp']],
  ['bold in a chat', 6667, ':a!b@c PRIVMSG #x :\x02hi\x02 \x0304red\r\n', ['irc']],
  ['a keepalive of shared files', 445, '\x85\0\0\0', []],
  ['SMB1', 445, `\0\0\0\x23\xffSMBr${'\0'.repeat(30)}`, ['smb']],
  ['encrypted SMB', 445, `\0\0\0\x94\xfdSMB${'x'.repeat(144)}`, ['smb']],
  ['zeros from the middle of a file', 445, '\0'.repeat(300), []],
] as const)('healthy to a server: %s', (_fact, port, characters, read) => {
  const payload = bytesOfCharacters(characters);
  expect(explained([CLIENT, port], payload)).toEqual({ read, objections: [] });
});

test.each([
  [
    'a final answer behind an interim one',
    80,
    `HTTP/1.1 100 Continue\r\n\r\n${OK}`,
    ['http', 'http'],
  ],
  ['two answers', 80, OK + OK, ['http', 'http']],
  ['another protocol behind the switch', 80, `${SWITCH}\x81\x02hi`, ['http']],
  ['packed, then cut into chunks', 80, PACKED, ['http']],
  ['a radio station', 8080, 'ICY 200 OK\r\nicy-name: x\r\n\r\n', []],
  ['a reply that is its code alone', 25, '250\r\n', ['smtp']],
  ['the end of a reply that began before', 21, '  README\r\n226 done\r\n', ['ftp']],
] as const)('healthy from a server: %s', (_fact, port, characters, read) => {
  const payload = bytesOfCharacters(characters);
  expect(explained([port, CLIENT], payload)).toEqual({ read, objections: [] });
});

test.each([
  [
    'bytes behind a message that are no message',
    80,
    'GET / HTTP/1.1\r\nHost: a\r\n\r\nmore',
    'http.surplus',
  ],
  ['a version spelt wrong', 80, 'GET / HTTQ/1.1\r\nHost: a\r\n\r\n', 'http.version'],
  ['a reply code without a space behind it', 25, '250 a\r\n250OK\r\n', 'smtp.lines.1.text'],
  ['a second line that is no command', 25, 'NOOP\r\nFOO\r\n', 'smtp.lines.1.verb'],
  [
    'one byte of the mark of SMB2',
    445,
    `\0\0\0\x40\xfeSMX\x40${'\0'.repeat(59)}`,
    'smb2.messages.0.message.protocolId',
  ],
] as const)('broken, and named: %s', (_fact, port, characters, path) => {
  const ports: [number, number] = /^\d/.test(characters) ? [port, CLIENT] : [CLIENT, port];
  expect(explained(ports, bytesOfCharacters(characters)).objections).toContain(path);
});

test.each([53, 67])('an empty datagram to port %i carries no message', destinationPort => {
  const frame = stack([
    [ethernet, LINK],
    [ipv4, NET],
    [udp, { sourcePort: CLIENT, destinationPort }],
  ]);
  expect(explain(frame, ethernet).issues).toEqual([]);
});

test.each([
  ['application data', '1703030010', true],
  ['an old handshake', '1603000010', true],
  ['a type that is none', '1903030010', false],
  ['a version that is none', '1604030010', false],
  ['no content', '1703030000', false],
  ['longer than any', '17030348ff', false],
  ['four bytes', '17030300', false],
])('a record of TLS begins with %s: %s', (_fact, hex, begins) => {
  expect(beginsTlsRecord(bytesOfHex(hex))).toBe(begins);
});

test.each([
  ['nothing', '', false],
  ['ASCII', 'hello\r\n\tyou', false],
  ['any alphabet', '\xd0\x9f\xd1\x80\xd0\xb8', false],
  ['one control in much text', `\x01${'a'.repeat(9)}`, false],
  ['zeros', '\0\0\0', true],
])('binary or not: %s', (_fact, characters, binary) => {
  expect(isBinary(bytesOfCharacters(characters))).toBe(binary);
});

const severitiesOf = (port: number, characters: string): readonly string[] => {
  const frame = stack(
    [
      [ethernet, LINK],
      [ipv4, NET],
      [tcp, { sourcePort: CLIENT, destinationPort: port, ack: 1 }],
    ],
    bytesOfCharacters(characters),
  );
  return explain(frame, ethernet).issues.map(({ severity }) => severity);
};

test.each([
  ['a command of an extension that we do not know', 21, 'NOOP\r\nPROT P\r\n', ['warning']],
  ['a space behind the colon', 25, 'MAIL FROM: <a@b.example>\r\n', ['warning']],
  ['a name that no host may have', 25, 'EHLO my_host\r\n', ['warning']],
  ['a line longer than any', 25, `NOOP ${'x'.repeat(1200)}\r\n`, ['warning']],
  ['a sender without brackets', 25, 'MAIL FROM:a@b.example\r\n', ['error']],
] as const)('what an onlooker says of %s', (_fact, port, characters, severities) => {
  expect(severitiesOf(port, characters)).toEqual(severities);
});
