import { expect, test } from 'vitest';
import { ip, judged, type Place, type Refusal, refusalOf } from '../places.ts';

const at = (node: string, exchange: string): Place => [
  '06-first-day',
  exchange,
  `${node}.application`,
  'serve-lease',
];

const FREE = at('dhcp-1', 'arrive-laptop');
const LOUD = at('dhcp-1', 'arrive-tablet');
const FULL = at('dhcp-2', 'arrive-laptop');
const OWN = at('dhcp-2', 'arrive-tablet');
const FOREIGN = at('dhcp-1', 'arrive-visitor');
const KNOWN = at('dhcp-1', 'back-desk');
const STRANGER = at('dhcp-2', 'back-desk');

const REFUSED: readonly Refusal[] = [
  [
    'nothing was requested yet',
    FREE,
    'send',
    { 'lease.reply': 'acknowledge' },
    'lease/ack-unasked',
    null,
  ],
  [
    'a call is not refused',
    FREE,
    'send',
    { 'lease.reply': 'refuse' },
    'lease/refused-discover',
    null,
  ],
  [
    'somebody has it',
    FREE,
    'send',
    { 'dhcp.yourAddress': ip('10.20.30.101') },
    'lease/address-in-use',
    null,
  ],
  [
    'the router has it',
    FREE,
    'send',
    { 'dhcp.yourAddress': ip('10.20.30.1') },
    'lease/address-in-use',
    null,
  ],
  [
    'it is of another network',
    FREE,
    'send',
    { 'dhcp.yourAddress': ip('10.20.31.5') },
    'lease/address-outside',
    null,
  ],
  [
    'it is not in the pool',
    FREE,
    'send',
    { 'dhcp.yourAddress': ip('10.20.30.254') },
    'lease/address-not-in-pool',
    null,
  ],
  ['an offer holds an address', FREE, 'send', { 'dhcp.yourAddress': 0 }, 'lease/no-address', null],
  [
    'the mask is that of the LAN',
    FREE,
    'send',
    { 'dhcp.subnetMask': ip('255.255.0.0') },
    'lease/mask-wrong',
    null,
  ],
  [
    'a router outside the mask is out of reach',
    FREE,
    'send',
    { 'dhcp.router': ip('203.0.113.1') },
    'lease/router-outside',
    null,
  ],
  ['no router, no way out', FREE, 'send', { 'dhcp.router': 0 }, 'lease/router-missing', null],
  [
    'a neighbour is no router',
    FREE,
    'send',
    { 'dhcp.router': ip('10.20.30.9') },
    'lease/router-is-none',
    null,
  ],
  [
    'a router knows no names',
    FREE,
    'send',
    { 'dhcp.nameServer': ip('10.20.30.1') },
    'lease/names-wrong',
    null,
  ],
  [
    'a lease is no count of hops',
    FREE,
    'send',
    { 'dhcp.leaseSeconds': 64 },
    'lease/time-is-hops',
    'ttl-is-seconds',
  ],
  [
    'a lease is no longer than was said',
    FREE,
    'send',
    { 'dhcp.leaseSeconds': 7200 },
    'lease/too-long',
    null,
  ],
  ['a lease lasts', FREE, 'send', { 'dhcp.leaseSeconds': 0 }, 'lease/no-time', null],
  ['each server signs', FREE, 'send', { 'dhcp.serverIdentifier': 0 }, 'lease/unsigned', null],
  [
    'and for itself',
    FREE,
    'send',
    { 'dhcp.serverIdentifier': ip('10.20.30.3') },
    'lease/signed-for-other',
    null,
  ],
  ['the number comes back', FREE, 'send', { 'dhcp.transactionId': 1 }, 'lease/other-number', null],
  ['0.0.0.0 is nobody', FREE, 'send', { answerTo: 0 }, 'lease/answers-zero', null],
  [
    'the router is not the client',
    FREE,
    'send',
    { answerTo: ip('10.20.30.1') },
    'lease/answers-elsewhere',
    null,
  ],
  [
    'the broadcast bit means what it says',
    LOUD,
    'send',
    { answerTo: ip('10.20.30.100') },
    'lease/unicast-to-nobody',
    null,
  ],
  [
    'who has addresses offers one',
    FREE,
    'drop',
    { reason: 'no-address-left' },
    'lease/silent',
    null,
  ],
  [
    'a full pool offers nothing',
    FULL,
    'send',
    { 'lease.reply': 'offer' },
    'lease/offered-in-use',
    null,
  ],
  ['and says so to itself', FULL, 'drop', { reason: 'other-server' }, 'lease/wrong-reason', null],
  [
    'an address from elsewhere is not granted',
    FOREIGN,
    'send',
    { 'lease.reply': 'acknowledge' },
    'lease/granted-others',
    null,
  ],
  [
    'a refusal holds no address',
    FOREIGN,
    'send',
    { 'dhcp.yourAddress': ip('10.20.30.100') },
    'lease/address-in-refusal',
    null,
  ],
  [
    'a known client gets what it had',
    KNOWN,
    'send',
    { 'lease.reply': 'refuse' },
    'lease/refused-own',
    null,
  ],
  [
    'that one and no other',
    KNOWN,
    'send',
    { 'dhcp.yourAddress': ip('10.20.30.105') },
    'lease/other-address',
    null,
  ],
  [
    'a stranger is not refused',
    STRANGER,
    'send',
    { 'lease.reply': 'refuse' },
    'lease/answered-unknown',
    null,
  ],
];

test.each(REFUSED)('%s', (_fact, place, action, values, code, tag) => {
  expect(refusalOf(place, action, values)).toEqual({ shade: 'refused', code, tag });
});

test.each(['10.20.30.100', '10.20.30.102', '10.20.30.107', '10.20.30.109'])(
  'any free address will do: %s',
  address => {
    const values = { 'dhcp.yourAddress': ip(address), answerTo: ip(address) };
    expect(judged(FREE, 'send', values)).toEqual({ shade: 'accepted', findings: [] });
  },
);

test.each([
  [
    'a broadcast that nobody needs',
    FREE,
    { answerTo: ip('255.255.255.255') },
    'lease/broadcast-unneeded',
  ],
  ['a short lease', FREE, { 'dhcp.leaseSeconds': 600 }, 'lease/short'],
  ['the client of old gets its own', OWN, { 'dhcp.yourAddress': ip('10.20.30.201') }, undefined],
])('%s works', (_fact, place, values, code) => {
  const { shade, findings } = judged(place, 'send', values);
  expect(shade).toBe(code === undefined ? 'accepted' : 'remarked');
  expect(findings[0]?.code).toBe(code);
});
