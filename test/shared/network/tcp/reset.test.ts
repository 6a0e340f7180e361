import { expect, test } from 'vitest';
import { HANDSHAKE, type Line, play } from './transcript.ts';

const TRANSCRIPTS: [fact: string, lines: Line[]][] = [
  [
    'a closed port refuses our SYN',
    [
      ['OPEN', 'SYN seq=1000', 'SYN-SENT'],
      ['rcv RST ACK seq=0 ack=1001', '', 'CLOSED', { events: 'reset' }],
    ],
  ],
  [
    'a reset that does not acknowledge our SYN is not believed',
    [
      ['OPEN', 'SYN seq=1000', 'SYN-SENT'],
      ['rcv RST seq=0', '', 'SYN-SENT'],
      ['rcv RST ACK seq=0 ack=999', '', 'SYN-SENT'],
      ['rcv ACK seq=5000 ack=1001', '', 'SYN-SENT'],
    ],
  ],
  [
    'an acknowledgment of another connection is answered with RST',
    [
      ['OPEN', 'SYN seq=1000', 'SYN-SENT'],
      ['rcv SYN ACK seq=5000 ack=77', 'RST seq=77', 'SYN-SENT'],
    ],
  ],
  [
    'a reset at the very next number ends it',
    [...HANDSHAKE, ['rcv RST seq=5001', '', 'CLOSED', { events: 'reset' }]],
  ],
  [
    'a reset elsewhere in the window is challenged',
    [...HANDSHAKE, ['rcv RST seq=5002', 'ACK seq=1001 ack=5001', 'ESTABLISHED']],
  ],
  [
    'a reset outside the window is dropped',
    [...HANDSHAKE, ['rcv RST seq=4000', '', 'ESTABLISHED']],
  ],
  [
    'a SYN in the middle is challenged',
    [...HANDSHAKE, ['rcv SYN seq=5001', 'ACK seq=1001 ack=5001', 'ESTABLISHED']],
  ],
  [
    'a wrong acknowledgment of our SYN ACK is answered with RST',
    [
      ['LISTEN SYN seq=5000', 'SYN ACK seq=1000 ack=5001', 'SYN-RECEIVED'],
      ['rcv ACK seq=5001 ack=1000', 'RST seq=1000', 'SYN-RECEIVED'],
      ['rcv ACK seq=5001 ack=1002', 'RST seq=1002', 'SYN-RECEIVED'],
    ],
  ],
  [
    'an ACK at a listening port is answered with RST',
    [['LISTEN ACK seq=5000 ack=42', 'RST seq=42', 'CLOSED']],
  ],
  ['a reset at a listening port is dropped', [['LISTEN RST seq=5000', '', 'CLOSED']]],
  ['data alone at a listening port is dropped', [['LISTEN PSH seq=5000 [x]', '', 'CLOSED']]],
  [
    'after a reset nothing is known of the connection',
    [
      ...HANDSHAKE,
      ['rcv RST seq=5001', '', 'CLOSED', { events: 'reset' }],
      ['rcv ACK seq=5001 ack=1001', 'RST seq=1001', 'CLOSED'],
      ['rcv SYN seq=5001 [ab]', 'RST ACK seq=0 ack=5004', 'CLOSED'],
      ['rcv RST seq=5001', '', 'CLOSED'],
      ['SEND x', '', 'CLOSED'],
      ['CLOSE', '', 'CLOSED'],
    ],
  ],
];

test.each(TRANSCRIPTS)('%s', (_fact, lines) => expect(play(lines).lines).toEqual(lines));
