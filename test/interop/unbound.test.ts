import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nameServer } from '../../shared/network/programs/name-server-program.ts';
import { dns } from '../../shared/protocols/dns.ts';
import { zoneRecords } from '../shared/network/programs/resolver/small-internet.ts';
import { dig } from './dig.ts';
import { LoopbackHost, whyNoPort53 } from './loopback-host.ts';
import { type NameDaemon, unbound } from './name-daemons.ts';
import { needing } from './outside.ts';
import { spoilt, turnedAt } from './spoilt.ts';
import { findingsOn, zonesOn } from './zones.ts';

const NET = '127.53.0';
const UNBOUND = `${NET}.10`;
const tool = needing('unbound', 'unbound', ['-V']);
const digs = needing('dig', 'dig', ['-v']);
const reason = whyNoPort53() || tool.reason || digs.reason;

const withoutTtl = (lines: readonly string[]): readonly string[] =>
  lines.map(line => line.replace(/^(\S+) \d+ /, '$1 ').toLowerCase()).sort();

describe.skipIf(reason !== '')(`unbound believes our name servers${reason}`, () => {
  const servers: LoopbackHost<unknown>[] = [];
  let resolver: NameDaemon | undefined;

  beforeAll(async () => {
    for (const [address, lines] of Object.entries(zonesOn(NET))) {
      servers.push(await LoopbackHost.start<unknown>(address, nameServer(zoneRecords(lines))));
    }
    resolver = await unbound(UNBOUND, `${NET}.1`);
  }, 30_000);

  afterAll(async () => {
    for (const server of servers) server.close();
    await resolver?.stop();
  });

  test.each(findingsOn(NET))('%s', async (_fact, name, type, status, answers) => {
    const dug = await dig(UNBOUND, name, type);
    expect(dug.status).toBe(status);
    expect(withoutTtl(dug.answers)).toEqual(answers.map(line => line.toLowerCase()));
    expect(dug.flags).toContain('ra');
    if (answers.length === 0) expect(dug.authorities[0]).toMatch(/ SOA /);
  });

  test.each([
    ['TXT', 12],
    ['A', 300],
  ])('an answer of %s that needs a stream', async (type, count) => {
    const name = type === 'TXT' ? 'long.game.example' : 'many.game.example';
    const before = servers[2]?.heard.length ?? 0;
    const dug = await dig(UNBOUND, name, type);
    expect(dug.answers).toHaveLength(count);
    const since = servers[2]?.heard.slice(before) ?? [];
    expect(since.map(event => event.type)).toContain('received');
  });

  test('it asked for no more of a name than needed, in letters of random case', async () => {
    await dig(UNBOUND, 'some.other.name.game.example', 'A');
    const names = servers.map(({ heard }) =>
      heard.flatMap(event => {
        if (event.type !== 'datagram') return [];
        const decoded = dns.decode(event.bytes);
        return decoded.ok ? decoded.value.header.questions.map(question => question.name) : [];
      }),
    );
    expect(names[0]?.filter(name => name.split('.').length > 1 && !/root/i.test(name))).toEqual([]);
    expect(names.flat().some(name => /[a-z]/.test(name) && /[A-Z]/.test(name))).toBe(true);
  });
});

/** What a wrong name server would send to the same questions. */
const LIES: readonly (readonly [string, string, (bytes: Uint8Array) => Uint8Array])[] = [
  ['that are a byte short', '127.53.4', bytes => bytes.slice(0, -1)],
  ['with another identifier', '127.53.5', turnedAt(0)],
  ['that count one more question', '127.53.6', turnedAt(5)],
];

describe.skipIf(reason !== '').each(LIES)(
  `unbound believes no answers %s${reason}`,
  (_fact, net, change) => {
    const servers: LoopbackHost<unknown>[] = [];
    let resolver: NameDaemon | undefined;

    beforeAll(async () => {
      for (const [address, lines] of Object.entries(zonesOn(net))) {
        const lying = spoilt(nameServer(zoneRecords(lines)), change);
        servers.push(await LoopbackHost.start<unknown>(address, lying));
      }
      resolver = await unbound(`${net}.10`, `${net}.1`);
    }, 30_000);

    afterAll(async () => {
      for (const server of servers) server.close();
      await resolver?.stop();
    });

    test('it finds nothing', async () => {
      const dug = await dig(`${net}.10`, 'www.game.example', 'A');
      expect(dug.status).not.toBe('NOERROR');
      expect(dug.answers).toEqual([]);
      // It did ask.
      expect(servers.some(({ heard }) => heard.length > 0)).toBe(true);
    }, 30_000);
  },
);
