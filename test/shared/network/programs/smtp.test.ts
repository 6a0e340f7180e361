import { describe, expect, test } from 'vitest';
import type { Mail } from '../../../../shared/network/programs/mail.ts';
import { hopsOf, mailDate, receivedLine } from '../../../../shared/network/programs/mail.ts';
import { answerQuery } from '../../../../shared/network/programs/name-server.ts';
import type { Program } from '../../../../shared/network/programs/program.ts';
import { smtpClientProgram } from '../../../../shared/network/programs/smtp-client.ts';
import type { SmtpServerConfig } from '../../../../shared/network/programs/smtp-post.ts';
import {
  type SmtpServerState,
  smtpServerProgram,
} from '../../../../shared/network/programs/smtp-server.ts';
import type { ZoneRecord } from '../../../../shared/network/topology.ts';
import { dns } from '../../../../shared/protocols/dns.ts';
import { converse } from './pair.ts';
import { Typist } from './serve.ts';
import { Town } from './town.ts';

const CONFIG: SmtpServerConfig = {
  hostName: 'mx.post.example',
  port: 25,
  mailboxes: ['bob@post.example', 'eve@post.example'],
  relays: false,
  offersTls: true,
  maximumMailBytes: 10_000,
};
const MAIL: Mail = {
  from: 'ada@game.example',
  to: ['bob@post.example'],
  lines: ['Subject: prices', '', '.hidden', '..', 'caf\xe9', '.'],
};

const opened = () => {
  const typist = new Typist(smtpServerProgram(CONFIG));
  typist.call();
  return typist;
};
const ready = (...lines: readonly string[]) => {
  const typist = opened();
  for (const line of ['EHLO a.example', ...lines]) typist.type(`${line}\r\n`);
  return typist;
};

test('a mail comes through byte for byte, with one line of trace', () => {
  const server = smtpServerProgram(CONFIG);
  let state: SmtpServerState | undefined;
  const watched: typeof server = {
    ...server,
    step: (...args) => {
      const turn = server.step(...args);
      state = turn.state;
      return turn;
    },
  };
  const client = smtpClientProgram({
    server: { address: 0x0a000001, port: 25 },
    hostName: 'client.game.example',
    mail: MAIL,
  });
  expect(converse(client, watched).done).toEqual([{ by: 'client', met: true, result: '250' }]);
  const [stored] = state?.common.stored ?? [];
  expect(stored).toMatchObject({ mailbox: 'bob@post.example', mail: { from: MAIL.from } });
  expect(stored?.mail.lines.slice(-MAIL.lines.length)).toEqual(MAIL.lines);
  expect(hopsOf(stored?.mail.lines ?? [])).toBe(1);
  expect(stored?.mail.lines[0]).toBe('Received: from client.game.example ([10.0.0.2])');
});

test('what is slipped in behind a wish for TLS is thrown away, RFC 3207 §4.2', () => {
  const typist = ready();
  expect(typist.type('STARTTLS\r\nMAIL FROM:<eve@b.example>\r\n')).toBe('220 Go on with TLS\r\n');
});

test('what is offered is told one word a line', () => {
  expect(opened().type('EHLO a.example\r\n').split('\r\n')).toEqual([
    '250-mx.post.example greets a.example',
    '250-SIZE 10000',
    '250-8BITMIME',
    '250-STARTTLS',
    '250 HELP',
    '',
  ]);
});

describe('replies, RFC 5321 §4.2.2', () => {
  const FROM = 'MAIL FROM:<a@b.example>';
  const TO = 'RCPT TO:<bob@post.example>';
  test.each<[string, readonly string[], string, string]>([
    ['a word that is no command', [], 'FROM <a>', '500'],
    ['a command without its argument', [], 'EHLO', '501'],
    ['a path without brackets', [], 'MAIL FROM:a@b.example', '501'],
    ['a second sender', [FROM], FROM, '503'],
    ['a recipient without a sender', [], TO, '503'],
    ['DATA without a sender', [], 'DATA', '503'],
    ['DATA without a recipient', [FROM], 'DATA', '503'],
    ['a sender', [], FROM, '250'],
    ['a mail that is too large by its own word', [], `${FROM} SIZE=10001`, '552'],
    ['a parameter that was not offered', [], `${FROM} RET=HDRS`, '555'],
    ['a mailbox in any case', [FROM], 'RCPT TO:<Bob@Post.example>', '250'],
    ['the postmaster', [FROM], 'RCPT TO:<Postmaster>', '250'],
    ['a mailbox that is not there', [FROM], 'RCPT TO:<nobody@post.example>', '550'],
    ['a domain of others', [FROM], 'RCPT TO:<bob@else.example>', '550'],
    ['the mail begins', [FROM, TO], 'DATA', '354'],
    ['a mail in pieces', [FROM, TO, 'DATA', 'x'], '.', '250'],
    ['a reset forgets the mail', [FROM, TO, 'RSET'], 'DATA', '503'],
    ['a wish for TLS', [], 'STARTTLS', '220'],
    ['a wish for TLS with arguments', [], 'STARTTLS now', '501'],
    ['a second wish for TLS', ['STARTTLS'], 'STARTTLS', '503'],
    ['a sender before the greeting under TLS', ['STARTTLS'], FROM, '503'],
    ['help', [], 'HELP', '214'],
    ['a line that is too long', [], `NOOP ${'x'.repeat(1000)}`, '500'],
    ['a line too long in the mail', [FROM, TO, 'DATA', 'x'.repeat(1001)], '.', '554'],
    ['a line feed of its own in the mail', [FROM, TO, 'DATA', 'x\n.\nMAIL FROM:<>'], '.', '554'],
    [
      'a mail that is too large',
      [FROM, TO, 'DATA', ...Array(20).fill('x'.repeat(900))],
      '.',
      '552',
    ],
  ])('%s', (_fact, before, line, code) => {
    expect(ready(...before).type(`${line}\r\n`)).toMatch(new RegExp(`^${code} `));
  });

  test('a sender before the greeting', () => {
    expect(opened().type(`${FROM}\r\n`)).toMatch(/^503 /);
  });

  test('a line without end is not kept: 421', () => {
    const typist = opened();
    expect(typist.type('x'.repeat(999))).toBe('');
    expect(typist.type('xx')).toMatch(/^421 .*\r\nfinish$/);
    expect(typist.state.talks.size).toBe(0);
  });

  test('several commands at once are answered in order', () => {
    expect(ready().type(`${FROM}\r\n${TO}\r\nDATA\r\nhi\r\n.\r\nQUIT\r\n`)).toMatch(
      /^250 .*\r\n250 .*\r\n354 .*\r\n250 .*\r\n221 .*\r\nfinish$/,
    );
  });
});

describe('over relays, RFC 5321 §5.1', () => {
  const record = (name: string, type: ZoneRecord['type'], data: string): ZoneRecord => ({
    name,
    type,
    data,
    timeToLiveSeconds: 60,
  });
  const SOA = 'ns.post.example admin.post.example 1 60 60 60 60';
  const ZONE = [
    record('post.example', 'SOA', SOA),
    record('post.example', 'MX', '20 mx2.post.example'),
    record('post.example', 'MX', '10 mx1.post.example'),
    record('mx1.post.example', 'A', '10.0.0.1'),
    record('mx2.post.example', 'A', '10.0.0.2'),
    record('game.example', 'SOA', SOA),
    record('game.example', 'A', '10.0.0.4'),
    record('none.example', 'SOA', SOA),
  ];
  const nameServer: Program<null> = {
    start: () => ({ state: null, effects: [{ type: 'listen', protocol: 'udp', port: 53 }] }),
    step: (_state, event) => {
      if (event.type !== 'datagram') return { state: null, effects: [] };
      const query = dns.decode(event.bytes);
      if (!query.ok) return { state: null, effects: [] };
      const bytes = dns.encode(answerQuery(ZONE, query.value.header));
      const { peer } = event;
      return { state: null, effects: [{ type: 'send-datagram', port: 53, peer, bytes }] };
    },
  };
  const AT = 0x0a000000;
  const [MX1, MX2, RELAY, HOME] = [AT + 1, AT + 2, AT + 3, AT + 4];
  const [NAMES, CLIENT] = [AT + 5, AT + 6];
  const post = { ...CONFIG, hostName: 'mx.post.example' };
  const relay = { nameServer: { address: NAMES, port: 53 }, queryPort: 4053 };
  const out = { ...CONFIG, mailboxes: [], relays: true, hostName: 'out.game.example', relay };
  const home = { ...CONFIG, mailboxes: ['ada@game.example'], hostName: 'mx.game.example' };

  const send = (to: readonly string[], without: readonly number[] = []) => {
    const mail = { ...MAIL, to };
    const server = { address: RELAY, port: 25 };
    const client = smtpClientProgram({ server, hostName: 'client.game.example', mail });
    const programs: Record<number, Program<unknown>> = {
      [MX1]: smtpServerProgram(post),
      [MX2]: smtpServerProgram(post),
      [RELAY]: smtpServerProgram(out),
      [HOME]: smtpServerProgram(home),
      [NAMES]: nameServer,
      [CLIENT]: client,
    };
    for (const address of without) delete programs[address];
    const town = new Town(programs).run();
    const storedAt = (address: number) =>
      (town.stateAt(address) as SmtpServerState | undefined)?.common.stored ?? [];
    return { town, storedAt };
  };

  test('the machine of lowest preference gets the mail, with two lines of trace', () => {
    const { town, storedAt } = send(['bob@post.example']);
    expect(town.done).toMatchObject([{ met: true }]);
    expect(storedAt(MX2)).toEqual([]);
    expect(storedAt(MX1)).toMatchObject([{ mailbox: 'bob@post.example' }]);
    const lines = storedAt(MX1)[0]?.mail.lines ?? [];
    expect(lines.filter(line => line.startsWith('Received: '))).toEqual([
      'Received: from out.game.example ([10.0.0.3])',
      'Received: from client.game.example ([10.0.0.6])',
    ]);
    expect(lines.slice(-MAIL.lines.length)).toEqual(MAIL.lines);
  });

  test('the next one gets it when the first is down', () => {
    const { storedAt } = send(['bob@post.example'], [MX1]);
    expect(storedAt(MX2)).toMatchObject([{ mailbox: 'bob@post.example' }]);
  });

  test.each<[string, readonly string[], readonly number[], string]>([
    ['all are down', ['bob@post.example'], [MX1, MX2], 'bob@post.example: 450'],
    ['the mailbox is not there', ['no@post.example'], [], 'no@post.example: 550'],
    ['the domain is not there', ['x@no.game.example'], [], 'x@no.game.example: 550'],
    ['the name server is silent', ['bob@post.example'], [NAMES], ''],
  ])('a report comes back when %s', (_fact, to, without, line) => {
    const { storedAt } = send(to, without);
    // Whoever finds no name server finds no way back either.
    if (line === '') expect(storedAt(HOME)).toEqual([]);
    else expect(storedAt(HOME)[0]?.mail.lines.at(-1)).toBe(line);
  });

  test('recipients of two domains get a copy each', () => {
    const { storedAt } = send(['bob@post.example', 'ada@game.example', 'eve@post.example']);
    expect(storedAt(MX1).map(({ mailbox }) => mailbox)).toEqual([
      'bob@post.example',
      'eve@post.example',
    ]);
    expect(storedAt(HOME)).toHaveLength(1);
  });
});

test('the peer of a hop stands there as a literal, RFC 5321 §4.1.3', () => {
  const hop = { helo: 'a.example', by: 'b.example', protocol: 'ESMTP', id: '1', nowMicros: 0 };
  const peer = 0x20010db8000000000000000000000019n;
  expect(receivedLine({ ...hop, peer })[0]).toBe('Received: from a.example ([IPv6:2001:db8::19])');
});

test.each([
  [0, 'Thu, 01 Jan 1970 00:00:00 +0000'],
  [1_700_000_000_000_000, 'Tue, 14 Nov 2023 22:13:20 +0000'],
])('%d µs is %s', (micros, date) => expect(mailDate(micros)).toBe(date));
