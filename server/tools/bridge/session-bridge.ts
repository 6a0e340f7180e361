import { bigEndian, concat } from '../../../shared/base/bytes.ts';
import type { BridgeNotice } from '../../../shared/messages/bridge-wire.ts';
import { OUTSIDE_END } from '../../../shared/network/edge.ts';
import { frameCheckSequenceOf } from '../../../shared/protocols/ethernet.ts';
import { giveUp } from '../options.ts';
import type { BridgeOptions } from './bridge-options.ts';
import { configure, endWithSignal } from './device.ts';
import { guide } from './guide.ts';
import { Recorder } from './recorder.ts';
import { joinSession } from './session-line.ts';
import { openTap } from './tap.ts';

const NO_KEY =
  'The bridge needs the host key: HOST_KEY=… npm run bridge -- … It stands in the window in which the server was started.';

const linesFor = (notice: BridgeNotice, options: BridgeOptions): readonly string[] => {
  switch (notice.type) {
    case 'open':
      return guide(notice.edge, options);
    case 'closed':
      return ['No round runs now: nothing goes through.'];
    case 'too-fast':
      return ['More frames came than the session takes; some were lost.'];
    case 'end':
      return [notice.sentence];
  }
};

/** The frame with its check sequence, as captures have it. */
const sealed = (frame: Uint8Array): Uint8Array =>
  concat(frame, bigEndian(frameCheckSequenceOf(frame), 4));

const recorded = (from: string, to: string, frame: Uint8Array) => [
  {
    atMicros: Math.round(performance.now() * 1000),
    from,
    to,
    bytes: sealed(frame),
    task: null,
    exchange: null,
  },
];

/** Joins the TAP device to the network of a running session, until somebody stops it or the session ends. */
export const runSessionBridge = async (options: BridgeOptions): Promise<void> => {
  const hostKey = process.env.HOST_KEY ?? '';
  if (hostKey === '') return giveUp(NO_KEY);
  const recorder = new Recorder({ capture: options.capture, log: null }, OUTSIDE_END);
  const early: Uint8Array[] = [];
  let send = (frame: Uint8Array): void => void early.push(frame);
  const leave = (sentence: string): never => {
    recorder.close();
    return giveUp(sentence);
  };
  const tap = await openTap(options.tap, { frame: frame => send(frame), gone: leave });
  if (!tap.ok) return leave(tap.error);
  configure(options);
  const { server, network: code, crew } = options;
  const line = await joinSession(
    { server, code, crew, hostKey },
    {
      frame: frame => {
        recorder.captured(recorded('session', OUTSIDE_END, frame));
        tap.value.send(frame);
      },
      notice: notice => {
        for (const text of linesFor(notice, options)) console.log(text);
      },
      gone: () => leave('The line to the server has ended.'),
    },
  );
  if (!line.ok) return leave(line.error);
  send = frame => {
    recorder.captured(recorded(OUTSIDE_END, 'session', frame));
    line.value.send(frame);
  };
  for (const frame of early) send(frame);
  endWithSignal(() => recorder.close());
};
