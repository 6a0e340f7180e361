import { expect, test } from 'vitest';
import { PLAIN_TCP, type TcpSettings } from '../../../../shared/network/tcp/settings.ts';
import { type Line, play } from './transcript.ts';

const TRANSCRIPTS: [fact: string, settings: TcpSettings, lines: Line[]][] = [
  [
    'windows count in steps of what the SYN said, but not in the SYN',
    { ...PLAIN_TCP, windowScale: true, receiveBufferBytes: 262_144 },
    [
      ['OPEN', 'SYN seq=1000 scale=2', 'SYN-SENT'],
      [
        'rcv SYN ACK seq=5000 ack=1001 mss=4 win=8 scale=1',
        'ACK seq=1001 ack=5001',
        'ESTABLISHED',
        { events: 'established' },
      ],
      [
        'SEND abcdefghijklmnopqr',
        'ACK seq=1001 ack=5001 [abcd] | ACK seq=1005 ack=5001 [efgh]',
        'ESTABLISHED',
      ],
      [
        'rcv ACK seq=5001 ack=1005 win=6',
        'ACK seq=1009 ack=5001 [ijkl] | ACK seq=1013 ack=5001 [mnop]',
        'ESTABLISHED',
      ],
      ['rcv ACK seq=5001 ack=1017 win=6', 'PSH ACK seq=1017 ack=5001 [qr]', 'ESTABLISHED'],
    ],
  ],
  [
    'an end that does not scale gets plain windows',
    { ...PLAIN_TCP, windowScale: true, receiveBufferBytes: 262_144 },
    [
      ['OPEN', 'SYN seq=1000 scale=2', 'SYN-SENT'],
      [
        'rcv SYN ACK seq=5000 ack=1001 mss=4 win=8',
        'ACK seq=1001 ack=5001',
        'ESTABLISHED',
        { events: 'established' },
      ],
      [
        'SEND abcdefghijkl',
        'ACK seq=1001 ack=5001 [abcd] | ACK seq=1005 ack=5001 [efgh]',
        'ESTABLISHED',
      ],
    ],
  ],
  [
    'scaling is answered only where it was offered',
    { ...PLAIN_TCP, windowScale: true, receiveBufferBytes: 262_144 },
    [
      ['LISTEN SYN seq=5000 scale=9', 'SYN ACK seq=1000 ack=5001 scale=2', 'SYN-RECEIVED'],
      ['rcv ACK seq=5001 ack=1001 win=1', '', 'ESTABLISHED', { events: 'established' }],
      ['rcv ACK seq=5001 ack=1001 [a]', '', 'ESTABLISHED', { delivers: 'a' }],
      ['WAIT', 'ACK seq=1001 ack=5002', 'ESTABLISHED'],
    ],
  ],
  [
    'a shift count above 14 is read as 14',
    { ...PLAIN_TCP, windowScale: true, congestionControl: false },
    [
      ['LISTEN SYN seq=5000 scale=255 mss=4', 'SYN ACK seq=1000 ack=5001 scale=0', 'SYN-RECEIVED'],
      ['rcv ACK seq=5001 ack=1001 win=1', '', 'ESTABLISHED', { events: 'established' }],
      [
        'SEND abcdefgh',
        'ACK seq=1001 ack=5001 [abcd] | PSH ACK seq=1005 ack=5001 [efgh]',
        'ESTABLISHED',
      ],
    ],
  ],
  [
    'plain TCP does not answer offers',
    PLAIN_TCP,
    [
      ['LISTEN SYN seq=5000 scale=9 sackok ts=5/0', 'SYN ACK seq=1000 ack=5001', 'SYN-RECEIVED'],
      ['rcv ACK seq=5001 ack=1001 ts=6/0', '', 'ESTABLISHED', { events: 'established' }],
    ],
  ],
  [
    'without the option of the size, pieces of 536 bytes',
    PLAIN_TCP,
    [
      ['OPEN', 'SYN seq=1000', 'SYN-SENT'],
      [
        'rcv SYN ACK seq=5000 ack=1001',
        'ACK seq=1001 ack=5001',
        'ESTABLISHED',
        { events: 'established' },
      ],
      [
        'SEND xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
        'ACK seq=1001 ack=5001 [xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx] | PSH ACK seq=1537 ack=5001 [x]',
        'ESTABLISHED',
      ],
    ],
  ],
  [
    'times are echoed, an old one is refused, one without is dropped',
    { ...PLAIN_TCP, timestamps: true },
    [
      ['OPEN', 'SYN seq=1000 ts=1/0', 'SYN-SENT'],
      [
        'rcv SYN ACK seq=5000 ack=1001 ts=700/1',
        'ACK seq=1001 ack=5001 ts=2/700',
        'ESTABLISHED',
        { events: 'established' },
      ],
      ['rcv PSH ACK seq=5001 ack=1001 ts=701/2 [one]', '', 'ESTABLISHED', { delivers: 'one' }],
      ['SEND hi', 'PSH ACK seq=1001 ack=5004 ts=4/701 [hi]', 'ESTABLISHED'],
      [
        'rcv PSH ACK seq=5004 ack=1003 ts=699/4 [two]',
        'ACK seq=1003 ack=5004 ts=5/701',
        'ESTABLISHED',
      ],
      ['rcv PSH ACK seq=5004 ack=1003 [two]', '', 'ESTABLISHED'],
      ['rcv PSH ACK seq=5004 ack=1003 ts=702/4 [two]', '', 'ESTABLISHED', { delivers: 'two' }],
      ['WAIT', 'ACK seq=1003 ack=5007 ts=47/702', 'ESTABLISHED'],
    ],
  ],
  [
    'the time of a segment ahead of its turn is not echoed',
    { ...PLAIN_TCP, timestamps: true },
    [
      ['OPEN', 'SYN seq=1000 ts=1/0', 'SYN-SENT'],
      [
        'rcv SYN ACK seq=5000 ack=1001 ts=700/1',
        'ACK seq=1001 ack=5001 ts=2/700',
        'ESTABLISHED',
        { events: 'established' },
      ],
      ['rcv ACK seq=5003 ack=1001 ts=703/2 [cd]', 'ACK seq=1001 ack=5001 ts=3/700', 'ESTABLISHED'],
      [
        'rcv ACK seq=5001 ack=1001 ts=702/2 [ab]',
        'ACK seq=1001 ack=5005 ts=4/702',
        'ESTABLISHED',
        { delivers: 'abcd' },
      ],
    ],
  ],
  [
    'time stamps take their room from the data',
    { ...PLAIN_TCP, timestamps: true },
    [
      ['OPEN', 'SYN seq=1000 ts=1/0', 'SYN-SENT'],
      [
        'rcv SYN ACK seq=5000 ack=1001 mss=16 ts=700/1',
        'ACK seq=1001 ack=5001 ts=2/700',
        'ESTABLISHED',
        { events: 'established' },
      ],
      [
        'SEND abcdefgh',
        'ACK seq=1001 ack=5001 ts=3/700 [abcd] | PSH ACK seq=1005 ack=5001 ts=3/700 [efgh]',
        'ESTABLISHED',
      ],
    ],
  ],
  [
    'both open at once and agree all the same',
    { ...PLAIN_TCP, windowScale: true, selectiveAcknowledgment: true },
    [
      ['OPEN', 'SYN seq=1000 scale=0 sackok', 'SYN-SENT'],
      [
        'rcv SYN seq=5000 scale=3 sackok',
        'SYN ACK seq=1000 ack=5001 scale=0 sackok',
        'SYN-RECEIVED',
      ],
      ['rcv ACK seq=5001 ack=1001 win=1', '', 'ESTABLISHED', { events: 'established' }],
      ['SEND abcdefghij', 'ACK seq=1001 ack=5001 [abcdefgh]', 'ESTABLISHED'],
    ],
  ],
];

test.each(TRANSCRIPTS)('%s', (_fact, settings, lines) =>
  expect(play(lines, settings).lines).toEqual(lines),
);
