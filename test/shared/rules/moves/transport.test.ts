import { expect, test } from 'vitest';
import { DATAGRAM, REPLY, type Refusal, refusalOf, SYN } from '../places.ts';

const REFUSED: readonly Refusal[] = [
  [
    'port 17 is no process',
    DATAGRAM,
    'send',
    { 'udp.destinationPort': 17 },
    'port/destination-is-protocol',
    'port-is-protocol',
  ],
  [
    'a client does not ask from port 53',
    DATAGRAM,
    'send',
    { 'udp.sourcePort': 53 },
    'port/source-is-service',
    'port-is-service',
  ],
  [
    'an answer does not go to port 53 of the client',
    REPLY,
    'send',
    { 'udp.destinationPort': 53 },
    'port/destination-is-usual',
    'port-is-service',
  ],
  [
    'port 6 is no web server',
    SYN,
    'send',
    { 'tcp.destinationPort': 6 },
    'port/destination-is-protocol',
    'port-is-protocol',
  ],
  [
    'a port below 1024 is not for clients',
    DATAGRAM,
    'send',
    { 'udp.sourcePort': 1000 },
    'port/source-system',
    null,
  ],
];

test.each(REFUSED)('%s', (_fact, place, action, values, code, tag) => {
  expect(refusalOf(place, action, values)).toEqual({ shade: 'refused', code, tag });
});
