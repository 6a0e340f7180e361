import { spawnSync } from 'node:child_process';
import { giveUp } from '../options.ts';
import { type BridgeOptions, bridgeOptions } from './bridge-options.ts';
import { guide } from './guide.ts';
import { Lab, type LabOutlets } from './lab.ts';
import { type LabNetwork, labNetwork } from './lab-network.ts';
import { Recorder } from './recorder.ts';
import { openTap, type Tap } from './tap.ts';

/** Sets up the device as a person would with `ip`. */
const configure = ({ tap, address, ipv6 }: BridgeOptions): void => {
  const own = [address, ipv6?.address ?? null].filter(one => one !== null);
  if (own.length === 0) return;
  const lines = own.map(one => `address replace ${one} dev ${tap}`);
  for (const line of [...lines, `link set ${tap} up`]) {
    const { status, stderr, error } = spawnSync('ip', line.split(' '), { encoding: 'utf8' });
    if (error !== undefined) giveUp('The program ip is missing, so --address cannot be set.');
    if (status !== 0) giveUp(`ip ${line}: ${stderr.trim()}`);
  }
};

const recorderFor = (options: BridgeOptions, { end }: LabNetwork): Recorder => {
  try {
    return new Recorder(options, end);
  } catch (problem) {
    const why = problem instanceof Error ? problem.message : problem;
    return giveUp(`Nothing can be recorded: ${why}`);
  }
};

const outletsOf = (recorder: Recorder, tap: Tap): LabOutlets => ({
  nowMicros: () => performance.now() * 1000,
  send: tap.send,
  log: recorder.log,
  captured: recorder.captured,
});

const endWithSignal = (end: () => void): void => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      end();
      process.exit(0);
    });
  }
};

/**
 * The bridge from its command line to its end by a signal or by the loss of the device. `wrap` may stand between the
 * network and its outlets.
 */
export const runBridge = async (
  typed: readonly string[],
  wrap: (outlets: LabOutlets) => LabOutlets = outlets => outlets,
): Promise<void> => {
  const options = bridgeOptions(typed);
  if (!options.ok) return giveUp(options.error);
  const network = labNetwork(options.value);
  if (!network.ok) return giveUp(network.error);
  const recorder = recorderFor(options.value, network.value);
  // The kernel may have something to say before the lab is there.
  const early: Uint8Array[] = [];
  let lab: Lab | null = null;
  const end = (): void => {
    lab?.stop();
    recorder.close();
  };
  const tap = await openTap(options.value.tap, {
    frame: frame => (lab === null ? early.push(frame) : lab.frameIn(frame)),
    gone: sentence => {
      end();
      giveUp(sentence);
    },
  });
  if (!tap.ok) return giveUp(tap.error);
  configure(options.value);
  const { world, end: outside } = network.value;
  lab = new Lab(world, outside, wrap(outletsOf(recorder, tap.value)));
  for (const frame of early) lab.frameIn(frame);
  endWithSignal(end);
  for (const line of guide(network.value, options.value)) console.log(line);
};
