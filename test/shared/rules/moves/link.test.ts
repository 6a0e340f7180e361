import { expect, test } from 'vitest';
import {
  ASK,
  CORRUPT,
  FAR_FRAME,
  FLOODED,
  ip,
  mac,
  NEW_FRAME,
  type Refusal,
  refusalOf,
  SEND_BITS,
} from '../places.ts';

const REFUSED: readonly Refusal[] = [
  [
    'the MAC of a far host reaches nobody',
    FAR_FRAME,
    'send',
    { 'ethernet.destination': mac('02:00:00:00:4a:0a') },
    'frame/destination-is-final-host',
    'mac-is-final-host',
  ],
  [
    'a broadcast is no way to reach one',
    FAR_FRAME,
    'send',
    { 'ethernet.destination': 0xffffffffffff },
    'frame/destination-broadcast',
    null,
  ],
  [
    'an IP address is no MAC',
    FAR_FRAME,
    'send',
    { 'ethernet.destination': ip('10.60.145.1') },
    'frame/destination-is-ip',
    'header-ownership',
  ],
  [
    'a protocol number is no EtherType',
    FAR_FRAME,
    'send',
    { 'ethernet.etherType': 1 },
    'frame/ether-type-is-protocol',
    'header-ownership',
  ],
  [
    'the old source MAC stays on the old LAN',
    NEW_FRAME,
    'send',
    { 'ethernet.source': mac('02:00:00:00:91:f1') },
    'frame/source-kept',
    'router-rewrites-ip',
  ],
  [
    'ARP does not reach a far host',
    ASK,
    'send',
    { 'arp.targetProtocol': ip('10.1.74.10') },
    'arp/target-remote',
    'arp-for-remote',
  ],
  [
    'a question for an unknown card goes to all',
    ASK,
    'send',
    { 'ethernet.destination': mac('02:00:00:00:91:01') },
    'arp/not-broadcast',
    null,
  ],
  [
    'a frame for another card is left alone',
    FLOODED,
    'deliver',
    { handTo: 'ipv4' },
    'frame/took-others',
    null,
  ],
  [
    'a damaged frame is dropped for its damage',
    CORRUPT,
    'drop',
    { reason: 'not-mine' },
    'frame/wrong-reason',
    null,
  ],
  [
    'a level is not a bit',
    SEND_BITS,
    'send',
    { signal: '1111000011110000' },
    'bits/level-is-bit',
    null,
  ],
];

test.each(REFUSED)('%s', (_fact, place, action, values, code, tag) => {
  expect(refusalOf(place, action, values)).toEqual({ shade: 'refused', code, tag });
});
