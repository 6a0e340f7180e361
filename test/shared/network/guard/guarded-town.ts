import type { ExchangeSpec } from '../../../../shared/network/exchange.ts';
import type { GuardTask } from '../../../../shared/network/guard/guarded.ts';
import type { Happening } from '../../../../shared/network/happening.ts';
import type { GarbageName } from '../../../../shared/network/programs/garbage/garbage.ts';
import { decide, openTasks, startExchange } from '../../../../shared/network/simulator.ts';
import type { Decision, Task } from '../../../../shared/network/task.ts';
import type { NodeSpec, ProgramSpec } from '../../../../shared/network/topology.ts';
import { createWorld, type World } from '../../../../shared/network/world.ts';
import { service } from '../internet.ts';
import { card, ip, link, node, port } from '../networks.ts';
import { decided } from '../play.ts';

const GUARD = { bufferBytes: 512, lineBytes: 128 };

const daemon = (
  name: string,
  pid: number,
  which: string,
  settings: Record<string, unknown>,
): ProgramSpec => service(name, pid, { ...settings, guard: GUARD }, which);

const RECORDS = [
  { name: 'game.example', type: 'SOA', data: 'names.game.example host.game.example 1 2 3 4 5' },
  { name: 'game.example', type: 'NS', data: 'names.game.example' },
  { name: 'game.example', type: 'A', data: '10.0.0.80' },
  { name: 'www.game.example', type: 'A', data: '10.0.0.80' },
];

const host = (name: string, last: number, programs: readonly ProgramSpec[]): NodeSpec =>
  node(name, 'host', {
    interfaces: [card('eth0', 0x020000000000 + last, `10.0.0.${last}`, 24)],
    resolver: ip('10.0.0.53'),
    programs,
  });

/** Three guarded daemons, a client and a stranger on one switch. */
export const town = (seed = 'town'): World =>
  createWorld(
    {
      nodes: [
        host('client', 2, [
          { kind: 'browser', name: 'browser', pid: 7, listens: null },
          { kind: 'dns-client', name: 'stub', pid: 8, listens: null },
          service('mailer', 9, {}, 'smtp-client'),
        ]),
        host('stranger', 66, [service('scan', 13, {}, 'stranger')]),
        host('web', 80, [
          daemon('httpd', 80, 'http-server', {
            files: { '/prices.html': 'cheap', '/index.html': 'all' },
            takes: ['/orders'],
          }),
        ]),
        host('mail', 25, [
          daemon('smtpd', 25, 'smtp-server', {
            hostName: 'mail.game.example',
            mailboxes: ['ada@game.example'],
          }),
        ]),
        host('names', 53, [daemon('named', 53, 'name-server', { records: RECORDS })]),
        node('lan', 'switch', {
          interfaces: [1, 2, 3, 4, 5].map(number => port(`p${number}`)),
        }),
      ],
      links: ['client', 'stranger', 'web', 'mail', 'names'].map((name, index) =>
        link(`${name}.eth0`, `lan.p${index + 1}`),
      ),
    },
    seed,
  );

/** Where each sort of garbage goes. */
const TARGETS = {
  http: { node: 'web', server: '10.0.0.80', port: 80 },
  smtp: { node: 'mail', server: '10.0.0.25', port: 25 },
  dns: { node: 'names', server: '10.0.0.53', port: 53 },
} as const;

export const targetOf = (input: GarbageName) => TARGETS[input.split('-')[0] as 'http'];

export const garbageWish = (input: GarbageName): ExchangeSpec => {
  const { server, port } = targetOf(input);
  const settings = { input, server, port, name: 'game.example' };
  return { type: 'use', node: 'stranger', program: 'scan', settings };
};

export const FETCH: ExchangeSpec = {
  type: 'fetch',
  node: 'client',
  host: 'www.game.example',
  targets: ['/prices.html'],
};

export const LOOKUP: ExchangeSpec = {
  type: 'lookup',
  node: 'client',
  name: 'www.game.example',
  recordType: 1,
};

export const MAIL: ExchangeSpec = {
  type: 'use',
  node: 'client',
  program: 'mailer',
  settings: {
    server: '10.0.0.25',
    hostName: 'client.game.example',
    from: 'bob@game.example',
    to: ['ada@game.example'],
    lines: ['Subject: apples', '', 'Two, please.'],
  },
};

const isGuarded = (task: Task): task is GuardTask => task.situation.type.startsWith('guard-');

/** What happens when a person decides every guarded task so; null leaves it to the automaton. */
export const guardBy = (
  world: World,
  spec: ExchangeSpec,
  exchange: number,
  decider: (task: GuardTask) => Decision | null,
): readonly Happening[] => {
  const assign = (task: Task) =>
    isGuarded(task) && decider(task) !== null ? 'person' : 'automaton';
  const happenings = startExchange(world, spec, exchange, assign);
  for (let [task] = openTasks(world); task !== undefined; [task] = openTasks(world)) {
    const decision = isGuarded(task) ? decider(task) : null;
    if (decision === null) throw new Error('nobody decides this');
    happenings.push(...decide(world, task.id, decision, assign));
  }
  return happenings;
};

/** The guarded tasks that automata decided, in order. */
export const guardedIn = (happenings: readonly Happening[]) =>
  decided(happenings).filter(({ task }) => isGuarded(task));
