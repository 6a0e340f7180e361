import { expect, test } from 'vitest';
import { PLAIN_TCP, type TcpSettings } from '../../../../shared/network/tcp/settings.ts';
import { type Line, play } from './transcript.ts';

const TRANSCRIPTS: [fact: string, settings: TcpSettings, lines: Line[]][] = [
  [
    'pieces become smaller and what was too long goes again',
    PLAIN_TCP,
    [
      ['OPEN', 'SYN seq=1000', 'SYN-SENT'],
      [
        'rcv SYN ACK seq=5000 ack=1001 mss=60',
        'ACK seq=1001 ack=5001',
        'ESTABLISHED',
        { events: 'established' },
      ],
      [
        'SEND aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
        'ACK seq=1001 ack=5001 [aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa] | PSH ACK seq=1061 ack=5001 [aaaaaaaaaa]',
        'ESTABLISHED',
      ],
      [
        'MTU seq=1001 mtu=70',
        'ACK seq=1001 ack=5001 [aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa]',
        'ESTABLISHED',
      ],
      [
        'rcv ACK seq=5001 ack=1031',
        'ACK seq=1031 ack=5001 [aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa]',
        'ESTABLISHED',
      ],
      ['rcv ACK seq=5001 ack=1061', 'PSH ACK seq=1061 ack=5001 [aaaaaaaaaa]', 'ESTABLISHED'],
      ['rcv ACK seq=5001 ack=1071', '', 'ESTABLISHED'],
      [
        'SEND bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb',
        'ACK seq=1071 ack=5001 [bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb] | PSH ACK seq=1101 ack=5001 [b]',
        'ESTABLISHED',
      ],
    ],
  ],
  [
    'a number that is not under way, or a larger MTU, is not believed',
    PLAIN_TCP,
    [
      ['OPEN', 'SYN seq=1000', 'SYN-SENT'],
      [
        'rcv SYN ACK seq=5000 ack=1001 mss=60',
        'ACK seq=1001 ack=5001',
        'ESTABLISHED',
        { events: 'established' },
      ],
      [
        'SEND aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
        'ACK seq=1001 ack=5001 [aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa] | PSH ACK seq=1061 ack=5001 [aaaaaaaaaa]',
        'ESTABLISHED',
      ],
      ['MTU seq=900 mtu=70', '', 'ESTABLISHED'],
      ['MTU seq=1071 mtu=70', '', 'ESTABLISHED'],
      ['MTU seq=1001 mtu=1500', '', 'ESTABLISHED'],
    ],
  ],
  [
    'no MTU said: the next lower plateau; all goes again at once where the congestion window permits',
    { ...PLAIN_TCP, congestionControl: true },
    [
      ['OPEN', 'SYN seq=1000', 'SYN-SENT'],
      [
        'rcv SYN ACK seq=5000 ack=1001 mss=60',
        'ACK seq=1001 ack=5001',
        'ESTABLISHED',
        { events: 'established' },
      ],
      [
        'SEND aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
        'ACK seq=1001 ack=5001 [aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa] | PSH ACK seq=1061 ack=5001 [aaaaaaaaaa]',
        'ESTABLISHED',
      ],
      [
        'MTU seq=1001 mtu=0',
        'ACK seq=1001 ack=5001 [aaaaaaaaaaaaaaaaaaaaaaaaaaaa] | ACK seq=1029 ack=5001 [aaaaaaaaaaaaaaaaaaaaaaaaaaaa] | PSH ACK seq=1057 ack=5001 [aaaaaaaaaaaaaa]',
        'ESTABLISHED',
      ],
      ['rcv ACK seq=5001 ack=1029', '', 'ESTABLISHED'],
    ],
  ],
  [
    'less than 68 bytes is never believed',
    PLAIN_TCP,
    [
      ['OPEN', 'SYN seq=1000', 'SYN-SENT'],
      [
        'rcv SYN ACK seq=5000 ack=1001 mss=60',
        'ACK seq=1001 ack=5001',
        'ESTABLISHED',
        { events: 'established' },
      ],
      [
        'SEND aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
        'PSH ACK seq=1001 ack=5001 [aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa]',
        'ESTABLISHED',
      ],
      ['MTU seq=1001 mtu=1', 'ACK seq=1001 ack=5001 [aaaaaaaaaaaaaaaaaaaaaaaaaaaa]', 'ESTABLISHED'],
    ],
  ],
];

test.each(TRANSCRIPTS)('%s', (_fact, settings, lines) =>
  expect(play(lines, settings).lines).toEqual(lines),
);
