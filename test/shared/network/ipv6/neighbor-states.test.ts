import { describe, expect, test } from 'vitest';
import {
  type Neighbor,
  type NeighborEvent,
  neighborAfter,
} from '../../../../shared/network/ipv6/neighbor-states.ts';

const OLD = 0x02_00_00_00_00_01;
const NEW = 0x02_00_00_00_00_02;

const row = (state: Neighbor['state']): Neighbor => ({
  state,
  mac: state === 'INCOMPLETE' ? null : OLD,
  sinceMicros: 0,
});

const told = (solicited: boolean, override: boolean, mac: number | null): NeighborEvent => ({
  type: 'advertised',
  solicited,
  override,
  mac,
});

const heard = (mac: number): NeighborEvent => ({ type: 'heard', mac });

/** State before, what happens, state after and the card that is known then; RFC 4861 Appendix C. */
const ROWS: readonly [
  Neighbor['state'] | null,
  NeighborEvent,
  Neighbor['state'] | null,
  number?,
][] = [
  [null, { type: 'send' }, 'INCOMPLETE'],
  [null, heard(NEW), 'STALE', NEW],
  [null, told(true, true, NEW), null],
  ['INCOMPLETE', { type: 'send' }, 'INCOMPLETE'],
  ['INCOMPLETE', { type: 'given-up' }, null],
  ['INCOMPLETE', told(false, false, NEW), 'STALE', NEW],
  ['INCOMPLETE', told(false, true, NEW), 'STALE', NEW],
  ['INCOMPLETE', told(true, false, NEW), 'REACHABLE', NEW],
  ['INCOMPLETE', told(true, true, NEW), 'REACHABLE', NEW],
  ['INCOMPLETE', told(true, true, null), 'INCOMPLETE'],
  ['INCOMPLETE', heard(NEW), 'STALE', NEW],
  ['REACHABLE', { type: 'send' }, 'REACHABLE', OLD],
  ['REACHABLE', { type: 'reachable-over' }, 'STALE', OLD],
  ['REACHABLE', told(true, false, NEW), 'STALE', OLD],
  ['REACHABLE', told(false, false, NEW), 'STALE', OLD],
  ['REACHABLE', told(false, true, NEW), 'STALE', NEW],
  ['REACHABLE', told(false, true, OLD), 'REACHABLE', OLD],
  ['REACHABLE', told(true, true, NEW), 'REACHABLE', NEW],
  ['REACHABLE', heard(OLD), 'REACHABLE', OLD],
  ['REACHABLE', heard(NEW), 'STALE', NEW],
  ['STALE', { type: 'send' }, 'DELAY', OLD],
  ['STALE', { type: 'confirmed' }, 'REACHABLE', OLD],
  ['STALE', told(true, false, OLD), 'REACHABLE', OLD],
  ['STALE', told(true, false, NEW), 'STALE', OLD],
  ['STALE', told(false, true, OLD), 'STALE', OLD],
  ['STALE', told(true, true, NEW), 'REACHABLE', NEW],
  ['DELAY', { type: 'send' }, 'DELAY', OLD],
  ['DELAY', { type: 'delay-over' }, 'PROBE', OLD],
  ['DELAY', { type: 'confirmed' }, 'REACHABLE', OLD],
  ['DELAY', told(false, false, NEW), 'DELAY', OLD],
  ['PROBE', told(true, true, OLD), 'REACHABLE', OLD],
  ['PROBE', told(true, false, OLD), 'REACHABLE', OLD],
  ['PROBE', { type: 'given-up' }, null],
  ['PROBE', heard(NEW), 'STALE', NEW],
];

describe('a row of the neighbour cache', () => {
  test.each(
    ROWS.map(
      ([from, event, to, mac]) =>
        [`${from}, ${Object.values(event).join(' ')}`, from, event, to, mac] as const,
    ),
  )('%s', (_fact, from, event, to, mac) => {
    const after = neighborAfter(from === null ? undefined : row(from), event, 7);
    expect(after?.state ?? null).toBe(to);
    if (mac !== undefined) expect(after?.mac).toBe(mac);
  });
});
