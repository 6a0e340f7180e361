import { describe, expect, test } from 'vitest';
import { automatonDecision } from '../../../../shared/network/automaton.ts';
import { openTasks, startExchange } from '../../../../shared/network/simulator.ts';
import type { SituationType } from '../../../../shared/network/task.ts';
import type { Topology } from '../../../../shared/network/topology.ts';
import { createWorld } from '../../../../shared/network/world.ts';
import { benchFor } from '../../../../shared/rules/bench-plan.ts';
import { judge } from '../../../../shared/rules/judge.ts';
import { kindOf } from '../../../../shared/rules/kind-of.ts';
import { ownTables } from '../../../../shared/rules/tables.ts';
import type { Stopped } from '../../missions/playing.ts';
import { lan, squatted } from '../../network/leasing/lan.ts';
import { ip } from '../../network/networks.ts';
import { outcomeOf } from '../../network/play.ts';

/** The first task of that sort when a client that asks first is plugged in. */
const stopped = (topology: Topology, situation: SituationType, node = 'client'): Stopped => {
  const world = createWorld(topology, 'check');
  startExchange(world, { type: 'configure', node: 'client' }, 1, task =>
    task.situation.type === situation && task.node === node ? 'person' : 'automaton',
  );
  const [task] = openTasks(world);
  if (task === undefined) throw new Error(`${node} never gets ${situation}`);
  return { world, task };
};

const free = (): Stopped => stopped(lan({}, {}, { probes: true }), 'check-lease');
const taken = (): Stopped => stopped(squatted({ probes: true }), 'check-lease');

const verdict = ({ world, task }: Stopped, check: string) => {
  const values = { 'lease.check': check };
  const { shade, findings } = judge(world, task, { action: 'deliver', values });
  return [shade, ...findings.map(({ code }) => code)];
};

describe('whoever was granted an address and has asked who has it', () => {
  test.each([
    ['nobody answered: it is used', free, 'use', ['accepted']],
    ['and not declined', free, 'decline', ['refused', 'join/declined-free']],
    ['nor given up', free, 'start-anew', ['refused', 'join/gave-up-free']],
    ['somebody answered: it is declined', taken, 'decline', ['accepted']],
    ['and not used', taken, 'use', ['refused', 'join/used-taken']],
    ['nor passed over in silence', taken, 'start-anew', ['refused', 'join/kept-quiet']],
  ] as const)('%s', (_fact, at, check, expected) => {
    expect(verdict(at(), check)).toEqual(expected);
  });

  test('is told what was heard, and not what to do', () => {
    const wish = { level: 'words', firstOfKind: true, allHands: false, seed: 's' } as const;
    const [nobody, somebody] = [free(), taken()].map(({ world, task }) =>
      benchFor(world, task, wish),
    );
    expect(nobody?.facts['answered']).toBe('nobody has answered');
    expect(somebody?.facts['answered']).toBe('the card 02:00:00:00:0a:03 has answered');
    expect([nobody?.facts['yours'], somebody?.facts['yours']]).toEqual([
      '192.0.2.10',
      '192.0.2.10',
    ]);
    expect(somebody?.fields[0]?.options.length).toBe(3);
  });

  test('finds the address and who has answered for it in the tables too', () => {
    const rows = [free(), taken()].map(({ world, task }) => {
      const tables = ownTables(world, task.station);
      const lease = tables.find(({ id }) => id === 'lease');
      return [lease?.rows[0]?.slice(2, 4), tables.find(({ id }) => id === 'answered')?.rows];
    });
    expect(rows).toEqual([
      [['CHECKING', '192.0.2.10'], []],
      [['CHECKING', '192.0.2.10'], [['192.0.2.10', '02:00:00:00:0a:03']]],
    ]);
  });

  test.each([
    ['free', free, 'join/checked-free'],
    ['taken', taken, 'join/checked-taken'],
  ] as const)(
    'an address that is %s is a kind of its own, and the automaton is right',
    (_w, at, kind) => {
      const { world, task } = at();
      expect(kindOf(world, task)).toBe(kind);
      expect(judge(world, task, automatonDecision(world, task)).shade).toBe('accepted');
    },
  );
});

test('what was heard of an address stands until it is decided, whatever fails meanwhile', () => {
  const { world, task } = taken();
  const nobody = {
    type: 'echo',
    node: 'squatter',
    to: ip('192.0.2.77'),
    timeToLive: null,
  } as const;
  expect(outcomeOf(startExchange(world, nobody, 2, () => 'automaton'))).toBe('failed');
  expect(verdict({ world, task }, 'decline')).toEqual(['accepted']);
});

describe('a server that hears DHCPDECLINE', () => {
  const declined = (): Stopped => {
    const world = createWorld(squatted({ probes: true }), 'check');
    startExchange(world, { type: 'configure', node: 'client' }, 1, task => {
      const isHere = task.situation.type === 'serve-lease' && task.node === 'server';
      return isHere && kindOf(world, task) === 'lease/declined' ? 'person' : 'automaton';
    });
    const [task] = openTasks(world);
    if (task === undefined) throw new Error('nothing was declined');
    return { world, task };
  };

  test.each([
    ['notes it', 'drop', { reason: 'address-taken' }, ['accepted']],
    [
      'does not forget it',
      'drop',
      { reason: 'nothing-to-do' },
      ['refused', 'lease/forgot-decline'],
    ],
    [
      'is given nothing back',
      'drop',
      { reason: 'given-back' },
      ['refused', 'lease/forgot-decline'],
    ],
    [
      'offers nothing yet',
      'send',
      { 'lease.reply': 'offer' },
      ['refused', 'lease/answered-decline'],
    ],
  ] as const)('%s', (_fact, action, values, expected) => {
    const { world, task } = declined();
    const { shade, findings } = judge(world, task, { action, values });
    expect([shade, ...findings.map(({ code }) => code)]).toEqual(expected);
  });
});

test('whoever asks for an address does not speak under it yet', () => {
  const { world, task } = stopped(squatted({ probes: true }), 'ask-arp');
  const values = { 'arp.senderProtocol': 0xc000020a };
  const { findings } = judge(world, task, { action: 'send', values });
  expect(findings.map(({ code, rfc }) => [code, rfc])).toEqual([
    ['arp/sender-not-own', 'RFC 5227 §2.1.1'],
  ]);
});

test('whoever has no address yet is told of no neighbour that it lies elsewhere', () => {
  const { world, task } = stopped(squatted({ probes: true }), 'ask-arp');
  const values = { 'arp.targetProtocol': 0xc0000203 };
  const { findings } = judge(world, task, { action: 'send', values });
  expect(findings.map(({ code, tag }) => [code, tag])).toEqual([['arp/target-wrong', null]]);
});
