import { expect, test } from 'vitest';
import { missionById } from '../../../../shared/missions/catalog.ts';
import type { Action, Value } from '../../../../shared/network/task.ts';
import { judge } from '../../../../shared/rules/judge.ts';
import { stopAt } from '../../missions/playing.ts';
import { ip, judged, type Place, type Refusal, refusalOf } from '../places.ts';

const at = (node: string, exchange: string, situation: 'ask-lease' | 'read-lease'): Place => [
  '06-first-day',
  exchange,
  `${node}.application`,
  situation,
];

const CALL = at('laptop', 'arrive-laptop', 'ask-lease');
const OFFER = at('laptop', 'arrive-laptop', 'read-lease');
const OTHERS = at('tablet', 'arrive-visitor', 'read-lease');
const BACK = at('desk', 'back-desk', 'ask-lease');

const REFUSED: readonly Refusal[] = [
  ['nothing was offered yet', CALL, 'send', { say: 'request' }, 'join/asks-before-offer', null],
  [
    'a host that has nothing gives nothing back',
    CALL,
    'send',
    { say: 'release' },
    'join/says-other',
    null,
  ],
  ['no server is known', CALL, 'send', { sendTo: ip('10.20.30.2') }, 'join/discover-unicast', null],
  ['0.0.0.0 is nobody', CALL, 'send', { sendTo: 0 }, 'join/to-network', null],
  [
    'a neighbour’s address is not the own',
    CALL,
    'send',
    { sendFrom: ip('10.20.30.9') },
    'join/source-not-own',
    'source-is-checked',
  ],
  [
    'nor does the host answer at one',
    CALL,
    'send',
    { 'dhcp.clientAddress': ip('10.20.30.9') },
    'join/claims-address',
    null,
  ],
  [
    'an address that it once had is a wish',
    BACK,
    'send',
    { sendFrom: ip('10.20.30.103') },
    'join/wish-as-source',
    'source-is-checked',
  ],
  [
    'and has to be said',
    BACK,
    'send',
    { 'dhcp.requestedAddress': 0 },
    'join/asks-no-address',
    null,
  ],
  ['an offer is no lease', OFFER, 'deliver', { 'lease.next': 'use' }, 'join/used-offer', null],
  [
    'an offer is no refusal',
    OFFER,
    'deliver',
    { 'lease.next': 'start-anew' },
    'join/gave-up-offer',
    null,
  ],
  ['an offer was asked for', OFFER, 'drop', { reason: 'not-asked' }, 'join/dropped-mine', null],
  [
    'what others are told is theirs',
    OTHERS,
    'deliver',
    {},
    'join/took-others',
    'source-is-checked',
  ],
  ['by card and number', OTHERS, 'drop', { reason: 'not-asked' }, 'join/wrong-reason', null],
];

test.each(REFUSED)('%s', (_fact, place, action, values, code, tag) => {
  expect(refusalOf(place, action, values)).toEqual({ shade: 'refused', code, tag });
});

const mission = missionById('06-first-day');
if (mission === undefined) throw new Error('the mission is missing');

const later = (
  [node, exchange, situation, kind]: readonly [string, string, string, string],
  action: Action,
  values: Readonly<Record<string, Value>>,
) => {
  const { world, task } = stopAt(mission, {
    station: `${node}.application`,
    exchange,
    situation,
    kind,
  });
  const { shade, findings } = judge(world, task, { action, values });
  return [shade, findings[0]?.code];
};

const WISH = ['tablet', 'arrive-tablet', 'ask-lease', 'join/wish'] as const;
const TAKEN = ['laptop', 'arrive-laptop', 'read-lease', 'join/renew-time'] as const;
const REFUSAL = ['visitor', 'arrive-visitor', 'read-lease', 'join/refused'] as const;
const MORE = ['laptop', 'renew-laptop', 'ask-lease', 'join/renew-from'] as const;

test.each([
  ['the choice is for all to hear', WISH, { sendTo: ip('10.20.30.3') }, 'join/request-unicast'],
  ['and names somebody', WISH, { 'dhcp.serverIdentifier': 0 }, 'join/names-no-server'],
  [
    'who has made an offer',
    WISH,
    { 'dhcp.serverIdentifier': ip('10.20.30.1') },
    'join/names-no-offerer',
  ],
  [
    'offers are not mixed',
    WISH,
    { 'dhcp.serverIdentifier': ip('10.20.30.3'), 'dhcp.requestedAddress': ip('10.20.30.100') },
    'join/asks-other-address',
  ],
  [
    'what is on the table is not called for again',
    WISH,
    { say: 'discover' },
    'join/discovers-again',
  ],
  ['a renewal has a sender', MORE, { sendFrom: 0 }, 'join/zero-as-source'],
  ['and says which lease it means', MORE, { 'dhcp.clientAddress': 0 }, 'join/hides-address'],
  [
    'but no server any more',
    MORE,
    { 'dhcp.serverIdentifier': ip('10.20.30.2') },
    'join/names-server-again',
  ],
  ['nor a wish', MORE, { 'dhcp.requestedAddress': ip('10.20.30.101') }, 'join/asks-address-again'],
  ['the router did not lend it', MORE, { sendTo: ip('10.20.30.1') }, 'join/to-other'],
] as const)('%s', (_fact, place, values, code) => {
  expect(later(place, 'send', values)).toEqual(['refused', code]);
});

test.each([
  ['a lease is taken', TAKEN, { 'lease.next': 'keep' }, 'join/kept-lease'],
  [
    'the lender is not the router',
    TAKEN,
    { 'lease.router': ip('10.20.30.2') },
    'join/misread-router',
  ],
  [
    'nor is the name server',
    TAKEN,
    { 'lease.router': ip('203.0.113.53') },
    'join/router-is-name-server',
  ],
  [
    'the router knows no names',
    TAKEN,
    { 'lease.nameServer': ip('10.20.30.1') },
    'join/misread-names',
  ],
  [
    'the own address is the one given',
    TAKEN,
    { 'lease.address': ip('10.20.30.2') },
    'join/misread-address',
  ],
  ['at the end it is too late', TAKEN, { 'lease.renewSeconds': 3600 }, 'join/renews-late'],
  ['hops are no seconds', TAKEN, { 'lease.renewSeconds': 64 }, 'join/time-is-hops'],
  ['what is refused is not used', REFUSAL, { 'lease.next': 'use' }, 'join/used-refused'],
  ['nor waited for', REFUSAL, { 'lease.next': 'keep' }, 'join/kept-refused'],
] as const)('%s', (_fact, place, values, code) => {
  expect(later(place, 'deliver', values)).toEqual(['refused', code]);
});

test('either of two offers may be taken', () => {
  for (const [server, address] of [
    ['10.20.30.2', '10.20.30.100'],
    ['10.20.30.3', '10.20.30.201'],
  ] as const) {
    const values = { 'dhcp.serverIdentifier': ip(server), 'dhcp.requestedAddress': ip(address) };
    expect(later(WISH, 'send', values)).toEqual(['accepted', undefined]);
  }
});

test('a renewal that everybody hears works', () => {
  expect(later(MORE, 'send', { sendTo: ip('255.255.255.255') })).toEqual([
    'remarked',
    'join/renew-broadcast',
  ]);
  expect(judged(CALL, 'send', {}).shade).toBe('accepted');
});
