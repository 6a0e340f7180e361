import { expect, test } from 'vitest';
import { PLAIN_TCP, type TcpSettings } from '../../../../shared/network/tcp/settings.ts';
import { type Line, play } from './transcript.ts';

const TRANSCRIPTS: [fact: string, settings: TcpSettings, lines: Line[]][] = [
  [
    'blocks tell which pieces are lost: only those go again',
    { ...PLAIN_TCP, congestionControl: true, selectiveAcknowledgment: true },
    [
      ['OPEN', 'SYN seq=1000 sackok', 'SYN-SENT'],
      [
        'rcv SYN ACK seq=5000 ack=1001 mss=4 sackok',
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
        'rcv ACK seq=5001 ack=1009',
        'ACK seq=1025 ack=5001 [yz01] | ACK seq=1029 ack=5001 [2345]',
        'ESTABLISHED',
      ],
      ['rcv ACK seq=5001 ack=1009 sack=1013-1017', '', 'ESTABLISHED'],
      ['rcv ACK seq=5001 ack=1009 sack=1013-1017,1021-1025', '', 'ESTABLISHED'],
      [
        'rcv ACK seq=5001 ack=1009 sack=1013-1017,1021-1029',
        'ACK seq=1009 ack=5001 [ijkl]',
        'ESTABLISHED',
      ],
      [
        'rcv ACK seq=5001 ack=1017 sack=1021-1029',
        'PSH ACK seq=1033 ack=5001 [6789]',
        'ESTABLISHED',
      ],
      ['rcv ACK seq=5001 ack=1029', '', 'ESTABLISHED'],
      ['rcv ACK seq=5001 ack=1037', '', 'ESTABLISHED'],
    ],
  ],
  [
    'two losses in one window go again one after the other, without waiting for an answer to the first',
    { ...PLAIN_TCP, congestionControl: true, selectiveAcknowledgment: true },
    [
      ['OPEN', 'SYN seq=1000 sackok', 'SYN-SENT'],
      [
        'rcv SYN ACK seq=5000 ack=1001 mss=4 sackok',
        'ACK seq=1001 ack=5001',
        'ESTABLISHED',
        { events: 'established' },
      ],
      [
        'SEND abcdefghijklmnopqrstuvwxyz012345',
        'ACK seq=1001 ack=5001 [abcd] | ACK seq=1005 ack=5001 [efgh] | ACK seq=1009 ack=5001 [ijkl] | ACK seq=1013 ack=5001 [mnop]',
        'ESTABLISHED',
      ],
      [
        'rcv ACK seq=5001 ack=1005',
        'ACK seq=1017 ack=5001 [qrst] | ACK seq=1021 ack=5001 [uvwx]',
        'ESTABLISHED',
      ],
      [
        'rcv ACK seq=5001 ack=1009',
        'ACK seq=1025 ack=5001 [yz01] | PSH ACK seq=1029 ack=5001 [2345]',
        'ESTABLISHED',
      ],
      ['rcv ACK seq=5001 ack=1013', '', 'ESTABLISHED'],
      ['rcv ACK seq=5001 ack=1013 sack=1021-1025', '', 'ESTABLISHED'],
      ['rcv ACK seq=5001 ack=1013 sack=1021-1029', '', 'ESTABLISHED'],
      [
        'rcv ACK seq=5001 ack=1013 sack=1021-1033',
        'ACK seq=1013 ack=5001 [mnop] | ACK seq=1017 ack=5001 [qrst]',
        'ESTABLISHED',
      ],
      ['rcv ACK seq=5001 ack=1017 sack=1021-1033', '', 'ESTABLISHED'],
      ['rcv ACK seq=5001 ack=1033', '', 'ESTABLISHED'],
    ],
  ],
  [
    'after a time-out blocks of before are not relied on',
    { ...PLAIN_TCP, congestionControl: true, selectiveAcknowledgment: true },
    [
      ['OPEN', 'SYN seq=1000 sackok', 'SYN-SENT'],
      [
        'rcv SYN ACK seq=5000 ack=1001 mss=4 sackok',
        'ACK seq=1001 ack=5001',
        'ESTABLISHED',
        { events: 'established' },
      ],
      [
        'SEND abcdefghijkl',
        'ACK seq=1001 ack=5001 [abcd] | ACK seq=1005 ack=5001 [efgh] | PSH ACK seq=1009 ack=5001 [ijkl]',
        'ESTABLISHED',
      ],
      ['rcv ACK seq=5001 ack=1001 sack=1005-1009', '', 'ESTABLISHED'],
      ['WAIT', 'ACK seq=1001 ack=5001 [abcd]', 'ESTABLISHED', { after: 999 }],
      [
        'rcv ACK seq=5001 ack=1005',
        'ACK seq=1005 ack=5001 [efgh] | PSH ACK seq=1009 ack=5001 [ijkl]',
        'ESTABLISHED',
      ],
      ['rcv ACK seq=5001 ack=1013', '', 'ESTABLISHED'],
    ],
  ],
  [
    'blocks of what was never sent, or turned round, are not believed',
    { ...PLAIN_TCP, congestionControl: true, selectiveAcknowledgment: true },
    [
      ['OPEN', 'SYN seq=1000 sackok', 'SYN-SENT'],
      [
        'rcv SYN ACK seq=5000 ack=1001 mss=4 sackok',
        'ACK seq=1001 ack=5001',
        'ESTABLISHED',
        { events: 'established' },
      ],
      [
        'SEND abcdefgh',
        'ACK seq=1001 ack=5001 [abcd] | PSH ACK seq=1005 ack=5001 [efgh]',
        'ESTABLISHED',
      ],
      ['rcv ACK seq=5001 ack=1001 sack=1005-2000,900-1001,1008-1005', '', 'ESTABLISHED'],
      ['WAIT', 'ACK seq=1001 ack=5001 [abcd]', 'ESTABLISHED', { after: 999 }],
      ['rcv ACK seq=5001 ack=1005', 'PSH ACK seq=1005 ack=5001 [efgh]', 'ESTABLISHED'],
    ],
  ],
  [
    'what came early is reported in blocks, the latest first',
    { ...PLAIN_TCP, selectiveAcknowledgment: true },
    [
      ['LISTEN SYN seq=5000 sackok', 'SYN ACK seq=1000 ack=5001 sackok', 'SYN-RECEIVED'],
      ['rcv ACK seq=5001 ack=1001', '', 'ESTABLISHED', { events: 'established' }],
      ['rcv ACK seq=5003 ack=1001 [cd]', 'ACK seq=1001 ack=5001 sack=5003-5005', 'ESTABLISHED'],
      [
        'rcv ACK seq=5007 ack=1001 [gh]',
        'ACK seq=1001 ack=5001 sack=5007-5009,5003-5005',
        'ESTABLISHED',
      ],
      ['rcv ACK seq=5005 ack=1001 [ef]', 'ACK seq=1001 ack=5001 sack=5003-5009', 'ESTABLISHED'],
      [
        'rcv ACK seq=5011 ack=1001 [kl]',
        'ACK seq=1001 ack=5001 sack=5011-5013,5003-5009',
        'ESTABLISHED',
      ],
      ['SEND hi', 'PSH ACK seq=1001 ack=5001 sack=5011-5013,5003-5009 [hi]', 'ESTABLISHED'],
      [
        'rcv ACK seq=5001 ack=1003 [ab]',
        'ACK seq=1003 ack=5009 sack=5011-5013',
        'ESTABLISHED',
        { delivers: 'abcdefgh' },
      ],
      [
        'rcv FIN ACK seq=5009 ack=1003 [ij]',
        'ACK seq=1003 ack=5012',
        'CLOSE-WAIT',
        { events: 'remote-closed', delivers: 'ij' },
      ],
    ],
  ],
  [
    'to an end that did not offer it nothing is reported',
    { ...PLAIN_TCP, selectiveAcknowledgment: true },
    [
      ['LISTEN SYN seq=5000', 'SYN ACK seq=1000 ack=5001', 'SYN-RECEIVED'],
      ['rcv ACK seq=5001 ack=1001', '', 'ESTABLISHED', { events: 'established' }],
      ['rcv ACK seq=5003 ack=1001 [cd]', 'ACK seq=1001 ack=5001', 'ESTABLISHED'],
    ],
  ],
  [
    'at most four blocks, beside time stamps three',
    { ...PLAIN_TCP, selectiveAcknowledgment: true, timestamps: true },
    [
      [
        'LISTEN SYN seq=5000 sackok ts=50/0',
        'SYN ACK seq=1000 ack=5001 sackok ts=1/50',
        'SYN-RECEIVED',
      ],
      ['rcv ACK seq=5001 ack=1001 ts=51/1', '', 'ESTABLISHED', { events: 'established' }],
      [
        'rcv ACK seq=5003 ack=1001 ts=52/1 [c]',
        'ACK seq=1001 ack=5001 ts=3/51 sack=5003-5004',
        'ESTABLISHED',
      ],
      [
        'rcv ACK seq=5005 ack=1001 ts=53/1 [e]',
        'ACK seq=1001 ack=5001 ts=4/51 sack=5005-5006,5003-5004',
        'ESTABLISHED',
      ],
      [
        'rcv ACK seq=5007 ack=1001 ts=54/1 [g]',
        'ACK seq=1001 ack=5001 ts=5/51 sack=5007-5008,5005-5006,5003-5004',
        'ESTABLISHED',
      ],
      [
        'rcv ACK seq=5009 ack=1001 ts=55/1 [i]',
        'ACK seq=1001 ack=5001 ts=6/51 sack=5009-5010,5007-5008,5005-5006',
        'ESTABLISHED',
      ],
    ],
  ],
];

test.each(TRANSCRIPTS)('%s', (_fact, settings, lines) =>
  expect(play(lines, settings).lines).toEqual(lines),
);
