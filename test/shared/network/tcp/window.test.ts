import { expect, test } from 'vitest';
import { PLAIN_TCP, type TcpSettings } from '../../../../shared/network/tcp/settings.ts';
import { type Line, play } from './transcript.ts';

const TRANSCRIPTS: [fact: string, settings: TcpSettings, lines: Line[]][] = [
  [
    'Nagle: small pieces wait for an answer, whole ones and the last do not',
    { ...PLAIN_TCP, nagle: true },
    [
      ['OPEN', 'SYN seq=1000', 'SYN-SENT'],
      [
        'rcv SYN ACK seq=5000 ack=1001 mss=4',
        'ACK seq=1001 ack=5001',
        'ESTABLISHED',
        { events: 'established' },
      ],
      ['SEND ab', 'PSH ACK seq=1001 ack=5001 [ab]', 'ESTABLISHED'],
      ['SEND cd', '', 'ESTABLISHED'],
      ['SEND efghi', 'ACK seq=1003 ack=5001 [cdef]', 'ESTABLISHED'],
      ['rcv ACK seq=5001 ack=1003', '', 'ESTABLISHED'],
      ['rcv ACK seq=5001 ack=1007', 'PSH ACK seq=1007 ack=5001 [ghi]', 'ESTABLISHED'],
      ['rcv ACK seq=5001 ack=1010', '', 'ESTABLISHED'],
      ['SEND x', 'PSH ACK seq=1010 ack=5001 [x]', 'ESTABLISHED'],
      ['SEND y', '', 'ESTABLISHED'],
      ['CLOSE', 'PSH ACK seq=1011 ack=5001 [y] | FIN ACK seq=1012 ack=5001', 'FIN-WAIT-1'],
    ],
  ],
  [
    'a silly window is not used before its time is up',
    { ...PLAIN_TCP, sillyWindowAvoidance: true },
    [
      ['OPEN', 'SYN seq=1000', 'SYN-SENT'],
      [
        'rcv SYN ACK seq=5000 ack=1001 mss=4 win=8',
        'ACK seq=1001 ack=5001',
        'ESTABLISHED',
        { events: 'established' },
      ],
      [
        'SEND abcdefghijklm',
        'ACK seq=1001 ack=5001 [abcd] | ACK seq=1005 ack=5001 [efgh]',
        'ESTABLISHED',
      ],
      ['rcv ACK seq=5001 ack=1009 win=1', '', 'ESTABLISHED'],
      ['WAIT', 'ACK seq=1009 ack=5001 [i]', 'ESTABLISHED', { after: 1000 }],
      ['rcv ACK seq=5001 ack=1010 win=2', '', 'ESTABLISHED'],
      ['WAIT', 'ACK seq=1010 ack=5001 [jk]', 'ESTABLISHED', { after: 2000 }],
      ['rcv ACK seq=5001 ack=1012 win=4', 'PSH ACK seq=1012 ack=5001 [lm]', 'ESTABLISHED'],
    ],
  ],
  [
    'a program that does not read closes the window; half a buffer free opens it',
    {
      ...PLAIN_TCP,
      readsAtOnce: false,
      receiveBufferBytes: 8,
      sillyWindowAvoidance: true,
      acknowledgmentDelayMicros: 0,
    },
    [
      ['LISTEN SYN seq=5000', 'SYN ACK seq=1000 ack=5001 win=8', 'SYN-RECEIVED'],
      ['rcv ACK seq=5001 ack=1001', '', 'ESTABLISHED', { events: 'established' }],
      [
        'rcv ACK seq=5001 ack=1001 [abcdef]',
        'ACK seq=1001 ack=5007 win=2',
        'ESTABLISHED',
        { delivers: 'abcdef' },
      ],
      [
        'rcv ACK seq=5007 ack=1001 [ghij]',
        'ACK seq=1001 ack=5009 win=0',
        'ESTABLISHED',
        { delivers: 'gh' },
      ],
      ['rcv ACK seq=5009 ack=1001 [i]', 'ACK seq=1001 ack=5009 win=0', 'ESTABLISHED'],
      ['READ 3', '', 'ESTABLISHED'],
      ['READ 1', 'ACK seq=1001 ack=5009 win=4', 'ESTABLISHED'],
      [
        'rcv ACK seq=5009 ack=1001 [ijkl]',
        'ACK seq=1001 ack=5013 win=0',
        'ESTABLISHED',
        { delivers: 'ijkl' },
      ],
      ['READ 8', 'ACK seq=1001 ack=5013 win=8', 'ESTABLISHED'],
    ],
  ],
  [
    'without avoidance each byte read opens a closed window',
    { ...PLAIN_TCP, readsAtOnce: false, receiveBufferBytes: 8, acknowledgmentDelayMicros: 0 },
    [
      ['LISTEN SYN seq=5000', 'SYN ACK seq=1000 ack=5001 win=8', 'SYN-RECEIVED'],
      ['rcv ACK seq=5001 ack=1001', '', 'ESTABLISHED', { events: 'established' }],
      [
        'rcv ACK seq=5001 ack=1001 [abcdefgh]',
        'ACK seq=1001 ack=5009 win=0',
        'ESTABLISHED',
        { delivers: 'abcdefgh' },
      ],
      ['READ 1', 'ACK seq=1001 ack=5009 win=1', 'ESTABLISHED'],
      [
        'rcv ACK seq=5009 ack=1001 [i]',
        'ACK seq=1001 ack=5010 win=0',
        'ESTABLISHED',
        { delivers: 'i' },
      ],
      ['READ 1', 'ACK seq=1001 ack=5010 win=1', 'ESTABLISHED'],
    ],
  ],
  [
    'behind a closed window an acknowledgment is heard all the same',
    { ...PLAIN_TCP, readsAtOnce: false, receiveBufferBytes: 8, acknowledgmentDelayMicros: 0 },
    [
      ['LISTEN SYN seq=5000', 'SYN ACK seq=1000 ack=5001 win=8', 'SYN-RECEIVED'],
      ['rcv ACK seq=5001 ack=1001', '', 'ESTABLISHED', { events: 'established' }],
      ['SEND hi', 'PSH ACK seq=1001 ack=5001 win=8 [hi]', 'ESTABLISHED'],
      [
        'rcv ACK seq=5001 ack=1001 [abcdefgh]',
        'ACK seq=1003 ack=5009 win=0',
        'ESTABLISHED',
        { delivers: 'abcdefgh' },
      ],
      ['rcv ACK seq=5010 ack=1003', '', 'ESTABLISHED'],
      ['SEND ho', 'PSH ACK seq=1003 ack=5009 win=0 [ho]', 'ESTABLISHED'],
    ],
  ],
  [
    'a closed window is asked for ever: who answers is alive',
    PLAIN_TCP,
    [
      ['OPEN', 'SYN seq=1000', 'SYN-SENT'],
      [
        'rcv SYN ACK seq=5000 ack=1001 win=0',
        'ACK seq=1001 ack=5001',
        'ESTABLISHED',
        { events: 'established' },
      ],
      ['SEND abc', '', 'ESTABLISHED'],
      ['WAIT', 'ACK seq=1001 ack=5001 [a]', 'ESTABLISHED', { after: 1000 }],
      ['rcv ACK seq=5001 ack=1001 win=0', '', 'ESTABLISHED'],
      ['WAIT', 'ACK seq=1001 ack=5001 [a]', 'ESTABLISHED', { after: 1999 }],
      ['WAIT', 'ACK seq=1001 ack=5001 [a]', 'ESTABLISHED', { after: 4000 }],
      [
        'rcv ACK seq=5001 ack=1001 win=9',
        'ACK seq=1001 ack=5001 [a] | PSH ACK seq=1002 ack=5001 [bc]',
        'ESTABLISHED',
      ],
    ],
  ],
  [
    'a closed window is no sign of a full network',
    { ...PLAIN_TCP, congestionControl: true },
    [
      ['OPEN', 'SYN seq=1000', 'SYN-SENT'],
      [
        'rcv SYN ACK seq=5000 ack=1001 mss=4 win=0',
        'ACK seq=1001 ack=5001',
        'ESTABLISHED',
        { events: 'established' },
      ],
      ['SEND abcdefghijklmnop', '', 'ESTABLISHED'],
      ['WAIT', 'ACK seq=1001 ack=5001 [a]', 'ESTABLISHED', { after: 1000 }],
      ['WAIT', 'ACK seq=1001 ack=5001 [a]', 'ESTABLISHED', { after: 2000 }],
      [
        'rcv ACK seq=5001 ack=1001 win=90',
        'ACK seq=1001 ack=5001 [a] | ACK seq=1002 ack=5001 [bcde] | ACK seq=1006 ack=5001 [fghi] | ACK seq=1010 ack=5001 [jklm] | PSH ACK seq=1014 ack=5001 [nop]',
        'ESTABLISHED',
      ],
    ],
  ],
  [
    'each piece is acknowledged at once where no delay is wanted',
    { ...PLAIN_TCP, acknowledgmentDelayMicros: 0 },
    [
      ['OPEN', 'SYN seq=1000', 'SYN-SENT'],
      [
        'rcv SYN ACK seq=5000 ack=1001',
        'ACK seq=1001 ack=5001',
        'ESTABLISHED',
        { events: 'established' },
      ],
      [
        'rcv PSH ACK seq=5001 ack=1001 [one]',
        'ACK seq=1001 ack=5004',
        'ESTABLISHED',
        { delivers: 'one' },
      ],
    ],
  ],
  [
    'a later acknowledgment waits as long as was set',
    { ...PLAIN_TCP, acknowledgmentDelayMicros: 200_000 },
    [
      ['OPEN', 'SYN seq=1000', 'SYN-SENT'],
      [
        'rcv SYN ACK seq=5000 ack=1001',
        'ACK seq=1001 ack=5001',
        'ESTABLISHED',
        { events: 'established' },
      ],
      ['rcv PSH ACK seq=5001 ack=1001 [one]', '', 'ESTABLISHED', { delivers: 'one' }],
      ['WAIT', 'ACK seq=1001 ack=5004', 'ESTABLISHED', { after: 200 }],
    ],
  ],
];

test.each(TRANSCRIPTS)('%s', (_fact, settings, lines) =>
  expect(play(lines, settings).lines).toEqual(lines),
);
