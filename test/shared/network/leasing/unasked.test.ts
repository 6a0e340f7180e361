import { describe, expect, test } from 'vitest';
import { formatIpv4, formatMac } from '../../../../shared/base/address.ts';
import type { ExchangeSpec } from '../../../../shared/network/exchange.ts';
import { leaseAnswerPlayed } from '../../../../shared/network/played/lease-answer.ts';
import { clientAt } from '../../../../shared/network/played/lease-client.ts';
import { dhcpClient, heardIn } from '../../../../shared/network/programs/dhcp/client.ts';
import type { DhcpClientState } from '../../../../shared/network/programs/dhcp/client-state.ts';
import {
  addressOption,
  hardwareField,
  typeOption,
  writeDhcp,
} from '../../../../shared/network/programs/dhcp/message.ts';
import { decide, openTasks, startExchange } from '../../../../shared/network/simulator.ts';
import { createWorld, type World } from '../../../../shared/network/world.ts';
import { DHCP_MESSAGE, DHCP_OPTION } from '../../../../shared/protocols/dhcp-option-table.ts';
import { judge } from '../../../../shared/rules/judge.ts';
import { ip } from '../networks.ts';
import { byAutomaton, outcomeOf } from '../play.ts';
import { CARD, squatted } from './lan.ts';

const PLUG_IN: ExchangeSpec = { type: 'configure', node: 'client' };
const UNASKED: ExchangeSpec = {
  type: 'decoy',
  node: 'squatter',
  decoy: 'unasked-lease',
  target: 'client',
};

const stateOf = ({ nodes }: World): DhcpClientState | undefined => {
  const run = nodes.get('client')?.runs.get('dhclient');
  return run === undefined ? undefined : clientAt(run);
};

const wayOut = ({ nodes }: World): string[] =>
  (nodes.get('client')?.routes ?? []).flatMap(({ nextHop }) =>
    nextHop === null ? [] : [formatIpv4(nextHop)],
  );

describe('a lease from somebody who was not asked', () => {
  test.each([
    ['before the client has asked anybody', []],
    ['while it has a lease', [PLUG_IN]],
  ] as const)('changes nothing %s', (_when, before) => {
    const world = createWorld(squatted({ probes: true }), 'unasked');
    for (const [id, spec] of before.entries()) startExchange(world, spec, id + 1, byAutomaton);
    const [state, route] = [stateOf(world), wayOut(world)];
    startExchange(world, UNASKED, 9, byAutomaton);
    expect(world.capture.some(({ from }) => from === 'squatter.eth0')).toBe(true);
    expect([stateOf(world), wayOut(world)]).toEqual([state, route]);
  });

  test('that is believed leads what is for other networks to its sender', () => {
    const world = createWorld(squatted({}), 'unasked');
    startExchange(world, PLUG_IN, 1, byAutomaton);
    expect(wayOut(world)).toEqual(['192.0.2.1']);
    startExchange(world, UNASKED, 2, task =>
      task.situation.type === 'read-lease' && task.node === 'client' ? 'person' : 'automaton',
    );
    const [task] = openTasks(world);
    if (task === undefined) throw new Error('nothing was heard');
    const believed = { action: 'deliver', values: { 'lease.next': 'use' } } as const;
    expect(judge(world, task, believed).findings.map(({ code, tag }) => [code, tag])).toEqual([
      ['join/took-unasked', 'source-is-checked'],
    ]);
    const refused = { action: 'drop', values: { reason: 'not-asked' } } as const;
    expect(judge(world, task, refused).shade).toBe('accepted');
    decide(world, task.id, believed, byAutomaton);
    expect(wayOut(world)).toEqual(['192.0.2.10']);
    const out = { type: 'echo', node: 'client', to: ip('203.0.113.53'), timeToLive: null } as const;
    expect(outcomeOf(startExchange(world, out, 3, byAutomaton))).toBe('failed');
  });
});

const settings = { card: CARD.client };
const ASKING: DhcpClientState = {
  ...dhcpClient(settings).start({ nowMicros: 0, draw: () => 0, addresses: [] }).state,
  phase: 'REQUESTING',
  transactionId: 7,
  offer: { address: ip('192.0.2.10'), server: ip('192.0.2.53') },
};
const LEASE = {
  address: ip('192.0.2.10'),
  server: ip('192.0.2.53'),
  subnetMask: null,
  routers: [],
  nameServers: [],
  domainName: '',
  renewAtMicros: null,
  rebindAtMicros: null,
  expiresAtMicros: null,
};

const answerOf = (type: number, server: string): Uint8Array =>
  writeDhcp(
    {
      operation: 2,
      transactionId: 7,
      yourAddress: ip('192.0.2.10'),
      clientHardwareAddress: hardwareField(CARD.client),
    },
    [typeOption(type), addressOption(DHCP_OPTION.serverIdentifier, ip(server))],
  );

const { acknowledge, refuse } = DHCP_MESSAGE;

test.each<[string, Partial<DhcpClientState>, number, string, string | undefined]>([
  ['the server that it chose', {}, acknowledge, '192.0.2.53', 'ack'],
  ['another than it chose', {}, acknowledge, '192.0.2.99', undefined],
  ['another that refuses', {}, refuse, '192.0.2.99', undefined],
  ['its lender', { phase: 'RENEWING', lease: LEASE }, acknowledge, '192.0.2.53', 'ack'],
  [
    'another than its lender',
    { phase: 'RENEWING', lease: LEASE },
    acknowledge,
    '192.0.2.9',
    undefined,
  ],
  [
    'anybody when it asks all',
    { phase: 'REBINDING', lease: LEASE },
    acknowledge,
    '192.0.2.9',
    'ack',
  ],
  [
    'its lender, while it checks',
    { phase: 'CHECKING', granted: LEASE },
    refuse,
    '192.0.2.53',
    'nak',
  ],
  [
    'another than its lender, while it checks',
    { phase: 'CHECKING', granted: LEASE },
    refuse,
    '192.0.2.9',
    undefined,
  ],
  ['whoever knows its former address', { phase: 'REBOOTING' }, acknowledge, '192.0.2.9', 'ack'],
])('a client that hears %s', (_who, changes, type, server, means) => {
  const event = {
    type: 'datagram',
    port: 68,
    peer: { address: 0, port: 67 },
    bytes: answerOf(type, server),
  } as const;
  expect(heardIn({ ...ASKING, ...changes }, event, settings)).toBe(means);
});

test.each<[string, Partial<DhcpClientState>]>([
  ['asks', {}],
  ['has offers', { phase: 'SELECTING' }],
  ['has a lease', { phase: 'BOUND', lease: LEASE, offer: null }],
  ['renews', { phase: 'RENEWING', lease: LEASE, offer: null }],
])('whoever %s and takes an unasked lease for a refusal begins anew', (_what, changes) => {
  const moment = {
    event: {
      type: 'datagram',
      port: 68,
      peer: { address: 0, port: 67 },
      bytes: answerOf(acknowledge, '192.0.2.99'),
    },
    settings: { card: formatMac(CARD.client) },
    state: { ...ASKING, ...changes },
    facts: { nowMicros: 0, draw: () => 0, addresses: [] },
  } as const;
  const values = { 'lease.next': 'start-anew' };
  const { state, effects } = leaseAnswerPlayed.turn(moment, { action: 'deliver', values });
  expect(state).toMatchObject({ phase: 'INIT', lease: null, offer: null });
  expect(effects.map(effect => effect.type === 'set-timer' && effect.name)).toEqual(['start 1']);
});
