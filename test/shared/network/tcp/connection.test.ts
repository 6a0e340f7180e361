import { expect, test } from 'vitest';
import { ACCEPTED, HANDSHAKE, type Line, play } from './transcript.ts';

const TRANSCRIPTS: [fact: string, lines: Line[]][] = [
  ['handshake of the side that begins', HANDSHAKE],
  ['handshake of the side that listens', ACCEPTED],
  [
    'data both ways, the acknowledgment rides on the answer',
    [
      ...ACCEPTED,
      ['rcv PSH ACK seq=5001 ack=1001 [ask]', '', 'ESTABLISHED', { delivers: 'ask' }],
      ['SEND answer', 'PSH ACK seq=1001 ack=5004 [answer]', 'ESTABLISHED'],
      ['rcv ACK seq=5004 ack=1007', '', 'ESTABLISHED'],
      ['WAIT', '', 'ESTABLISHED'],
    ],
  ],
  [
    'data without an answer is acknowledged a little later, a second piece at once',
    [
      ...HANDSHAKE,
      ['rcv PSH ACK seq=5001 ack=1001 [one]', '', 'ESTABLISHED', { delivers: 'one' }],
      ['WAIT', 'ACK seq=1001 ack=5004', 'ESTABLISHED'],
      ['rcv PSH ACK seq=5004 ack=1001 [two]', '', 'ESTABLISHED', { delivers: 'two' }],
      [
        'rcv PSH ACK seq=5007 ack=1001 [three]',
        'ACK seq=1001 ack=5012',
        'ESTABLISHED',
        { delivers: 'three' },
      ],
    ],
  ],
  [
    'words given before the handshake leave with its last segment',
    [
      ['OPEN', 'SYN seq=1000', 'SYN-SENT'],
      ['SEND hi', '', 'SYN-SENT'],
      [
        'rcv SYN ACK seq=5000 ack=1001',
        'PSH ACK seq=1001 ack=5001 [hi]',
        'ESTABLISHED',
        { events: 'established' },
      ],
    ],
  ],
  [
    'close by us, then by the other end',
    [
      ...HANDSHAKE,
      ['CLOSE', 'FIN ACK seq=1001 ack=5001', 'FIN-WAIT-1'],
      ['rcv ACK seq=5001 ack=1002', '', 'FIN-WAIT-2'],
      [
        'rcv FIN ACK seq=5001 ack=1002',
        'ACK seq=1002 ack=5002',
        'TIME-WAIT',
        { events: 'remote-closed, closed' },
      ],
    ],
  ],
  [
    'close in three segments, as FIN and its acknowledgment come together',
    [
      ...HANDSHAKE,
      ['CLOSE', 'FIN ACK seq=1001 ack=5001', 'FIN-WAIT-1'],
      [
        'rcv FIN ACK seq=5001 ack=1002',
        'ACK seq=1002 ack=5002',
        'TIME-WAIT',
        { events: 'remote-closed, closed' },
      ],
    ],
  ],
  [
    'close by the other end, then by us',
    [
      ...ACCEPTED,
      ['rcv FIN ACK seq=5001 ack=1001', '', 'CLOSE-WAIT', { events: 'remote-closed' }],
      ['CLOSE', 'FIN ACK seq=1001 ack=5002', 'LAST-ACK'],
      ['rcv ACK seq=5002 ack=1002', '', 'CLOSED', { events: 'closed' }],
    ],
  ],
  [
    'both close at once',
    [
      ...HANDSHAKE,
      ['CLOSE', 'FIN ACK seq=1001 ack=5001', 'FIN-WAIT-1'],
      [
        'rcv FIN ACK seq=5001 ack=1001',
        'ACK seq=1002 ack=5002',
        'CLOSING',
        { events: 'remote-closed' },
      ],
      ['rcv ACK seq=5002 ack=1002', '', 'TIME-WAIT', { events: 'closed' }],
    ],
  ],
  [
    'half closed: the other end has finished, we go on sending',
    [
      ...ACCEPTED,
      ['rcv FIN ACK seq=5001 ack=1001', '', 'CLOSE-WAIT', { events: 'remote-closed' }],
      ['SEND late', 'PSH ACK seq=1001 ack=5002 [late]', 'CLOSE-WAIT'],
      ['CLOSE', 'FIN ACK seq=1005 ack=5002', 'LAST-ACK'],
      ['rcv ACK seq=5002 ack=1005', '', 'LAST-ACK'],
      ['rcv ACK seq=5002 ack=1006', '', 'CLOSED', { events: 'closed' }],
    ],
  ],
  [
    'half closed: we have finished, the other end goes on sending',
    [
      ...HANDSHAKE,
      ['CLOSE', 'FIN ACK seq=1001 ack=5001', 'FIN-WAIT-1'],
      ['rcv ACK seq=5001 ack=1002', '', 'FIN-WAIT-2'],
      [
        'rcv PSH ACK seq=5001 ack=1002 [more]',
        'ACK seq=1002 ack=5005',
        'FIN-WAIT-2',
        { delivers: 'more' },
      ],
    ],
  ],
  [
    'both open at once',
    [
      ['OPEN', 'SYN seq=1000', 'SYN-SENT'],
      ['rcv SYN seq=5000', 'SYN ACK seq=1000 ack=5001', 'SYN-RECEIVED'],
      ['rcv SYN ACK seq=5000 ack=1001', 'ACK seq=1001 ack=5001', 'SYN-RECEIVED'],
      ['rcv ACK seq=5001 ack=1001', '', 'ESTABLISHED', { events: 'established' }],
    ],
  ],
  [
    'a FIN waits for the handshake and for the words before it',
    [
      ['LISTEN SYN seq=5000', 'SYN ACK seq=1000 ack=5001', 'SYN-RECEIVED'],
      ['SEND bye', '', 'SYN-RECEIVED'],
      ['CLOSE', '', 'SYN-RECEIVED'],
      [
        'rcv ACK seq=5001 ack=1001',
        'PSH ACK seq=1001 ack=5001 [bye] | FIN ACK seq=1004 ack=5001',
        'FIN-WAIT-1',
        { events: 'established' },
      ],
      ['SEND no more', '', 'FIN-WAIT-1'],
      ['CLOSE', '', 'FIN-WAIT-1'],
    ],
  ],
  [
    'close before an answer to our SYN',
    [
      ['OPEN', 'SYN seq=1000', 'SYN-SENT'],
      ['CLOSE', '', 'CLOSED', { events: 'closed' }],
    ],
  ],
];

test.each(TRANSCRIPTS)('%s', (_fact, lines) => expect(play(lines).lines).toEqual(lines));
