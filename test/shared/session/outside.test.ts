import { describe, expect, test } from 'vitest';
import { parseIpv4 } from '../../../shared/base/address.ts';
import { fromHex, toHex } from '../../../shared/base/bytes.ts';
import { ARP_REPLY, ARP_REQUEST, arp } from '../../../shared/protocols/arp.ts';
import { bareEthernet } from '../../../shared/protocols/ethernet.ts';
import { icmp } from '../../../shared/protocols/icmp.ts';
import { ipv4 } from '../../../shared/protocols/ipv4.ts';
import { sessionDigest } from '../../../shared/session/digest.ts';
import { foldLog } from '../../../shared/session/fold.ts';
import { MOST_FRAMES_A_ROUND } from '../../../shared/session/outside.ts';
import { edgePart } from '../../../shared/session/projections/edge.ts';
import { seatParts } from '../../../shared/session/projections/seat.ts';
import type { Leaving } from '../../../shared/session/reply.ts';
import { nextDueMs } from '../../../shared/session/session.ts';
import type { SessionSettings } from '../../../shared/session/settings.ts';
import { answerRight, gameOf, happen, host, join, openTable, seatOf, type Table } from './table.ts';

const MAC = 0x02_00_00_00_77_01;
const ROUTER_MAC = 0x02_00_00_00_91_01;

const address = (text: string): number => {
  const parsed = parseIpv4(text);
  return parsed.ok ? parsed.value : 0;
};
const OURS = address('10.60.145.200');
const ROUTER = address('10.60.145.1');
const WEB = address('172.217.12.229');

const arpFor = (target: number): string =>
  toHex(
    bareEthernet.encode(
      { destination: 0xffff_ffff_ffff, source: MAC, etherType: 0x0806 },
      arp.encode(
        {
          operation: ARP_REQUEST,
          senderHardware: MAC,
          senderProtocol: OURS,
          targetHardware: 0,
          targetProtocol: target,
        },
        new Uint8Array(),
      ),
    ),
  );

/** An echo request through the router; a new packet of it has another identification. */
const echo = (identification: number, number = 1): string => {
  const message = icmp.encode({ type: 8, code: 0 }, Uint8Array.of(1, number));
  const header = { source: OURS, destination: WEB, protocol: 1, timeToLive: 64, identification };
  return toHex(
    bareEthernet.encode(
      { destination: ROUTER_MAC, source: MAC, etherType: 0x0800 },
      ipv4.encode(header, message),
    ),
  );
};

const CREW = { missionId: '09-get-prices', crewSize: 3 } as const;

const outsideOf = (table: Table) => gameOf(table).outside;

const at = (table: Table, ms: number): number => {
  table.nowMs += ms;
  return table.nowMs;
};

const frame = (table: Table, hex: string): readonly Leaving[] =>
  happen(table, { type: 'frame', atMs: at(table, 10), crew: 0, hex }).leaving;

/** Lets time pass as the server does: whenever something is due. */
const wait = (table: Table, ms: number): Leaving[] => {
  const left: Leaving[] = [];
  for (let end = table.nowMs + ms; table.nowMs < end; ) {
    const due = nextDueMs(table.session) ?? end;
    table.nowMs = Math.min(end, Math.max(due, table.nowMs + 1));
    left.push(...happen(table, { type: 'tick', atMs: table.nowMs }).leaving);
  }
  return left;
};

const plugged = (settings: Partial<SessionSettings> = {}, people = 3): Table => {
  const table = openTable({ ...CREW, ...settings });
  join(table, ...Array.from({ length: people }, (_, index) => `p${index + 1}`));
  happen(table, { type: 'plugged', atMs: table.nowMs, crew: 0 });
  host(table, { type: 'start-round' });
  return table;
};

const bytesOf = ({ hex }: Leaving): Uint8Array => {
  const read = fromHex(hex);
  return read.ok ? read.value : new Uint8Array();
};

const etherTypes = (frames: readonly Leaving[]): readonly number[] =>
  frames.map(one => ((bytesOf(one)[12] ?? 0) << 8) | (bytesOf(one)[13] ?? 0));

const routerTray = (table: Table) => seatOf(table, 'p2').tray;

const echoes = (table: Table) =>
  routerTray(table).filter(({ task }) => task.exchange === null && task.unit.length > 0);

const foldsAlike = (table: Table): void => {
  const folded = foldLog(JSON.parse(JSON.stringify(table.log)));
  expect(folded.ok && sessionDigest(folded.value)).toBe(sessionDigest(table.session));
};

describe('a machine outside of a session', () => {
  test('is told at once who has an address, whoever sits there', () => {
    const table = plugged();
    const left = [...frame(table, arpFor(ROUTER)), ...wait(table, 20)];
    expect(etherTypes(left)).toContain(0x0806);
    const reply = left.map(bytesOf).find(bytes => bytes[13] === 6 && bytes[21] === ARP_REPLY);
    expect(reply?.length).toBe(60);
    foldsAlike(table);
  });

  test('waits for people with all else, and gets its answer when they have decided', () => {
    const table = plugged();
    frame(table, arpFor(ROUTER));
    wait(table, 20);
    frame(table, echo(1));
    wait(table, 2000);
    expect(echoes(table)).toHaveLength(1);
    const left: Leaving[] = [];
    for (let step = 0; step < 40; step += 1) {
      for (const player of ['p1', 'p2', 'p3']) {
        if (seatOf(table, player).tray.length > 0) answerRight(table, player);
      }
      left.push(...wait(table, 20));
    }
    const reply = left.map(bytesOf).find(bytes => bytes[23] === 1);
    expect(toHex(reply?.slice(26, 34) ?? new Uint8Array())).toBe(
      `${WEB.toString(16)}${OURS.toString(16).padStart(8, '0')}`,
    );
    const byHand = gameOf(table).trace.filter(
      ({ task, decidedBy }) => task.exchange === null && decidedBy.startsWith('p'),
    );
    expect(new Set(byHand.map(({ decidedBy }) => decidedBy))).toEqual(new Set(['p2', 'p3']));
    foldsAlike(table);
  });

  test('that asks again raises a counter', () => {
    const table = plugged();
    frame(table, arpFor(ROUTER));
    frame(table, echo(1));
    wait(table, 20);
    frame(table, echo(2));
    frame(table, echo(3));
    frame(table, echo(4, 2));
    wait(table, 20);
    expect(echoes(table).map(({ copies }) => copies)).toEqual([2, undefined]);
    const { items } = seatParts(table.session, 'p2').tray;
    expect(items.filter(({ copies }) => copies === 2)).toHaveLength(1);
    foldsAlike(table);
  });

  test('is heard only while a round runs', () => {
    const table = openTable(CREW);
    join(table, 'p1', 'p2', 'p3');
    happen(table, { type: 'plugged', atMs: table.nowMs, crew: 0 });
    expect(frame(table, arpFor(ROUTER))).toEqual([]);
    expect(edgePart(table.session, 0)).toBeNull();
    host(table, { type: 'start-round' });
    expect(edgePart(table.session, 0)).toMatchObject({
      inside: 'switch.outside',
      address: '10.60.145.254/24',
      gateway: '10.60.145.1',
    });
    host(table, { type: 'pause' });
    frame(table, arpFor(ROUTER));
    expect(outsideOf(table)?.frames).toBe(0);
    host(table, { type: 'go-on' });
    frame(table, arpFor(ROUTER));
    expect(outsideOf(table)?.frames).toBe(1);
    foldsAlike(table);
  });

  test('may come while a round runs, go, and come again', () => {
    const table = openTable(CREW);
    join(table, 'p1', 'p2', 'p3');
    host(table, { type: 'start-round' });
    wait(table, 3000);
    for (const _turn of [1, 2]) {
      happen(table, { type: 'plugged', atMs: at(table, 1), crew: 0 });
      const left = [...frame(table, arpFor(ROUTER)), ...wait(table, 20)];
      expect(etherTypes(left)).toContain(0x0806);
      happen(table, { type: 'unplugged', atMs: at(table, 1), crew: 0 });
      expect(outsideOf(table)).toBeNull();
      expect(frame(table, arpFor(ROUTER))).toEqual([]);
      expect(wait(table, 2000)).toEqual([]);
    }
    foldsAlike(table);
  });

  test('stays plugged in for the next round', () => {
    const table = plugged();
    host(table, { type: 'end-round' });
    const { settings } = table.session;
    host(table, { type: 'next-round', settings, rotate: false });
    host(table, { type: 'start-round' });
    const left = [...frame(table, arpFor(ROUTER)), ...wait(table, 20)];
    expect(etherTypes(left)).toContain(0x0806);
    foldsAlike(table);
  });

  test('cannot fill the memory', () => {
    const table = plugged({}, 0);
    const state = outsideOf(table);
    if (state !== null) state.frames = MOST_FRAMES_A_ROUND;
    expect([...frame(table, arpFor(ROUTER)), ...wait(table, 20)]).toEqual([]);
  });

  test.each([
    ['nothing', ''],
    ['no hex', 'zz'],
    ['half a header', '0200000077'],
    ['a frame of zeros', '00'.repeat(60)],
    ['a cut packet', '0200000091010200000077010800450000'],
  ])('may say %s', (_fact, hex) => {
    const table = plugged();
    frame(table, hex);
    wait(table, 1000);
    foldsAlike(table);
  });

  test('is not let in where the mission has no way out', () => {
    const table = openTable({ missionId: '02-down-and-up' });
    happen(table, { type: 'plugged', atMs: table.nowMs, crew: 0 });
    host(table, { type: 'start-round' });
    expect(outsideOf(table)).toBeNull();
    expect(frame(table, arpFor(ROUTER))).toEqual([]);
    happen(table, { type: 'unplugged', atMs: table.nowMs, crew: 0 });
    foldsAlike(table);
  });
});
