import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { resolver } from '../../../../../shared/network/programs/resolver/resolver.ts';
import { careful } from '../../../../../shared/network/programs/resolver/settings.ts';
import { type DnsMessage, dns } from '../../../../../shared/protocols/dns.ts';
import { ednsOf, optRecord } from '../../../../../shared/protocols/dns-edns.ts';
import { streamed } from '../../../../../shared/protocols/dns-stream.ts';
import { explain } from '../../../../../shared/protocols/explain.ts';
import { CLIENT, GAME, RESOLVER, ROOT, SmallInternet, shown, ZONES } from './small-internet.ts';

const FROM = { address: CLIENT, port: 41_000 };
const TO = { address: RESOLVER, port: 53 };
const QUESTION = { name: 'www.game.example', type: 1, class: 1 };

/** What comes back for these bytes, within a minute. */
const replyTo = (bytes: Uint8Array, net = new SmallInternet()): DnsMessage | undefined => {
  const before = net.sent.length;
  net.inject({ via: 'datagram', from: FROM, to: TO, bytes });
  net.wait(60);
  const reply = net.sent.slice(before).find(({ to }) => to.address === CLIENT);
  const decoded = reply === undefined ? undefined : dns.decode(reply.bytes);
  return decoded?.ok === true ? decoded.value.header : undefined;
};

describe('a client hears at once', () => {
  test.each<[string, Partial<DnsMessage>, Partial<DnsMessage>]>([
    ['of another operation: not implemented', { opcode: 4 }, { rcode: 4, opcode: 4 }],
    ['without a question: a format error', { questions: [] }, { rcode: 1 }],
    ['with two: a format error', { questions: [QUESTION, QUESTION] }, { rcode: 1 }],
    ['of another class: refused', { questions: [{ ...QUESTION, class: 3 }] }, { rcode: 5 }],
    [
      'of a zone transfer: not implemented',
      { questions: [{ ...QUESTION, type: 252 }] },
      { rcode: 4 },
    ],
    ['without wanting recursion: refused', { rd: 0 }, { rcode: 5, rd: 0 }],
  ])('%s', (_fact, changes, expected) => {
    const query = { id: 3, rd: 1, questions: [QUESTION], ...changes };
    const reply = replyTo(dns.encode(query));
    expect(reply).toMatchObject({ id: 3, qr: 1, aa: 0, ra: 1, answers: [], ...expected });
  });

  test('of EDNS in another version: BADVERS', () => {
    const additionals = [optRecord({ version: 1, udpSizeBytes: 1232 })];
    const reply = replyTo(dns.encode({ id: 3, rd: 1, questions: [QUESTION], additionals }));
    expect(reply?.rcode).toBe(0);
    expect(ednsOf(reply ?? { additionals: [] })?.extendedRcode).toBe(1);
  });

  test('of bytes that are no message: a format error without a question', () => {
    const query = dns.encode({ id: 3, rd: 1, questions: [QUESTION] });
    const reply = replyTo(query.subarray(0, -3));
    expect(reply).toMatchObject({ id: 3, rcode: 1, questions: [] });
  });
});

test('nothing is said to a response, or two servers would answer each other for ever', () => {
  expect(replyTo(dns.encode({ id: 3, qr: 1, questions: [QUESTION] }))).toBeUndefined();
});

test('whoever wants no recursion gets what is remembered', () => {
  const net = new SmallInternet();
  net.ask('www.game.example', 'A', { patienceSeconds: 100 });
  expect(shown(net.ask('www.game.example', 'A', { rd: 0 }))).toContain('200 A 198.51.100.10');
  expect(net.ask('cart.shop.example', 'A', { rd: 0 })?.rcode).toBe(5);
});

test('everything about a name', () => {
  const query = { id: 3, rd: 1, questions: [{ ...QUESTION, type: 255 }] };
  const reply = replyTo(dns.encode(query));
  expect(shown(reply)).toContain('A 198.51.100.10');
  expect(shown(reply)).toContain('AAAA 2001:db8:');
});

test('several clients with the same question are one question to the servers', () => {
  const net = new SmallInternet();
  for (const port of [41_001, 41_002, 41_003, 41_003]) {
    const bytes = dns.encode({ id: port, rd: 1, questions: [QUESTION] });
    net.inject({ via: 'datagram', from: { address: CLIENT, port }, to: TO, bytes });
  }
  net.wait(10);
  const replies = net.sent.filter(({ to }) => to.address === CLIENT);
  expect(replies.map(({ to }) => to.port).sort()).toEqual([41_001, 41_002, 41_003]);
  expect(net.sent.filter(({ to }) => to.address === GAME)).toHaveLength(1);
});

test('a client without EDNS is told to come by stream when the answer is long', () => {
  const lines = Array.from(
    { length: 10 },
    (_, index) => `long.game.example TXT ${index}${'x'.repeat(60)}`,
  );
  const zones = { ...ZONES, [GAME]: `${ZONES[GAME]}\n${lines.join('\n')}` };
  expect(shown(new SmallInternet(zones).ask('long.game.example', 'TXT'))).toBe('truncated');
  const long = new SmallInternet(zones).ask('long.game.example', 'TXT', { edns: 4096 });
  expect(long?.answers).toHaveLength(10);
});

test('over a stream, questions in pieces are answered one by one', () => {
  const program = resolver(careful([]));
  const facts = { nowMicros: 0, addresses: [RESOLVER], draw: () => 0.5 };
  let { state } = program.start(facts);
  const bytes = streamed(dns.encode({ id: 5, rd: 1, questions: [QUESTION] }));
  const events = [
    { type: 'connected', connection: 1, peer: FROM } as const,
    ...[...bytes, ...bytes].map(
      byte => ({ type: 'received', connection: 1, bytes: Uint8Array.of(byte) }) as const,
    ),
    { type: 'finished', connection: 1 } as const,
  ];
  const effects = events.flatMap(event => {
    const turn = program.step(state, event, facts);
    state = turn.state;
    return turn.effects;
  });
  // Without a root to ask every question fails at once.
  expect(effects.map(({ type }) => type)).toEqual(['send', 'send', 'finish']);
  expect(state.streams.size).toBe(0);
});

test('of many streams the oldest is closed', () => {
  const program = resolver(careful([]));
  const facts = { nowMicros: 0, addresses: [RESOLVER], draw: () => 0.5 };
  let { state } = program.start(facts);
  for (let connection = 1; connection <= 200; connection++) {
    state = program.step(state, { type: 'connected', connection, peer: FROM }, facts).state;
  }
  expect(state.streams.size).toBeLessThanOrEqual(50);
  expect(state.streams.has(200)).toBe(true);
});

test('a flood of different questions is bounded in memory', () => {
  const net = new SmallInternet();
  net.meddle = ({ to }) => (to.address === ROOT ? 'lose' : 'pass');
  for (let index = 0; index < 1000; index++) {
    const questions = [{ ...QUESTION, name: `n${index}.example` }];
    const bytes = dns.encode({ id: index, rd: 1, questions });
    net.inject({ via: 'datagram', from: FROM, to: TO, bytes });
  }
  net.run(net.nowMicros + 20_000);
  const state = net.stateOf(RESOLVER) as { lookups: { size: number }; queries: { size: number } };
  expect(state.lookups.size).toBeLessThanOrEqual(200);
  expect(state.queries.size).toBeLessThanOrEqual(200);
  net.wait(120);
  const later = net.stateOf(RESOLVER) as typeof state;
  expect([later.lookups.size, later.queries.size]).toEqual([0, 0]);
});

test('no bytes from anywhere break it, and everything it sends is well-formed', () => {
  const ports = fc.constantFrom(53, 1024, 5353);
  const origins = fc.constantFrom(CLIENT, ROOT, GAME);
  const messages = fc.oneof(
    fc.uint8Array({ maxLength: 60 }),
    fc
      .tuple(fc.nat(0xffff), fc.nat(1), fc.nat(255), fc.constantFrom('a', 'www.game.example', ''))
      .map(([id, qr, type, name]) =>
        dns.encode({ id, qr, rd: 1, questions: [{ name, type, class: 1 }] }),
      ),
  );
  const run = fc.property(
    fc.array(fc.tuple(messages, ports, origins), { maxLength: 8 }),
    arrivals => {
      const net = new SmallInternet(ZONES, { fixedPort: 5353, fixedIdentifier: 7 });
      for (const [bytes, port, address] of arrivals) {
        const from = { address, port };
        net.inject({ via: 'datagram', from, to: { address: RESOLVER, port }, bytes });
      }
      net.wait(100);
      for (const { bytes, via } of net.sent) {
        if (via === 'stream' || bytes.length === 0) continue;
        const errors = explain(bytes, dns).issues.filter(({ severity }) => severity === 'error');
        expect(errors).toEqual([]);
      }
    },
  );
  fc.assert(run, { numRuns: 300 });
});
