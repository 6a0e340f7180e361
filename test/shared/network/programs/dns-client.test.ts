import { describe, expect, test } from 'vitest';
import { dnsClient } from '../../../../shared/network/programs/dns-client.ts';
import { dns } from '../../../../shared/protocols/dns.ts';
import { GAME, RESOLVER, SmallInternet, ZONES } from './resolver/small-internet.ts';

const ASKER = 0xcb007102;

const WITH_TWO = {
  ...ZONES,
  [GAME]: `${ZONES[GAME]}\ntwo.game.example A 198.51.100.1\ntwo.game.example A 198.51.100.2`,
};

const asking = (
  name: string,
  recordType: number,
  net = new SmallInternet(WITH_TWO),
): readonly string[] => {
  const settings = { server: RESOLVER, name, recordType, attempts: 3, timeoutMicros: 5_000_000 };
  net.add(ASKER, dnsClient(settings));
  net.wait(100);
  return net.done;
};

describe('a client says', () => {
  test.each([
    ['an address', 'www.game.example', 1, '198.51.100.10'],
    ['an address behind an alias', 'buy.game.example', 1, '198.51.100.20'],
    ['a mail exchange', 'game.example', 15, 'mail.shop.example'],
    ['all addresses', 'two.game.example', 1, '198.51.100.1\n198.51.100.2'],
    ['that there is no such name', 'no.game.example', 1, 'no-such-name'],
    ['that there is nothing of the type', 'www.game.example', 16, 'no-data'],
    ['that the search failed', 'loop.game.example', 1, 'failed'],
    ['that there can be no such name', 'www..example', 1, 'dns/name-empty-label'],
  ])('%s', (_fact, name, type, result) => {
    expect(asking(name, type)).toEqual([result]);
  });

  test('what came over a stream because it was too long for a datagram', () => {
    const texts = Array.from(
      { length: 30 },
      (_, index) => `long.game.example TXT ${index}${'x'.repeat(80)}`,
    );
    const net = new SmallInternet({ ...ZONES, [GAME]: `${ZONES[GAME]}\n${texts.join('\n')}` });
    expect(asking('long.game.example', 16, net)).toEqual([
      Array.from({ length: 30 }, (_, index) => `${index}${'x'.repeat(80)}`).join('\n'),
    ]);
  });
});

test('it asks again under another identifier and from another port, then gives up', () => {
  const net = new SmallInternet();
  net.meddle = ({ to }) => (to.address === RESOLVER ? 'lose' : 'pass');
  expect(asking('www.game.example', 1, net)).toEqual(['no answer']);
  const sent = net.sent.filter(({ from }) => from.address === ASKER);
  expect(sent).toHaveLength(3);
  expect(new Set(sent.map(({ from }) => from.port)).size).toBe(3);
  expect(new Set(sent.map(({ bytes }) => dns.view(bytes, 0).id)).size).toBe(3);
});

test('an answer from elsewhere or to another question is not taken', () => {
  const net = new SmallInternet();
  net.meddle = carried => {
    if (carried.to.address !== ASKER) return 'pass';
    const wrongId = Uint8Array.from(carried.bytes);
    wrongId[0] = (wrongId[0] ?? 0) ^ 1;
    const elsewhere = { ...carried, from: { address: GAME, port: 53 } };
    return [{ ...carried, bytes: wrongId }, elsewhere];
  };
  expect(asking('www.game.example', 1, net)).toEqual(['no answer']);
});
