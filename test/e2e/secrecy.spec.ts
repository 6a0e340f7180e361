import { expect } from '@playwright/test';
import { test } from './hall.ts';
import {
  getReady,
  join,
  openSession,
  type Person,
  playTogether,
  rightDecisions,
} from './people.ts';
import { listen, objectsIn, valuesOf, type Wire } from './wire.ts';

const CREW = 4;
const LONG_HEX = /[0-9a-f]{24,}/;
const BENCH_KEYS = ['taskId', 'fields', 'actions'];

interface Overheard {
  readonly person: Person;
  readonly wire: Wire;
}

interface Heard {
  readonly nickname: string;
  readonly seatCode: string;
  readonly text: string;
  readonly objects: readonly Readonly<Record<string, unknown>>[];
  readonly benches: readonly Readonly<Record<string, unknown>>[];
  readonly stations: readonly string[];
}

const isBench = (value: object): boolean => BENCH_KEYS.every(key => key in value);

const heardBy = ({ person, wire }: Overheard, until: number): Heard => {
  const texts = wire.texts.slice(0, until);
  const objects = texts.flatMap(objectsIn);
  const me = objects.flatMap(object => valuesOf(object, 'me')).at(-1);
  return {
    nickname: person.nickname,
    seatCode: person.seatCode,
    text: texts.join('\n'),
    objects,
    benches: objects.filter(isBench),
    stations: valuesOf(me, 'stations').flat() as string[],
  };
};

const all = ({ objects }: Heard, key: string): readonly unknown[] =>
  objects.flatMap(object => valuesOf(object, key));

/** What lies on a bench of one's own may be long; nothing else of a seat's parts holds units. */
const unitsElsewhere = ({ objects }: Heard): readonly string[] =>
  objects
    .filter(object => !isBench(object) && !('tasks' in object) && !('token' in object))
    .map(object => JSON.stringify({ ...object, sideWork: undefined, seed: undefined }))
    .filter(text => LONG_HEX.test(text));

test('no seat ever receives units, tables, codes or expected values of others, nor findings of an exam', async ({
  browser,
  hall,
}) => {
  const host = await openSession(browser, hall.url, {
    mission: /prices/i,
    crewSize: CREW,
    help: 'Exam',
  });
  const people: Overheard[] = [];
  for (let index = 0; index < CREW; index += 1) {
    let wire: Wire | undefined;
    const person = await join(browser, hall.url, host.pin, {}, page => {
      wire = listen(page);
    });
    if (wire === undefined) throw new Error('nobody listens');
    await getReady(person);
    people.push({ person, wire });
  }
  await host.page.getByRole('button', { name: 'Start', exact: true }).click();
  await playTogether(
    people.map(({ person }) => person),
    async person => (await rightDecisions(person)) >= 3,
  );
  const marks = people.map(({ wire }) => wire.mark());
  const heard = people.map((one, index) => heardBy(one, marks[index] ?? 0));
  await host.page.getByRole('button', { name: 'End round' }).click();
  const [log] = await Promise.all([
    host.context.request.get(`${hall.url}/api/sessions/${host.sessionId}/log`),
    ...people.map(({ person }) =>
      expect(person.page.getByRole('heading', { name: /kinds? of decision/ })).toBeVisible(),
    ),
  ]);
  const [seed] = /"seed":"([^"]+)"/.exec(await log.text())?.slice(1) ?? [];
  expect(seed).toMatch(/^[0-9a-f]{16,}$/);

  for (const mine of heard) {
    const others = heard.filter(other => other !== mine);
    expect(mine.benches.length, 'the listener hears the own benches').toBeGreaterThan(2);
    expect(mine.stations.length, 'and who sits here').toBeGreaterThan(0);

    expect(new Set(mine.benches.map(({ station }) => station))).toEqual(
      new Set(
        mine.benches
          .map(({ station }) => station)
          .filter(one => mine.stations.includes(String(one))),
      ),
    );
    const tables = all(mine, 'tables').flat();
    expect(tables.length).toBeGreaterThan(0);
    for (const table of tables) expect(mine.stations).toContain(valuesOf(table, 'station')[0]);

    expect(unitsElsewhere(mine)).toEqual([]);
    const ownTasks = all(mine, 'taskId');
    for (const other of others) {
      const theirs = other.benches.map(({ taskId }) => taskId);
      expect(ownTasks.filter(task => theirs.includes(task))).toEqual([]);
    }

    expect(new Set(all(mine, 'seatCode').filter(code => code !== null))).toEqual(
      new Set([mine.seatCode]),
    );
    expect(new Set(all(mine, 'token')).size).toBe(1);
    expect(all(mine, 'expected')).toEqual([]);
    expect(mine.text).not.toContain(seed);

    expect(new Set(all(mine, 'shade'))).toEqual(new Set(['recorded']));
    expect(all(mine, 'findings').flat()).toEqual([]);
    expect(all(mine, 'summary').filter(part => part !== null)).toEqual([]);
    expect(mine.text).not.toMatch(/log\/(refused|repaired|accepted|remarked|let-through)/);
  }

  const after = people.map((one, index) => one.wire.texts.slice(marks[index]).join('\n'));
  expect(
    after.some(text => text.includes('"finding"')),
    'findings come after the end',
  ).toBe(true);
  for (const { person } of people) await person.context.close();
  await host.context.close();
});
