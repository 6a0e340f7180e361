import { concat, text, utf8 } from '../../../../shared/base/bytes.ts';
import type { TcpConnection, TcpEnds, TcpStep } from '../../../../shared/network/tcp/connection.ts';
import { acceptConnection, openActive } from '../../../../shared/network/tcp/open.ts';
import { reducePathMtu } from '../../../../shared/network/tcp/path-mtu.ts';
import { readData } from '../../../../shared/network/tcp/read.ts';
import { receiveSegment } from '../../../../shared/network/tcp/receive.ts';
import type {
  Segment,
  SegmentOptions,
  SequenceRange,
} from '../../../../shared/network/tcp/segment.ts';
import { abortConnection, closeConnection, sendData } from '../../../../shared/network/tcp/send.ts';
import { PLAIN_TCP, type TcpSettings } from '../../../../shared/network/tcp/settings.ts';
import { retransmit } from '../../../../shared/network/tcp/timer.ts';

/**
 * One line of a transcript, seen from one end that numbers from 1000 while the other numbers from 5000.
 * `do`: 'OPEN', 'LISTEN <segment>', 'SEND words', 'READ <n>', 'CLOSE', 'ABORT', 'WAIT' (until the deadline),
 * 'MTU seq=<n> mtu=<n>' (a router could not pass that segment on), 'rcv <segment>'.
 * A segment is '<flags> seq=<n> ack=<n> [words]', with win=<n>, mss=<n>, scale=<n>, sackok, ts=<value>/<echo> and
 * sack=<from>-<to>,... where they matter. `after`: milliseconds that a WAIT takes.
 */
export type Line = readonly [
  does: string,
  sends: string,
  state: string,
  more?: { readonly events?: string; readonly delivers?: string; readonly after?: number },
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

const blocksIn = (line: string): readonly SequenceRange[] =>
  [...line.matchAll(/(\d+)-(\d+)/g)].map(([, from, to]) => ({
    from: Number(from),
    to: Number(to),
  }));

const optionsIn = (line: string): SegmentOptions => {
  const windowShift = numberIn(line, 'scale');
  const [, value, echo] = /ts=(\d+)\/(\d+)/.exec(line) ?? [];
  const sackBlocks = blocksIn(/sack=([\d,-]+)/.exec(line)?.[1] ?? '');
  return {
    ...(windowShift === null ? {} : { windowShift }),
    ...(line.includes('sackok') ? { sackPermitted: true } : {}),
    ...(value === undefined ? {} : { timestamps: { value: Number(value), echo: Number(echo) } }),
    ...(sackBlocks.length === 0 ? {} : { sackBlocks }),
  };
};

const segmentOf = (line: string): Segment => ({
  flags: /^[A-Z ]*[A-Z]/.exec(line)?.[0] ?? '',
  sequenceNumber: numberIn(line, 'seq') ?? 0,
  acknowledgmentNumber: numberIn(line, 'ack') ?? 0,
  window: numberIn(line, 'win') ?? 65_535,
  maximumSegmentSize: numberIn(line, 'mss'),
  payload: utf8(/\[(.*)\]/.exec(line)?.[1] ?? ''),
  options: optionsIn(line),
});

const shownOptions = ({ windowShift, sackPermitted, timestamps, sackBlocks }: SegmentOptions) => [
  ...(windowShift === undefined ? [] : [`scale=${windowShift}`]),
  ...(sackPermitted === true ? ['sackok'] : []),
  ...(timestamps === undefined ? [] : [`ts=${timestamps.value}/${timestamps.echo}`]),
  ...(sackBlocks === undefined
    ? []
    : [`sack=${sackBlocks.map(({ from, to }) => `${from}-${to}`).join(',')}`]),
];

const saysWindow = ({ flags, window }: Segment): boolean =>
  window !== PLAIN_TCP.receiveBufferBytes && !flags.includes('RST');

const shown = (segment: Segment): string => {
  return [
    segment.flags,
    `seq=${segment.sequenceNumber}`,
    ...(segment.flags.includes('ACK') ? [`ack=${segment.acknowledgmentNumber}`] : []),
    ...(saysWindow(segment) ? [`win=${segment.window}`] : []),
    ...shownOptions(segment.options ?? {}),
    ...(segment.payload.length > 0 ? [`[${text(segment.payload)}]`] : []),
  ].join(' ');
};

type Call = (connection: TcpConnection, line: string, nowMicros: number) => TcpStep;

const CALLS: Readonly<Record<string, Call>> = {
  SEND: (connection, line, now) => sendData(connection, utf8(line.slice(5)), now),
  READ: (connection, line, now) => readData(connection, Number(line.slice(5)), now),
  CLOSE: (connection, _line, now) => closeConnection(connection, now),
  ABORT: (connection, _line, now) => abortConnection(connection, now),
  WAIT: (connection, _line, now) => retransmit(connection, now),
  MTU: (connection, line, now) =>
    reducePathMtu(
      connection,
      {
        sequenceNumber: numberIn(line, 'seq') ?? 0,
        nextHopMtuBytes: numberIn(line, 'mtu') ?? 0,
      },
      now,
    ),
  rcv: (connection, line, now) => receiveSegment(connection, segmentOf(line.slice(4)), now),
};

const perform = (
  line: string,
  before: TcpStep | null,
  nowMicros: number,
  settings: TcpSettings,
): TcpStep => {
  if (line === 'OPEN') return openActive(ENDS, OUR_ISN, nowMicros, settings);
  if (line.startsWith('LISTEN ')) {
    return acceptConnection(ENDS, OUR_ISN, segmentOf(line.slice(7)), nowMicros, settings);
  }
  const call = CALLS[line.split(' ')[0] ?? ''];
  if (before === null || call === undefined) throw new Error(`a transcript cannot say: ${line}`);
  return call(before.connection, line, nowMicros);
};

/** What really happened, in the form of the lines given, and the last step. */
export const play = (
  lines: readonly Line[],
  settings: TcpSettings = PLAIN_TCP,
): { lines: Line[]; step: TcpStep; nowMicros: number } => {
  let step: TcpStep | null = null;
  let nowMicros = 0;
  const result: Line[] = [];
  for (const [does, , , expected] of lines) {
    const beganAt = nowMicros;
    nowMicros = does === 'WAIT' ? (step?.deadlineMicros ?? nowMicros) : nowMicros + 1000;
    step = perform(does, step, nowMicros, settings);
    const events = step.events.join(', ');
    const delivers = text(concat(...step.deliver));
    const after = expected?.after === undefined ? {} : { after: (nowMicros - beganAt) / 1000 };
    const more = { ...(events && { events }), ...(delivers && { delivers }), ...after };
    const line = [does, step.emit.map(shown).join(' | '), step.connection.state] as const;
    result.push(Object.keys(more).length === 0 ? line : [...line, more]);
  }
  if (step === null) throw new Error('an empty transcript');
  return { lines: result, step, nowMicros };
};
