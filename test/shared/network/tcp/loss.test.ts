import { expect, test } from 'vitest';
import { HANDSHAKE, type Line, play } from './transcript.ts';

const TRANSCRIPTS: [fact: string, lines: Line[]][] = [
  [
    'an old segment is acknowledged again and not delivered twice',
    [
      ...HANDSHAKE,
      ['rcv PSH ACK seq=5001 ack=1001 [one]', '', 'ESTABLISHED', { delivers: 'one' }],
      ['rcv PSH ACK seq=5001 ack=1001 [one]', 'ACK seq=1001 ack=5004', 'ESTABLISHED'],
      ['rcv PSH ACK seq=5001 ack=1001 [one two]', '', 'ESTABLISHED', { delivers: ' two' }],
    ],
  ],
  [
    'a segment ahead of its turn waits for the gap to be filled',
    [
      ...HANDSHAKE,
      ['rcv PSH ACK seq=5004 ack=1001 [two]', 'ACK seq=1001 ack=5001', 'ESTABLISHED'],
      ['rcv FIN ACK seq=5007 ack=1001', 'ACK seq=1001 ack=5001', 'ESTABLISHED'],
      [
        'rcv ACK seq=5001 ack=1001 [one]',
        'ACK seq=1001 ack=5008',
        'CLOSE-WAIT',
        { events: 'remote-closed', delivers: 'onetwo' },
      ],
    ],
  ],
  [
    'an acknowledgment of what was never sent is answered and ignored',
    [...HANDSHAKE, ['rcv ACK seq=5001 ack=1500', 'ACK seq=1001 ack=5001', 'ESTABLISHED']],
  ],
  [
    'a segment outside the window is answered with what is expected',
    [...HANDSHAKE, ['rcv ACK seq=90000 ack=1001 [x]', 'ACK seq=1001 ack=5001', 'ESTABLISHED']],
  ],
  ['a segment without ACK is dropped', [...HANDSHAKE, ['rcv PSH seq=5001 [x]', '', 'ESTABLISHED']]],
  [
    'an acknowledgment of nothing new says nothing',
    [...HANDSHAKE, ['rcv ACK seq=5001 ack=1001', '', 'ESTABLISHED']],
  ],
  [
    'what is lost is sent again, each time after twice as long',
    [
      ...HANDSHAKE,
      ['SEND hello', 'PSH ACK seq=1001 ack=5001 [hello]', 'ESTABLISHED'],
      ['WAIT', 'PSH ACK seq=1001 ack=5001 [hello]', 'ESTABLISHED'],
      ['WAIT', 'PSH ACK seq=1001 ack=5001 [hello]', 'ESTABLISHED'],
      ['rcv ACK seq=5001 ack=1006', '', 'ESTABLISHED'],
    ],
  ],
  [
    'a lost FIN is sent again',
    [
      ...HANDSHAKE,
      ['CLOSE', 'FIN ACK seq=1001 ack=5001', 'FIN-WAIT-1'],
      ['WAIT', 'FIN ACK seq=1001 ack=5001', 'FIN-WAIT-1'],
    ],
  ],
  [
    'a FIN that comes again in TIME-WAIT is acknowledged again',
    [
      ...HANDSHAKE,
      ['CLOSE', 'FIN ACK seq=1001 ack=5001', 'FIN-WAIT-1'],
      [
        'rcv FIN ACK seq=5001 ack=1002',
        'ACK seq=1002 ack=5002',
        'TIME-WAIT',
        { events: 'remote-closed, closed' },
      ],
      ['rcv FIN ACK seq=5001 ack=1002', 'ACK seq=1002 ack=5002', 'TIME-WAIT'],
    ],
  ],
  [
    'no more than the window leaves, the rest follows',
    [
      ['OPEN', 'SYN seq=1000', 'SYN-SENT'],
      [
        'rcv SYN ACK seq=5000 ack=1001 win=4',
        'ACK seq=1001 ack=5001',
        'ESTABLISHED',
        { events: 'established' },
      ],
      ['SEND abcdefgh', 'ACK seq=1001 ack=5001 [abcd]', 'ESTABLISHED'],
      ['rcv ACK seq=5001 ack=1005 win=10', 'PSH ACK seq=1005 ack=5001 [efgh]', 'ESTABLISHED'],
    ],
  ],
  [
    'a closed window is asked with one byte, and again',
    [
      ...HANDSHAKE,
      ['rcv ACK seq=5001 ack=1001 win=0', '', 'ESTABLISHED'],
      ['SEND abc', '', 'ESTABLISHED'],
      ['WAIT', 'ACK seq=1001 ack=5001 [a]', 'ESTABLISHED'],
      ['rcv ACK seq=5001 ack=1001 win=0', '', 'ESTABLISHED'],
      ['WAIT', 'ACK seq=1001 ack=5001 [a]', 'ESTABLISHED'],
      ['rcv ACK seq=5001 ack=1002 win=100', 'PSH ACK seq=1002 ack=5001 [bc]', 'ESTABLISHED'],
    ],
  ],
  [
    'no segment is longer than the other end allows',
    [
      ['LISTEN SYN seq=5000 mss=3', 'SYN ACK seq=1000 ack=5001', 'SYN-RECEIVED'],
      ['rcv ACK seq=5001 ack=1001', '', 'ESTABLISHED', { events: 'established' }],
      ['SEND abcde', 'ACK seq=1001 ack=5001 [abc] | PSH ACK seq=1004 ack=5001 [de]', 'ESTABLISHED'],
      ['WAIT', 'ACK seq=1001 ack=5001 [abc]', 'ESTABLISHED'],
      ['rcv ACK seq=5001 ack=1004', 'PSH ACK seq=1004 ack=5001 [de]', 'ESTABLISHED'],
    ],
  ],
];

test.each(TRANSCRIPTS)('%s', (_fact, lines) => expect(play(lines).lines).toEqual(lines));
