/** States of a connection, RFC 9293 §3.3.2. */
export const TCP_STATES = [
  'CLOSED',
  'LISTEN',
  'SYN-SENT',
  'SYN-RECEIVED',
  'ESTABLISHED',
  'FIN-WAIT-1',
  'FIN-WAIT-2',
  'CLOSE-WAIT',
  'CLOSING',
  'LAST-ACK',
  'TIME-WAIT',
] as const;
export type TcpState = (typeof TCP_STATES)[number];

export type TcpTrigger =
  | 'OPEN'
  | 'CLOSE'
  | 'ABORT'
  | 'rcv SYN'
  | 'rcv SYN ACK'
  | 'rcv ACK of SYN'
  | 'rcv FIN'
  | 'rcv ACK of FIN'
  | 'rcv RST'
  | 'retransmissions used up';

/** One arrow of the state diagram, RFC 9293 §3.3.2 figure 5, and the section that says it in words. */
export interface Transition {
  readonly from: TcpState;
  readonly on: TcpTrigger;
  readonly to: TcpState;
  /** Control bits of the segment sent with the step, '' for none. */
  readonly send: string;
  readonly rfc: string;
}

/**
 * Every change of state there is. In FIN-WAIT-1 a segment that both acknowledges our FIN and brings the other's takes
 * two rows, acknowledgment first. CLOSE in SYN-RECEIVED waits for ESTABLISHED. TIME-WAIT ends by its time stamp, so it
 * has no row.
 */
export const TRANSITIONS: readonly Transition[] = [
  { from: 'CLOSED', on: 'OPEN', to: 'SYN-SENT', send: 'SYN', rfc: 'RFC 9293 §3.10.1' },
  { from: 'LISTEN', on: 'rcv SYN', to: 'SYN-RECEIVED', send: 'SYN ACK', rfc: 'RFC 9293 §3.10.7.2' },
  {
    from: 'SYN-SENT',
    on: 'rcv SYN ACK',
    to: 'ESTABLISHED',
    send: 'ACK',
    rfc: 'RFC 9293 §3.10.7.3',
  },
  {
    from: 'SYN-SENT',
    on: 'rcv SYN',
    to: 'SYN-RECEIVED',
    send: 'SYN ACK',
    rfc: 'RFC 9293 §3.10.7.3',
  },
  { from: 'SYN-SENT', on: 'rcv RST', to: 'CLOSED', send: '', rfc: 'RFC 9293 §3.10.7.3' },
  { from: 'SYN-SENT', on: 'CLOSE', to: 'CLOSED', send: '', rfc: 'RFC 9293 §3.10.4' },
  {
    from: 'SYN-RECEIVED',
    on: 'rcv ACK of SYN',
    to: 'ESTABLISHED',
    send: '',
    rfc: 'RFC 9293 §3.10.7.4',
  },
  { from: 'ESTABLISHED', on: 'CLOSE', to: 'FIN-WAIT-1', send: 'FIN ACK', rfc: 'RFC 9293 §3.10.4' },
  { from: 'ESTABLISHED', on: 'rcv FIN', to: 'CLOSE-WAIT', send: 'ACK', rfc: 'RFC 9293 §3.10.7.4' },
  {
    from: 'FIN-WAIT-1',
    on: 'rcv ACK of FIN',
    to: 'FIN-WAIT-2',
    send: '',
    rfc: 'RFC 9293 §3.10.7.4',
  },
  { from: 'FIN-WAIT-1', on: 'rcv FIN', to: 'CLOSING', send: 'ACK', rfc: 'RFC 9293 §3.10.7.4' },
  { from: 'FIN-WAIT-2', on: 'rcv FIN', to: 'TIME-WAIT', send: 'ACK', rfc: 'RFC 9293 §3.10.7.4' },
  { from: 'CLOSE-WAIT', on: 'CLOSE', to: 'LAST-ACK', send: 'FIN ACK', rfc: 'RFC 9293 §3.10.4' },
  { from: 'CLOSING', on: 'rcv ACK of FIN', to: 'TIME-WAIT', send: '', rfc: 'RFC 9293 §3.10.7.4' },
  { from: 'LAST-ACK', on: 'rcv ACK of FIN', to: 'CLOSED', send: '', rfc: 'RFC 9293 §3.10.7.4' },
  ...endings('rcv RST', 'RFC 9293 §3.10.7.4', [
    'SYN-RECEIVED',
    'ESTABLISHED',
    'FIN-WAIT-1',
    'FIN-WAIT-2',
    'CLOSE-WAIT',
    'CLOSING',
    'LAST-ACK',
    'TIME-WAIT',
  ]),
  ...endings('ABORT', 'RFC 9293 §3.10.5', [
    'SYN-SENT',
    'SYN-RECEIVED',
    'ESTABLISHED',
    'FIN-WAIT-1',
    'FIN-WAIT-2',
    'CLOSE-WAIT',
    'CLOSING',
    'LAST-ACK',
    'TIME-WAIT',
  ]),
  ...endings('retransmissions used up', 'RFC 9293 §3.8.3', [
    'SYN-SENT',
    'SYN-RECEIVED',
    'ESTABLISHED',
    'FIN-WAIT-1',
    'CLOSE-WAIT',
    'CLOSING',
    'LAST-ACK',
  ]),
];

function endings(on: TcpTrigger, rfc: string, states: readonly TcpState[]): Transition[] {
  return states.map(from => ({ from, on, to: 'CLOSED', send: '', rfc }));
}

/** States in which data of the other end is still awaited, RFC 9293 §3.10.7.4 (seventh check). */
export const RECEIVING: readonly TcpState[] = ['ESTABLISHED', 'FIN-WAIT-1', 'FIN-WAIT-2'];

/** The state after `on`, read from the table; without a row nothing changes. */
export const stateAfter = (from: TcpState, on: TcpTrigger): TcpState =>
  TRANSITIONS.find(row => row.from === from && row.on === on)?.to ?? from;
