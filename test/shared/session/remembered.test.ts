import { expect, test } from 'vitest';
import type { Command } from '../../../shared/session/commands.ts';
import { deepCopy } from '../../../shared/session/deep-copy.ts';
import { hostParts } from '../../../shared/session/projections/host.ts';
import { projectorParts } from '../../../shared/session/projections/projector.ts';
import { seatParts } from '../../../shared/session/projections/seat.ts';
import type { Session } from '../../../shared/session/state.ts';
import {
  answer,
  answerRight,
  host,
  pass,
  say,
  seatOf,
  startedTable,
  type Table,
  wrongAnswer,
} from './table.ts';

const PEOPLE = ['p1', 'p2', 'p3', 'p4'];

const shownTo = (session: Session) => ({
  seats: PEOPLE.map(id => seatParts(session, id)),
  host: hostParts(session),
  projector: projectorParts(session),
});

const decide = (table: Table, id: string, turn: number): void => {
  const wrong = turn % 2 === 0 ? wrongAnswer(table, id) : null;
  if (wrong === null) answerRight(table, id);
  else answer(table, id, wrong);
};

/** In turn: look, open, ask for a hint, signal, decide. */
const act = (table: Table, id: string, turn: number): void => {
  const [item] = seatOf(table, id).tray;
  if (item === undefined) return;
  const taskId = item.task.id;
  const commands: readonly (Command | null)[] = [
    null,
    { type: 'open', taskId },
    { type: 'hint', taskId },
    { type: 'signal', signal: 'roger' },
  ];
  const command = commands[turn % 5];
  if (command === undefined) decide(table, id, turn);
  else if (command !== null) say(table, id, command);
};

test('a part shown from memory is what it would be if it were drawn anew', () => {
  const table = startedTable(PEOPLE.length, { missionId: '09-get-prices' });
  // What is remembered belongs to one session: a copy remembers nothing.
  const check = () => expect(shownTo(table.session)).toEqual(shownTo(deepCopy(table.session)));
  for (let turn = 0; turn < 60; turn += 1) {
    for (const [index, id] of PEOPLE.entries()) {
      act(table, id, turn + index);
      check();
    }
    pass(table, 1);
    check();
  }
  host(table, { type: 'end-round' });
  check();
});
