import { describe, expect, test } from 'vitest';
import { MISSIONS } from '../../../shared/missions/catalog.ts';
import { stationsOf } from '../../../shared/missions/mission.ts';
import { lobbyTasks } from '../../../shared/rules/lobby-tasks.ts';
import { type SideTask, sideWorkFor } from '../../../shared/rules/side-work.ts';
import { worldOf } from './worlds.ts';

const allSideWork = (count: number): SideTask[] =>
  MISSIONS.flatMap(mission => {
    const world = worldOf(mission);
    return stationsOf(mission).flatMap(station =>
      Array.from({ length: count }, (_, n) => sideWorkFor(world, station, 'side', n)).filter(
        work => work !== null,
      ),
    );
  });

describe('work for a quiet moment', () => {
  test('has the right answer among at least two, no two alike', () => {
    const work = allSideWork(6);
    expect(work.length).toBeGreaterThan(100);
    for (const { choices, right } of work) {
      expect(choices).toContain(right);
      expect(new Set(choices).size).toBe(choices.length);
      expect(choices.length).toBeGreaterThanOrEqual(2);
    }
  });

  test('half of the headers to verify hold no error', () => {
    const verify = allSideWork(40).filter(({ type }) => type === 'verify');
    const sound = verify.filter(({ right }) => right === 'nothing-wrong').length;
    expect(sound / verify.length).toBeGreaterThan(0.4);
    expect(sound / verify.length).toBeLessThan(0.6);
  });

  test('the same seed gives the same work', () => {
    expect(allSideWork(4)).toEqual(allSideWork(4));
  });
});

describe('the two tasks of the lobby', () => {
  test.each(MISSIONS.map(mission => [mission.id, mission] as const))(
    'every seat of %s has two of different kinds, at its own stations',
    (_id, mission) => {
      for (const stations of Object.values(mission.seats).flat()) {
        const tasks = lobbyTasks(worldOf(mission), stations, 'lobby');
        expect({ stations, count: tasks.length }).toEqual({ stations, count: 2 });
        expect(new Set(tasks.map(({ bench }) => bench.kind)).size).toBe(2);
        for (const { bench } of tasks) expect(stations).toContain(bench.station);
      }
    },
  );

  test('are judged like any other: each has an answer that is right', () => {
    for (const mission of MISSIONS) {
      const world = worldOf(mission);
      for (const { bench, judge } of lobbyTasks(world, stationsOf(mission), 'lobby')) {
        const shades = bench.fields
          .filter(({ path }) => path === bench.focus)
          .flatMap(({ path, options }) =>
            options.map(({ value }) => {
              const action = bench.actions[0]?.action ?? 'send';
              return judge({ action, values: { [path]: value } }).shade;
            }),
          );
        const sayings = bench.actions.flatMap(({ action, choices }) =>
          choices.map(choice => {
            const name = action === 'drop' ? 'reason' : 'answer';
            return judge({ action, values: { [name]: choice } }).shade;
          }),
        );
        expect([...shades, ...sayings]).toContain('accepted');
        expect([...shades, ...sayings]).toContain('refused');
      }
    }
  });

  test('leave the network of the mission as it was', () => {
    const [mission] = MISSIONS;
    if (mission === undefined) throw new Error('there is no mission');
    const world = worldOf(mission);
    lobbyTasks(world, stationsOf(mission), 'lobby');
    expect(world.capture).toEqual([]);
  });
});
