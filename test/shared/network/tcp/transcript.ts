import { concat, text, utf8 } from '../../../../shared/base/bytes.ts';
import type { TcpEnds, TcpStep } from '../../../../shared/network/tcp/connection.ts';
import { acceptConnection, openActive } from '../../../../shared/network/tcp/open.ts';
import { receiveSegment } from '../../../../shared/network/tcp/receive.ts';
import type { Segment } from '../../../../shared/network/tcp/segment.ts';
import { closeConnection, sendData } from '../../../../shared/network/tcp/send.ts';
import { retransmit } from '../../../../shared/network/tcp/timer.ts';

/**
 * One line of a transcript, seen from one end that numbers from 1000 while the other numbers from 5000.
 * `do`: 'OPEN', 'LISTEN <segment>', 'SEND words', 'CLOSE', 'WAIT' (until the deadline), 'rcv <segment>'.
 * A segment is '<flags> seq=<n> ack=<n> [words]', with win=<n> and mss=<n> where they matter.
 */
export type Line = readonly [
  does: string,
  sends: string,
  state: string,
  more?: { readonly events?: string; readonly delivers?: string },
];

export const HANDSHAKE: Line[] = [
  ['OPEN', 'SYN seq=1000', 'SYN-SENT'],
  [
    'rcv SYN ACK seq=5000 ack=1001',
    'ACK seq=1001 ack=5001',
    'ESTABLISHED',
    { events: 'established' },
  ],
];
export const ACCEPTED: Line[] = [
  ['LISTEN SYN seq=5000', 'SYN ACK seq=1000 ack=5001', 'SYN-RECEIVED'],
  ['rcv ACK seq=5001 ack=1001', '', 'ESTABLISHED', { events: 'established' }],
];

const ENDS: TcpEnds = {
  local: { address: 0x0a000001, port: 40_000 },
  remote: { address: 0x0a000002, port: 80 },
};
const OUR_ISN = 1000;

const numberIn = (line: string, name: string): number | null => {
  const found = new RegExp(`${name}=(\\d+)`).exec(line);
  return found === null ? null : Number(found[1]);
};

const segmentOf = (line: string): Segment => ({
  flags: /^[A-Z ]*[A-Z]/.exec(line)?.[0] ?? '',
  sequenceNumber: numberIn(line, 'seq') ?? 0,
  acknowledgmentNumber: numberIn(line, 'ack') ?? 0,
  window: numberIn(line, 'win') ?? 65_535,
  maximumSegmentSize: numberIn(line, 'mss'),
  payload: utf8(/\[(.*)\]/.exec(line)?.[1] ?? ''),
});

const shown = (segment: Segment): string => {
  return [
    segment.flags,
    `seq=${segment.sequenceNumber}`,
    ...(segment.flags.includes('ACK') ? [`ack=${segment.acknowledgmentNumber}`] : []),
    ...(segment.payload.length > 0 ? [`[${text(segment.payload)}]`] : []),
  ].join(' ');
};

const perform = (line: string, before: TcpStep | null, nowMicros: number): TcpStep => {
  if (line === 'OPEN') return openActive(ENDS, OUR_ISN, nowMicros);
  if (line.startsWith('LISTEN ')) {
    return acceptConnection(ENDS, OUR_ISN, segmentOf(line.slice(7)), nowMicros);
  }
  if (before === null) throw new Error('a transcript starts with OPEN or LISTEN');
  const { connection } = before;
  if (line === 'CLOSE') return closeConnection(connection, nowMicros);
  if (line === 'WAIT') return retransmit(connection, nowMicros);
  if (line.startsWith('SEND ')) return sendData(connection, utf8(line.slice(5)), nowMicros);
  return receiveSegment(connection, segmentOf(line.replace('rcv ', '')), nowMicros);
};

/** What really happened, in the form of the lines given, and the last step. */
export const play = (
  lines: readonly Line[],
): { lines: Line[]; step: TcpStep; nowMicros: number } => {
  let step: TcpStep | null = null;
  let nowMicros = 0;
  const result: Line[] = [];
  for (const [does] of lines) {
    nowMicros = does === 'WAIT' ? (step?.deadlineMicros ?? nowMicros) : nowMicros + 1000;
    step = perform(does, step, nowMicros);
    const events = step.events.join(', ');
    const delivers = text(concat(...step.deliver));
    const more = { ...(events && { events }), ...(delivers && { delivers }) };
    const line = [does, step.emit.map(shown).join(' | '), step.connection.state] as const;
    result.push(Object.keys(more).length === 0 ? line : [...line, more]);
  }
  if (step === null) throw new Error('an empty transcript');
  return { lines: result, step, nowMicros };
};
