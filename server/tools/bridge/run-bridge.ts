import { edgeOf } from '../../../shared/session/projections/edge.ts';
import { giveUp } from '../options.ts';
import { type BridgeOptions, bridgeOptions, isSession } from './bridge-options.ts';
import { configure, endWithSignal } from './device.ts';
import { guide } from './guide.ts';
import { Lab, type LabOutlets } from './lab.ts';
import { type LabNetwork, labNetwork } from './lab-network.ts';
import { Recorder } from './recorder.ts';
import { runSessionBridge } from './session-bridge.ts';
import { openTap, type Tap } from './tap.ts';

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
  if (isSession(options.value.network)) {
    await runSessionBridge(options.value);
    return;
  }
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
  const edge = edgeOf(world, outside, network.value.inside);
  for (const line of guide(edge, options.value)) console.log(line);
};
