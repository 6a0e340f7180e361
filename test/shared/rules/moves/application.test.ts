import { expect, test } from 'vitest';
import { ALIAS, ip, MISSING, QUERY, REQUEST, REVERSE, type Refusal, refusalOf } from '../places.ts';

const REFUSED: readonly Refusal[] = [
  [
    'the host itself does not know names',
    QUERY,
    'send',
    { server: ip('10.60.145.1') },
    'query/server-wrong',
    null,
  ],
  [
    'an address is turned round to be looked up',
    REVERSE,
    'send',
    { 'dns.name': '10.1.74.10.in-addr.arpa' },
    'query/name-not-reversed',
    null,
  ],
  [
    'an alias is not the answer',
    ALIAS,
    'deliver',
    { answer: 'www.game.example' },
    'answer/stopped-at-alias',
    null,
  ],
  [
    'the request line has no host',
    REQUEST,
    'send',
    { 'http.target': 'http://www.game.example/prices.html' },
    'request/target-is-url',
    null,
  ],
  [
    'the Host line has a name',
    REQUEST,
    'send',
    { 'http.host': '172.217.12.229' },
    'request/host-is-address',
    'name-is-address',
  ],
  [
    'a missing file is not found',
    MISSING,
    'send',
    { 'http.status': 200 },
    'response/status-wrong',
    null,
  ],
];

test.each(REFUSED)('%s', (_fact, place, action, values, code, tag) => {
  expect(refusalOf(place, action, values)).toEqual({ shade: 'refused', code, tag });
});
