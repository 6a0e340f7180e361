import { expect, test } from 'vitest';
import { mappingsOf } from '../../shared/network/boundary/translator.ts';
import { ipv4 } from '../../shared/protocols/ipv4.ts';
import { judge } from '../../shared/rules/judge.ts';
import { seatParts } from '../../shared/session/projections/seat.ts';
import { ip } from '../shared/network/networks.ts';
import {
  answer,
  answerRight,
  firstTask,
  gameOf,
  playBeside,
  rightAnswer,
  startedTable,
  type Table,
} from '../shared/session/table.ts';

/** Network layer of the device at the door; its links and the rest of the crew sit elsewhere. */
const DOOR = 'p1';
const SECONDS = 90;

const atTheDoor = (): Table =>
  startedTable(5, { missionId: '20-one-address', help: 'consequence' });

const isTranslation = (table: Table): boolean =>
  firstTask(table, DOOR).task.situation.type === 'translate-packet';

const play = (table: Table, decide: () => void): void => {
  playBeside(table, SECONDS, DOOR, () => {
    if (isTranslation(table)) decide();
    else answerRight(table, DOOR);
  });
};

/** Sources of the packets that left the house. */
const sourcesOutside = (table: Table): number[] => {
  const frames = gameOf(table).world.capture.filter(({ from }) => from === 'nat.wan');
  return frames.flatMap(({ bytes }) => {
    const decoded = ipv4.decode(bytes, 14);
    return bytes[13] === 0 && decoded.ok ? [decoded.value.header.source] : [];
  });
};

test('a crew with somebody at the translator brings everything home under one address', () => {
  const table = atTheDoor();
  let decided = 0;
  play(table, () => {
    expect(answerRight(table, DOOR).ok).toBe(true);
    decided += 1;
  });
  const { world, plans, score } = gameOf(table);
  expect(decided).toBeGreaterThan(5);
  expect(score.delivered).toBeGreaterThan(5);
  expect([...plans.values()].filter(({ ended }) => ended === 'failed')).toEqual([]);
  expect(new Set(sourcesOutside(table))).toEqual(new Set([ip('203.0.113.23')]));
  const { nat } = world.nodes.get('nat') ?? { nat: null };
  expect(nat === null ? [] : mappingsOf(nat, world.nowMicros)).not.toEqual([]);
});

test('a source that stays private is refuted, and no answer finds its way back', () => {
  const table = atTheDoor();
  let wrong = 0;
  play(table, () => {
    const { task } = firstTask(table, DOOR);
    const isOut = task.situation.type === 'translate-packet' && task.situation.direction === 'out';
    const { 'ipv4.headerChecksum': _follows, ...right } = rightAnswer(table, DOOR).values;
    const values = { ...right, 'ipv4.source': ipv4.view(task.unit, 0).source };
    if (!isOut || wrong > 0) {
      answerRight(table, DOOR);
      return;
    }
    expect(judge(gameOf(table).world, task, { action: 'send', values }).shade).toBe('refused');
    answer(table, DOOR, { action: 'send', values });
    wrong += 1;
    const { coach } = seatParts(table.session, DOOR);
    expect(coach.verdict?.shade).toBe('let-through');
    expect(coach.verdict?.findings[0]).toMatchObject({ tag: 'route-back-assumed' });
    expect(coach.refutation?.frames).toHaveLength(4);
  });
  expect(wrong).toBe(1);
  const left = sourcesOutside(table).filter(source => source !== ip('203.0.113.23'));
  expect(left.length).toBeGreaterThan(0);
  const back = gameOf(table).world.capture.filter(({ from, bytes }) => {
    const decoded = ipv4.decode(bytes, 14);
    return from === 'isp.homes' && decoded.ok && left.includes(decoded.value.header.destination);
  });
  expect(back).toEqual([]);
});
