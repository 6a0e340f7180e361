import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseIpv4 } from '../../shared/base/address.ts';
import { dnsClient } from '../../shared/network/programs/dns-client.ts';
import { resolver } from '../../shared/network/programs/resolver/resolver.ts';
import { careful } from '../../shared/network/programs/resolver/settings.ts';
import { isWithin, RECORD_TYPE_NUMBERS } from '../../shared/network/programs/zone.ts';
import type { ZoneRecord } from '../../shared/network/topology.ts';
import { zoneRecords } from '../shared/network/programs/resolver/small-internet.ts';
import { dig } from './dig.ts';
import { LoopbackHost, whyNoPort53 } from './loopback-host.ts';
import { type NameDaemon, nameDaemon, unbound } from './name-daemons.ts';
import { needing } from './outside.ts';
import { spoilt, turnedAt } from './spoilt.ts';
import { findingsOn, zoneFile, zonesOn } from './zones.ts';

const NET = '127.53.1';
const OURS = `${NET}.10`;
const UNBOUND = `${NET}.11`;
const nsdThere = needing('nsd', 'nsd', ['-v']);
const unboundThere = needing('unbound', 'unbound', ['-V']);
const digThere = needing('dig', 'dig', ['-v']);
const reason = whyNoPort53() || nsdThere.reason || unboundThere.reason || digThere.reason;

const numberOf = (address: string): number => {
  const parsed = parseIpv4(address);
  return parsed.ok ? parsed.value : 0;
};

/** The records of each zone, by its name: a record belongs to the closest zone around it. */
const zonesIn = (records: readonly ZoneRecord[]): ReadonlyMap<string, readonly ZoneRecord[]> => {
  const apexes = records
    .filter(({ type }) => type === 'SOA')
    .map(({ name }) => name)
    .sort((a, b) => b.length - a.length);
  const zoneOf = ({ name }: ZoneRecord) => apexes.find(apex => isWithin(name, apex));
  return new Map(apexes.map(apex => [apex, records.filter(record => zoneOf(record) === apex)]));
};

/** The real nsd at `address` with zone files of these records. */
const nsd = (address: string, records: readonly ZoneRecord[]): Promise<NameDaemon> =>
  nameDaemon(
    'nsd',
    folder => ['-d', '-c', join(folder, 'nsd.conf')],
    folder => {
      const zones = [...zonesIn(records)];
      const files = zones.map(([name, lines]) => [`zone-${name}`, zoneFile(lines)] as const);
      const conf = `server:
  ip-address: ${address}
  do-ip6: no
  username: ""
  chroot: ""
  zonesdir: "${folder}"
  database: ""
  xfrdfile: ""
  xfrdir: "${folder}"
  zonelistfile: "${join(folder, 'zones.list')}"
  pidfile: ""
  server-count: 1
  ipv4-edns-size: 1232
remote-control:
  control-enable: no
${zones.map(([name]) => `zone:\n  name: "${name === '' ? '.' : name}"\n  zonefile: "zone-${name}"\n`).join('')}`;
      return { ...Object.fromEntries(files), 'nsd.conf': conf };
    },
    address,
  );

const withoutTtl = (lines: readonly string[]): readonly string[] =>
  lines.map(line => line.replace(/^(\S+) \d+ /, '$1 ').toLowerCase()).sort();

describe.skipIf(reason !== '')(`our resolver asks real servers (nsd)${reason}`, () => {
  const daemons: NameDaemon[] = [];
  let ours: LoopbackHost<unknown> | undefined;

  beforeAll(async () => {
    for (const [address, lines] of Object.entries(zonesOn(NET))) {
      daemons.push(await nsd(address, zoneRecords(lines)));
    }
    daemons.push(await unbound(UNBOUND, `${NET}.1`));
    const hints = [{ name: 'ns.rootservers.example', addresses: [numberOf(`${NET}.1`)] }];
    ours = await LoopbackHost.start<unknown>(OURS, resolver(careful(hints)));
  }, 60_000);

  afterAll(async () => {
    ours?.close();
    for (const daemon of daemons) await daemon.stop();
  });

  test.each(findingsOn(NET))('%s', async (_fact, name, type, status, answers) => {
    const dug = await dig(OURS, name, type);
    expect(dug.status).toBe(status);
    expect(withoutTtl(dug.answers)).toEqual(answers.map(line => line.toLowerCase()));
    expect(dug.flags).toContain('ra');
    expect(dug.flags).not.toContain('aa');
    if (answers.length === 0) expect(dug.authorities[0]).toMatch(/ SOA /);
  });

  test.each(findingsOn(NET))('unbound finds the same: %s', async (_fact, name, type) => {
    const [mine, theirs] = [await dig(OURS, name, type), await dig(UNBOUND, name, type)];
    expect([mine.status, withoutTtl(mine.answers)]).toEqual([
      theirs.status,
      withoutTtl(theirs.answers),
    ]);
  });

  test('an answer too long for a datagram comes over a stream on both sides', async () => {
    const dug = await dig(OURS, 'many.game.example', 'A');
    expect(dug.isTruncatedThenStream).toBe(true);
    expect(dug.answers).toHaveLength(300);
  });

  test('the second time the seconds left are fewer', async () => {
    const ttlOf = async () =>
      Number((await dig(OURS, 'a.deep.down.game.example', 'A')).answers[0]?.split(' ')[1]);
    const first = await ttlOf();
    await sleep(1100);
    expect(await ttlOf()).toBeLessThan(first);
  });

  test.each([
    ['nsd', `${NET}.3`, 'www.game.example', 'AAAA', '2001:db8::10'],
    ['nsd', `${NET}.3`, 'game.example', 'MX', 'mail.shop.example'],
    ['nsd', `${NET}.3`, 'many.game.example', 'A', '198.51.100.0'],
    ['unbound', UNBOUND, 'buy.game.example', 'A', '198.51.100.20'],
    ['unbound', UNBOUND, 'nobody.game.example', 'A', 'no-such-name'],
    ['unbound', UNBOUND, 'many.game.example', 'A', '198.51.10'],
  ] as const)('our client asks %s at %s for %s %s', async (_who, server, name, type, answer) => {
    const client = await LoopbackHost.start<unknown>(
      `${NET}.20`,
      dnsClient({
        server: numberOf(server),
        name,
        recordType: RECORD_TYPE_NUMBERS[type],
        attempts: 2,
        timeoutMicros: 3_000_000,
      }),
    );
    for (let tries = 0; tries < 100 && client.results.length === 0; tries++) await sleep(50);
    client.close();
    expect(client.results[0]).toContain(answer);
  });

  // Byte 5 counts the questions, RFC 1035 §4.1.1.
  test.each([
    ['nsd', `${NET}.3`],
    ['unbound', UNBOUND],
  ])('a question that is spoilt on its way to %s gets no answer', async (_who, server) => {
    const asking = dnsClient({
      server: numberOf(server),
      name: 'www.game.example',
      recordType: RECORD_TYPE_NUMBERS.A,
      attempts: 1,
      timeoutMicros: 1_000_000,
    });
    const client = await LoopbackHost.start<unknown>(`${NET}.21`, spoilt(asking, turnedAt(5)));
    for (let tries = 0; tries < 100 && client.results.length === 0; tries++) await sleep(50);
    client.close();
    expect(client.results[0]).not.toContain('198.51.100');
  });

  test('nor does a resolver find anything whose questions are spoilt', async () => {
    const hints = [{ name: 'ns.rootservers.example', addresses: [numberOf(`${NET}.1`)] }];
    const lying = await LoopbackHost.start<unknown>(
      `${NET}.22`,
      spoilt(resolver(careful(hints)), bytes =>
        (bytes[2] ?? 0) < 0x80 ? turnedAt(5)(bytes) : bytes,
      ),
    );
    const dug = await dig(`${NET}.22`, 'www.game.example', 'A');
    lying.close();
    expect(dug.status).toBe('SERVFAIL');
  });
});
