import { describe, expect, test } from 'vitest';
import { automatonDecision } from '../../../../shared/network/automaton.ts';
import { benchFor } from '../../../../shared/rules/bench-plan.ts';
import { judge } from '../../../../shared/rules/judge.ts';
import { ownTables } from '../../../../shared/rules/tables.ts';
import { MAC } from '../../network/networks.ts';
import { stopped } from '../at-switch.ts';

const KNOWN = { [MAC.a]: 'p1', [MAC.b]: 'p2' };

describe('the station of a switch', () => {
  test('the automaton agrees with the judge in every state of the table', () => {
    const ports = ['p1', 'p2', 'p3', undefined];
    for (const a of ports) {
      for (const b of ports) {
        for (const most of [1, 8]) {
          const rows = { ...(a && { [MAC.a]: a }), ...(b && { [MAC.b]: b }) };
          const { world, task } = stopped(rows, { most });
          const { shade } = judge(world, task, automatonDecision(world, task));
          expect([a, b, most, shade]).toEqual([a, b, most, 'accepted']);
        }
      }
    }
  });

  test('sees its table and the addresses of the frame, and nothing above', () => {
    const { world, task } = stopped(KNOWN);
    const wish = { level: 'fields', firstOfKind: false, allHands: false, seed: 's' } as const;
    const bench = benchFor(world, task, wish);
    expect(bench.fields.map(({ path }) => path)).toEqual([
      'ethernet.destination',
      'ethernet.source',
      'ethernet.etherType',
      'ethernet.frameCheckSequence',
      'learn.mac',
      'learn.port',
      'learn.row',
      'ports',
      'why',
    ]);
    expect(ownTables(world, task.station).map(({ id, rows }) => [id, rows.length])).toEqual([
      ['mac', 2],
    ]);
  });
});
