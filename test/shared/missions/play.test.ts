import { describe, expect, test } from 'vitest';
import { MISSIONS } from '../../../shared/missions/catalog.ts';
import { type Mission, seatsFor } from '../../../shared/missions/mission.ts';
import { variantOf } from '../../../shared/missions/variant.ts';
import { startExchange } from '../../../shared/network/simulator.ts';
import { type BitOrder, encodeManchester } from '../../../shared/protocols/line-code.ts';
import { judge } from '../../../shared/rules/judge.ts';
import { kindOf } from '../../../shared/rules/kind-of.ts';
import { freshWorld, given, goOn, outcomeOf, stopAt, watch } from './playing.ts';

const line = ({
  station,
  situation,
  exchange,
}: Mission['solution'][number] | Mission['mistakes'][number]) =>
  `${station} ${situation} in ${exchange}`;

/** As written, and as a second crew of a competition gets it. */
const PLAYED = MISSIONS.flatMap(mission => [
  [mission.id, mission] as const,
  [`${mission.id} of another crew`, variantOf(mission, 'seed', 1)] as const,
]);

describe.each(PLAYED)('%s', (_id, mission) => {
  test.each(mission.exchanges.map(exchange => [exchange.id, exchange] as const))(
    'automata alone bring home %s',
    (_exchange, { spec }) => {
      const happenings = startExchange(freshWorld(mission), spec, 1, () => 'automaton');
      expect(outcomeOf(happenings)).toBe('done');
      expect(happenings.some(happening => happening.type === 'delivered')).toBe(true);
      // A flooded frame also goes where the plug is out: that copy alone may be lost.
      const lost = happenings.filter(happening => happening.type === 'frame-lost');
      expect(lost.filter(({ why }) => why !== 'link-down')).toEqual([]);
    },
  );

  test('automata bring home all of it one after the other, decoys in between', () => {
    const world = freshWorld(mission);
    const outcomes = mission.exchanges.map(({ spec }, index) => {
      const decoy = mission.decoys[index % mission.decoys.length];
      if (decoy !== undefined) startExchange(world, decoy.spec, 1000 + index, () => 'automaton');
      return outcomeOf(startExchange(world, spec, index, () => 'automaton'));
    });
    expect(outcomes).toEqual(mission.exchanges.map(() => 'done'));
  });

  test.each(mission.solution.map(decision => [line(decision), decision] as const))(
    'right: %s',
    (_line, decision) => {
      const stopped = stopAt(mission, decision);
      const whole = given(stopped, decision);
      expect(judge(stopped.world, stopped.task, whole)).toEqual({
        shade: 'accepted',
        findings: [],
      });
      expect(outcomeOf(goOn(stopped, whole))).toBe('done');
    },
  );

  test.each(
    mission.mistakes.map(mistake => [`${line(mistake)}: ${mistake.finds}`, mistake] as const),
  )('wrong: %s', (_line, mistake) => {
    const stopped = stopAt(mission, mistake);
    const verdict = judge(stopped.world, stopped.task, given(stopped, mistake));
    const [finding] = verdict.findings;
    expect(verdict.shade).toBe('refused');
    expect([finding?.code, finding?.tag]).toEqual([mistake.finds, mistake.tag]);
  });

  test('a solution is given for every station that somebody plays', () => {
    // The marked byte of the physical layer is drawn: see the test of its wave.
    const stations = Object.values(mission.seats).flat(2);
    const played = new Set(stations.filter(station => !station.endsWith('.physical')));
    const solved = new Set<string>(mission.solution.map(decision => decision.station));
    expect([...played].filter(station => !solved.has(station))).toEqual([]);
  });

  test('every seat of every crew meets at least six sorts of work', () => {
    const kinds = new Map<string, Set<string>>();
    const world = freshWorld(mission);
    [...mission.exchanges, ...mission.decoys].forEach(({ spec }, index) => {
      watch(world, spec, index, task => {
        const known = kinds.get(task.station) ?? new Set();
        kinds.set(task.station, known.add(kindOf(world, task)));
      });
    });
    const poor: string[] = [];
    for (let size = 1; size <= 8; size++) {
      for (const seat of seatsFor(mission, size)) {
        const met = new Set(seat.flatMap(station => [...(kinds.get(station) ?? [])]));
        if (met.size < 6) poor.push(`${size}: ${seat.join('+')} meets ${[...met].join(', ')}`);
      }
    }
    expect(poor).toEqual([]);
  });
});

test('the marked byte of 02 is a wave of sixteen levels; bits in the other order are refused', () => {
  const mission = MISSIONS.find(({ physical }) => physical);
  if (mission === undefined) throw new Error('no mission has physical stations');
  const wanted = {
    station: 'pc-1.physical',
    situation: 'send-bits',
    exchange: 'ask-lunch',
    kind: null,
  };
  const stopped = stopAt(mission, wanted);
  const { situation, unit } = stopped.task;
  const byte = situation.type === 'send-bits' ? (unit[situation.byteIndex] ?? 0) : 0;
  const wave = (order: BitOrder) => ({
    action: 'send' as const,
    values: { signal: encodeManchester([byte], 'ieee-802.3', order).join('') },
  });
  expect(judge(stopped.world, stopped.task, wave('most-significant-first')).findings[0]?.code).toBe(
    'bits/reversed',
  );
  expect(judge(stopped.world, stopped.task, wave('least-significant-first')).shade).toBe(
    'accepted',
  );
  expect(outcomeOf(goOn(stopped, given(stopped, wave('least-significant-first'))))).toBe('done');
});
