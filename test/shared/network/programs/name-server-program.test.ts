import { describe, expect, test } from 'vitest';
import { concat } from '../../../../shared/base/bytes.ts';
import { nameServer } from '../../../../shared/network/programs/name-server-program.ts';
import type { ProgramEffect } from '../../../../shared/network/programs/program.ts';
import { dataText, makeQuery } from '../../../../shared/network/programs/stub-resolver.ts';
import { type DnsMessage, dns } from '../../../../shared/protocols/dns.ts';
import { ednsOf, optRecord } from '../../../../shared/protocols/dns-edns.ts';
import { messagesIn, streamed } from '../../../../shared/protocols/dns-stream.ts';
import { checkDns, DNSPYTHON_REASON, skipsDnspython } from '../../../oracle/dnspython.ts';
import { zoneRecords } from './resolver/small-internet.ts';

const LONG = Array.from({ length: 8 }, (_, index) => `long.example TXT ${index}${'x'.repeat(70)}`);
const GLUE = Array.from(
  { length: 30 },
  (_, index) =>
    `wide.example NS ns${index}.wide.example\n ns${index}.wide.example A 192.0.2.${index}`,
);
const ZONE = zoneRecords(`
  example SOA ns.example mail.example 1 2 3 4 300
  example NS ns.example
  ns.example A 192.0.2.53
  ns.example AAAA 2001:db8::53
  www.example 60 A 192.0.2.80
  www.example 60 A 192.0.2.81
  mail.example MX 5 ns.example
  a.b.c.example A 192.0.2.1
  game.example NS ns.game.example
  game.example NS ns.other.net
  ns.game.example A 192.0.2.54
  deep.game.example A 192.0.2.99
  into.example CNAME www.game.example
  away.example CNAME www.other.net
  *.wild.example A 192.0.2.7
  *.wild.example MX 1 ns.example
  real.wild.example TXT here
  ${LONG.join('\n')}
  ${GLUE.join('\n')}`);

const PEER = { address: 0x0a000001, port: 40_000 };
const FACTS = { nowMicros: 0, addresses: [0x0a000002], draw: () => 0 };
const server = nameServer(ZONE);
const EMPTY = server.start(FACTS).state;

const bytesBack = (bytes: Uint8Array): Uint8Array | undefined => {
  const event = { type: 'datagram', port: 53, peer: PEER, bytes } as const;
  const [effect] = server.step(EMPTY, event, FACTS).effects;
  return effect?.type === 'send-datagram' ? effect.bytes : undefined;
};

const read = (bytes: Uint8Array | undefined): DnsMessage => {
  const decoded = dns.decode(bytes ?? new Uint8Array(0));
  if (!decoded.ok) throw new Error(decoded.error.code);
  return decoded.value.header;
};

const query = (name: string, recordType: number, changes: Partial<DnsMessage> = {}): Uint8Array =>
  dns.encode({ ...makeQuery({ id: 5, name, recordType }), rd: 0, ...changes });

const ask = (name: string, recordType: number, changes: Partial<DnsMessage> = {}): DnsMessage =>
  read(bytesBack(query(name, recordType, changes)));

const said = (records: DnsMessage['answers']): readonly string[] =>
  records.map(({ name, data }) => `${name} ${data.kind} ${dataText(data)}`);

describe('a name server with a zone', () => {
  test.each<[string, string, number, Partial<DnsMessage>, number, number, number]>([
    ['answers with authority', 'www.example', 1, { aa: 1, rcode: 0 }, 2, 0, 0],
    ['says the letters back', 'wWw.eXample', 1, { aa: 1, rcode: 0 }, 2, 0, 0],
    ['refers downwards without authority', 'www.game.example', 1, { aa: 0, rcode: 0 }, 0, 2, 1],
    ['refers at the cut itself', 'game.example', 1, { aa: 0, rcode: 0 }, 0, 2, 1],
    ['refers for what it only knows as glue', 'ns.game.example', 1, { aa: 0, rcode: 0 }, 0, 2, 1],
    ['refers for names below the cut', 'deep.game.example', 1, { aa: 0, rcode: 0 }, 0, 2, 1],
    ['says of the cut what DNSSEC asks', 'game.example', 43, { aa: 1, rcode: 0 }, 0, 1, 0],
    ['follows an alias to the cut', 'into.example', 1, { aa: 1, rcode: 0 }, 1, 2, 1],
    ['leaves an alias that leads away', 'away.example', 1, { aa: 1, rcode: 0 }, 1, 0, 0],
    ['knows no such name', 'no.example', 1, { aa: 1, rcode: 3 }, 0, 1, 0],
    ['knows nothing of that type', 'www.example', 15, { aa: 1, rcode: 0 }, 0, 1, 0],
    ['knows a name that only has others below', 'c.example', 1, { aa: 1, rcode: 0 }, 0, 1, 0],
    ['makes records from a wildcard', 'x.y.wild.example', 1, { aa: 1, rcode: 0 }, 1, 0, 0],
    ['also of mail, with the address', 'x.wild.example', 15, { aa: 1, rcode: 0 }, 1, 0, 2],
    ['not for a name that exists', 'real.wild.example', 1, { aa: 1, rcode: 0 }, 0, 1, 0],
    ['not for a type the wildcard lacks', 'x.wild.example', 16, { aa: 1, rcode: 0 }, 0, 1, 0],
    ['refuses what is not its own', 'www.other.net', 1, { aa: 0, rcode: 5 }, 0, 0, 0],
    ['tells its own servers', 'example', 2, { aa: 1, rcode: 0 }, 1, 0, 2],
    ['tells everything of a name', 'example', 255, { aa: 1, rcode: 0 }, 2, 0, 2],
  ])('%s', (_fact, name, type, flags, answers, authorities, additionals) => {
    const reply = ask(name, type);
    expect(reply).toMatchObject({ id: 5, qr: 1, ra: 0, tc: 0, ...flags });
    expect(reply.questions[0]?.name).toBe(name);
    expect(reply.answers).toHaveLength(answers);
    expect(reply.authorities).toHaveLength(authorities);
    expect(reply.additionals).toHaveLength(additionals);
  });

  test('a referral names the servers of the cut, with the addresses that lie below it', () => {
    const reply = ask('www.game.example', 1);
    expect(said(reply.authorities)).toEqual([
      'game.example NS ns.game.example',
      'game.example NS ns.other.net',
    ]);
    expect(said(reply.additionals)).toEqual(['ns.game.example A 192.0.2.54']);
  });

  test('a wildcard speaks under the name that was asked for', () => {
    expect(ask('X.y.wild.example', 1).answers[0]?.name).toBe('X.y.wild.example');
  });

  test('each record has its own time to live, a denial the last field of the SOA', () => {
    expect(ask('www.example', 1).answers.map(({ ttl }) => ttl)).toEqual([60, 60]);
    expect(ask('no.example', 1).authorities[0]?.ttl).toBe(300);
  });
});

describe('a long answer', () => {
  const edns = (udpSizeBytes: number) => ({ additionals: [optRecord({ udpSizeBytes })] });

  test('in more than 512 bytes is cut without EDNS, and the bit says so', () => {
    const reply = ask('long.example', 16);
    expect(reply).toMatchObject({ tc: 1, rcode: 0, answers: [] });
  });

  test('comes whole as far as EDNS allows', () => {
    const reply = ask('long.example', 16, edns(4096));
    expect(reply).toMatchObject({ tc: 0 });
    expect(reply.answers).toHaveLength(8);
    expect(ednsOf(reply)?.udpSizeBytes).toBe(1232);
  });

  test('a referral is cut rather than sent without its addresses', () => {
    expect(ask('www.wide.example', 1)).toMatchObject({ tc: 1, authorities: [] });
    const whole = ask('www.wide.example', 1, edns(1232));
    expect(whole).toMatchObject({ tc: 0 });
    expect(whole.additionals).toHaveLength(31);
  });

  test('never is longer than was asked for', () => {
    for (const size of [512, 600, 900, 1232, 65_535]) {
      for (const name of ['long.example', 'www.wide.example', 'example']) {
        const bytes = bytesBack(query(name, 16, edns(size)));
        expect(bytes?.length).toBeLessThanOrEqual(Math.min(size, 1232));
      }
    }
  });

  test('over a stream it is whole', () => {
    const wire = streamed(query('long.example', 16));
    const started = server.step(EMPTY, { type: 'connected', connection: 1, peer: PEER }, FACTS);
    const effects: ProgramEffect[] = [];
    let { state } = started;
    for (const bytes of [
      wire.subarray(0, 1),
      wire.subarray(1, 9),
      concat(wire.subarray(9), wire),
    ]) {
      const turn = server.step(state, { type: 'received', connection: 1, bytes }, FACTS);
      state = turn.state;
      effects.push(...turn.effects);
    }
    const sent = effects.flatMap(effect => (effect.type === 'send' ? [effect.bytes] : []));
    expect(sent).toHaveLength(2);
    for (const bytes of sent) {
      expect(read(messagesIn(bytes).messages[0]).answers).toHaveLength(8);
    }
  });
});

describe('what is no proper question', () => {
  test.each<[string, Uint8Array, Partial<DnsMessage> | undefined]>([
    ['a response gets nothing', query('www.example', 1, { qr: 1 }), undefined],
    ['less than a header gets nothing', Uint8Array.of(1, 2, 3), undefined],
    ['half a question gets a format error', query('www.example', 1).subarray(0, 20), { rcode: 1 }],
    ['another operation is not implemented', query('www.example', 1, { opcode: 5 }), { rcode: 4 }],
    ['no question at all is a format error', query('a', 1, { questions: [] }), { rcode: 1 }],
  ])('%s', (_fact, bytes, expected) => {
    const back = bytesBack(bytes);
    if (expected === undefined) expect(back).toBeUndefined();
    else expect(read(back)).toMatchObject({ id: 5, qr: 1, ...expected });
  });

  test('EDNS of another version gets BADVERS', () => {
    const reply = ask('www.example', 1, { additionals: [optRecord({ version: 3 })] });
    expect(ednsOf(reply)).toMatchObject({ extendedRcode: 1, version: 0 });
    expect(reply.answers).toEqual([]);
  });
});

test.skipIf(skipsDnspython)(`dnspython reads every answer${DNSPYTHON_REASON}`, () => {
  const names = ['www.example', 'www.game.example', 'into.example', 'no.example', 'x.wild.example'];
  const types = [1, 2, 5, 6, 15, 16, 28, 255];
  const messages = names.flatMap(name =>
    types.flatMap(type => [
      bytesBack(query(name, type)),
      bytesBack(query(name, type, { additionals: [optRecord({ udpSizeBytes: 1232 })] })),
    ]),
  );
  const lines = checkDns(messages.filter(bytes => bytes !== undefined));
  expect(lines).toEqual(messages.map(() => 'ok'));
});
