import { expect, test } from 'vitest';
import { PLAIN_TCP, type TcpSettings } from '../../../../shared/network/tcp/settings.ts';
import { type Line, play } from './transcript.ts';

const TRANSCRIPTS: [fact: string, settings: TcpSettings, lines: Line[]][] = [
  [
    'an acknowledgment older than any window is challenged',
    { ...PLAIN_TCP, nagle: true },
    [
      ['OPEN', 'SYN seq=1000', 'SYN-SENT'],
      [
        'rcv SYN ACK seq=5000 ack=1001',
        'ACK seq=1001 ack=5001',
        'ESTABLISHED',
        { events: 'established' },
      ],
      ['rcv ACK seq=5001 ack=4294903000 [x]', '', 'ESTABLISHED', { delivers: 'x' }],
      ['rcv ACK seq=5002 ack=4294900000 [y]', 'ACK seq=1001 ack=5002', 'ESTABLISHED'],
    ],
  ],
  [
    'without the checks a reset anywhere in the window is believed',
    { ...PLAIN_TCP, blindAttackChecks: false },
    [
      ['OPEN', 'SYN seq=1000', 'SYN-SENT'],
      [
        'rcv SYN ACK seq=5000 ack=1001',
        'ACK seq=1001 ack=5001',
        'ESTABLISHED',
        { events: 'established' },
      ],
      ['rcv RST seq=5003', '', 'CLOSED', { events: 'reset' }],
    ],
  ],
  [
    'without the checks a SYN in the window ends the connection',
    { ...PLAIN_TCP, blindAttackChecks: false },
    [
      ['OPEN', 'SYN seq=1000', 'SYN-SENT'],
      [
        'rcv SYN ACK seq=5000 ack=1001',
        'ACK seq=1001 ack=5001',
        'ESTABLISHED',
        { events: 'established' },
      ],
      ['rcv SYN seq=5003', 'RST seq=1001', 'CLOSED', { events: 'reset' }],
    ],
  ],
  [
    'ABORT tells the other end',
    PLAIN_TCP,
    [
      ['OPEN', 'SYN seq=1000', 'SYN-SENT'],
      [
        'rcv SYN ACK seq=5000 ack=1001',
        'ACK seq=1001 ack=5001',
        'ESTABLISHED',
        { events: 'established' },
      ],
      ['SEND hi', 'PSH ACK seq=1001 ack=5001 [hi]', 'ESTABLISHED'],
      ['ABORT', 'RST seq=1003', 'CLOSED'],
      ['rcv ACK seq=5001 ack=1003', 'RST seq=1003', 'CLOSED'],
    ],
  ],
  [
    'ABORT before an answer tells nobody',
    PLAIN_TCP,
    [
      ['OPEN', 'SYN seq=1000', 'SYN-SENT'],
      ['ABORT', '', 'CLOSED'],
    ],
  ],
];

test.each(TRANSCRIPTS)('%s', (_fact, settings, lines) =>
  expect(play(lines, settings).lines).toEqual(lines),
);
