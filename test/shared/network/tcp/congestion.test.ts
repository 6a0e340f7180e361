import { expect, test } from 'vitest';
import { PLAIN_TCP, type TcpSettings } from '../../../../shared/network/tcp/settings.ts';
import { type Line, play } from './transcript.ts';

const TRANSCRIPTS: [fact: string, settings: TcpSettings, lines: Line[]][] = [
  [
    'slow start: four small segments, then two for each that is acknowledged',
    { ...PLAIN_TCP, congestionControl: true },
    [
      ['OPEN', 'SYN seq=1000', 'SYN-SENT'],
      [
        'rcv SYN ACK seq=5000 ack=1001 mss=4',
        'ACK seq=1001 ack=5001',
        'ESTABLISHED',
        { events: 'established' },
      ],
      [
        'SEND abcdefghijklmnopqrstuvwxyz0123456789',
        'ACK seq=1001 ack=5001 [abcd] | ACK seq=1005 ack=5001 [efgh] | ACK seq=1009 ack=5001 [ijkl] | ACK seq=1013 ack=5001 [mnop]',
        'ESTABLISHED',
      ],
      [
        'rcv ACK seq=5001 ack=1005',
        'ACK seq=1017 ack=5001 [qrst] | ACK seq=1021 ack=5001 [uvwx]',
        'ESTABLISHED',
      ],
      [
        'rcv ACK seq=5001 ack=1013',
        'ACK seq=1025 ack=5001 [yz01] | ACK seq=1029 ack=5001 [2345] | PSH ACK seq=1033 ack=5001 [6789]',
        'ESTABLISHED',
      ],
      ['rcv ACK seq=5001 ack=1017', '', 'ESTABLISHED'],
    ],
  ],
  [
    'three duplicates: fast retransmit, each further one lets new data out, a partial answer the next lost piece',
    { ...PLAIN_TCP, congestionControl: true },
    [
      ['OPEN', 'SYN seq=1000', 'SYN-SENT'],
      [
        'rcv SYN ACK seq=5000 ack=1001 mss=4',
        'ACK seq=1001 ack=5001',
        'ESTABLISHED',
        { events: 'established' },
      ],
      [
        'SEND abcdefghijklmnopqrstuvwxyz0123456789',
        'ACK seq=1001 ack=5001 [abcd] | ACK seq=1005 ack=5001 [efgh] | ACK seq=1009 ack=5001 [ijkl] | ACK seq=1013 ack=5001 [mnop]',
        'ESTABLISHED',
      ],
      [
        'rcv ACK seq=5001 ack=1005',
        'ACK seq=1017 ack=5001 [qrst] | ACK seq=1021 ack=5001 [uvwx]',
        'ESTABLISHED',
      ],
      ['rcv ACK seq=5001 ack=1005', '', 'ESTABLISHED'],
      ['rcv ACK seq=5001 ack=1005', '', 'ESTABLISHED'],
      ['rcv ACK seq=5001 ack=1005', 'ACK seq=1005 ack=5001 [efgh]', 'ESTABLISHED'],
      ['rcv ACK seq=5001 ack=1005', 'ACK seq=1025 ack=5001 [yz01]', 'ESTABLISHED'],
      [
        'rcv ACK seq=5001 ack=1009',
        'ACK seq=1009 ack=5001 [ijkl] | ACK seq=1029 ack=5001 [2345]',
        'ESTABLISHED',
      ],
      ['rcv ACK seq=5001 ack=1025', '', 'ESTABLISHED'],
      ['rcv ACK seq=5001 ack=1029', 'PSH ACK seq=1033 ack=5001 [6789]', 'ESTABLISHED'],
    ],
  ],
  [
    'without congestion control duplicates mean nothing',
    PLAIN_TCP,
    [
      ['OPEN', 'SYN seq=1000', 'SYN-SENT'],
      [
        'rcv SYN ACK seq=5000 ack=1001 mss=4',
        'ACK seq=1001 ack=5001',
        'ESTABLISHED',
        { events: 'established' },
      ],
      [
        'SEND abcdefghijklmnop',
        'ACK seq=1001 ack=5001 [abcd] | ACK seq=1005 ack=5001 [efgh] | ACK seq=1009 ack=5001 [ijkl] | PSH ACK seq=1013 ack=5001 [mnop]',
        'ESTABLISHED',
      ],
      ['rcv ACK seq=5001 ack=1001', '', 'ESTABLISHED'],
      ['rcv ACK seq=5001 ack=1001', '', 'ESTABLISHED'],
      ['rcv ACK seq=5001 ack=1001', '', 'ESTABLISHED'],
      ['rcv ACK seq=5001 ack=1001', '', 'ESTABLISHED'],
    ],
  ],
  [
    'an acknowledgment with data or another window is no duplicate',
    { ...PLAIN_TCP, congestionControl: true },
    [
      ['OPEN', 'SYN seq=1000', 'SYN-SENT'],
      [
        'rcv SYN ACK seq=5000 ack=1001 mss=4',
        'ACK seq=1001 ack=5001',
        'ESTABLISHED',
        { events: 'established' },
      ],
      [
        'SEND abcdefghijklmnop',
        'ACK seq=1001 ack=5001 [abcd] | ACK seq=1005 ack=5001 [efgh] | ACK seq=1009 ack=5001 [ijkl] | PSH ACK seq=1013 ack=5001 [mnop]',
        'ESTABLISHED',
      ],
      ['rcv ACK seq=5001 ack=1001 [x]', '', 'ESTABLISHED', { delivers: 'x' }],
      ['rcv ACK seq=5002 ack=1001 [y]', 'ACK seq=1017 ack=5003', 'ESTABLISHED', { delivers: 'y' }],
      ['rcv ACK seq=5003 ack=1001 win=900', '', 'ESTABLISHED'],
      ['rcv ACK seq=5003 ack=1001 win=901', '', 'ESTABLISHED'],
      ['rcv ACK seq=5003 ack=1001 win=902', '', 'ESTABLISHED'],
    ],
  ],
  [
    'limited transmit: the first two duplicates let a new segment out each',
    { ...PLAIN_TCP, congestionControl: true, limitedTransmit: true },
    [
      ['OPEN', 'SYN seq=1000', 'SYN-SENT'],
      [
        'rcv SYN ACK seq=5000 ack=1001 mss=4',
        'ACK seq=1001 ack=5001',
        'ESTABLISHED',
        { events: 'established' },
      ],
      [
        'SEND abcdefghijklmnopqrstuvwxyz0123456789',
        'ACK seq=1001 ack=5001 [abcd] | ACK seq=1005 ack=5001 [efgh] | ACK seq=1009 ack=5001 [ijkl] | ACK seq=1013 ack=5001 [mnop]',
        'ESTABLISHED',
      ],
      ['rcv ACK seq=5001 ack=1001', 'ACK seq=1017 ack=5001 [qrst]', 'ESTABLISHED'],
      ['rcv ACK seq=5001 ack=1001', 'ACK seq=1021 ack=5001 [uvwx]', 'ESTABLISHED'],
      ['rcv ACK seq=5001 ack=1001', 'ACK seq=1001 ack=5001 [abcd]', 'ESTABLISHED'],
      [
        'rcv ACK seq=5001 ack=1025',
        'ACK seq=1025 ack=5001 [yz01] | ACK seq=1029 ack=5001 [2345]',
        'ESTABLISHED',
      ],
    ],
  ],
  [
    'a time-out: one segment after twice as long, then slow start over all that was sent',
    { ...PLAIN_TCP, congestionControl: true },
    [
      ['OPEN', 'SYN seq=1000', 'SYN-SENT'],
      [
        'rcv SYN ACK seq=5000 ack=1001 mss=4',
        'ACK seq=1001 ack=5001',
        'ESTABLISHED',
        { events: 'established' },
      ],
      [
        'SEND abcdefghijklmnopqrstuvwxyz',
        'ACK seq=1001 ack=5001 [abcd] | ACK seq=1005 ack=5001 [efgh] | ACK seq=1009 ack=5001 [ijkl] | ACK seq=1013 ack=5001 [mnop]',
        'ESTABLISHED',
      ],
      ['WAIT', 'ACK seq=1001 ack=5001 [abcd]', 'ESTABLISHED', { after: 1000 }],
      ['WAIT', 'ACK seq=1001 ack=5001 [abcd]', 'ESTABLISHED', { after: 2000 }],
      [
        'rcv ACK seq=5001 ack=1005',
        'ACK seq=1005 ack=5001 [efgh] | ACK seq=1009 ack=5001 [ijkl]',
        'ESTABLISHED',
      ],
      [
        'rcv ACK seq=5001 ack=1013',
        'ACK seq=1013 ack=5001 [mnop] | ACK seq=1017 ack=5001 [qrst]',
        'ESTABLISHED',
      ],
      [
        'rcv ACK seq=5001 ack=1017',
        'ACK seq=1021 ack=5001 [uvwx] | PSH ACK seq=1025 ack=5001 [yz]',
        'ESTABLISHED',
      ],
      ['rcv ACK seq=5001 ack=1027', '', 'ESTABLISHED'],
    ],
  ],
  [
    'duplicates of what a time-out repeated are no new loss',
    { ...PLAIN_TCP, congestionControl: true },
    [
      ['OPEN', 'SYN seq=1000', 'SYN-SENT'],
      [
        'rcv SYN ACK seq=5000 ack=1001 mss=4',
        'ACK seq=1001 ack=5001',
        'ESTABLISHED',
        { events: 'established' },
      ],
      [
        'SEND abcdefghijklmnop',
        'ACK seq=1001 ack=5001 [abcd] | ACK seq=1005 ack=5001 [efgh] | ACK seq=1009 ack=5001 [ijkl] | PSH ACK seq=1013 ack=5001 [mnop]',
        'ESTABLISHED',
      ],
      ['WAIT', 'ACK seq=1001 ack=5001 [abcd]', 'ESTABLISHED', { after: 1000 }],
      ['rcv ACK seq=5001 ack=1013', 'PSH ACK seq=1013 ack=5001 [mnop]', 'ESTABLISHED'],
      ['rcv ACK seq=5001 ack=1013', '', 'ESTABLISHED'],
      ['rcv ACK seq=5001 ack=1013', '', 'ESTABLISHED'],
      ['rcv ACK seq=5001 ack=1013', '', 'ESTABLISHED'],
      ['rcv ACK seq=5001 ack=1017', '', 'ESTABLISHED'],
    ],
  ],
  [
    'a lost SYN: only one segment to begin with',
    { ...PLAIN_TCP, congestionControl: true },
    [
      ['OPEN', 'SYN seq=1000', 'SYN-SENT'],
      ['WAIT', 'SYN seq=1000', 'SYN-SENT', { after: 1000 }],
      [
        'rcv SYN ACK seq=5000 ack=1001 mss=4',
        'ACK seq=1001 ack=5001',
        'ESTABLISHED',
        { events: 'established' },
      ],
      ['SEND abcdefgh', 'ACK seq=1001 ack=5001 [abcd]', 'ESTABLISHED'],
    ],
  ],
];

test.each(TRANSCRIPTS)('%s', (_fact, settings, lines) =>
  expect(play(lines, settings).lines).toEqual(lines),
);
