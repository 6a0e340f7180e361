import { beforeAll, describe, expect, test } from 'vitest';
import { bridgeOptions } from '../../server/tools/bridge/bridge-options.ts';
import { labNetwork } from '../../server/tools/bridge/lab-network.ts';
import { toHex } from '../../shared/base/bytes.ts';
import { takeIn } from '../../shared/network/outside.ts';
import { complaints } from '../oracle/story.ts';
import { skipsTshark, TSHARK_REASON } from '../oracle/tshark.ts';
import { byAutomaton } from '../shared/network/play.ts';
import { type LabRun, LONGEST_MS, NOTHING_YET, runInLab, whyNoTap } from './namespace.ts';

const REASON = whyNoTap(['ping', 'traceroute', 'arping']);

const MISSION = '07-next-hop --seed tap';

const STEPS = {
  'ping on the link': 'ping -n -c 3 -i 0.2 -W 5 10.60.145.87',
  'ping through two routers': 'ping -n -c 3 -i 0.2 -W 5 10.1.74.31',
  'ping with a long payload': 'ping -n -c 1 -W 5 -M do -s 1472 10.1.74.31',
  traceroute: 'traceroute -n -q 1 -w 5 10.1.74.31',
  arping: 'arping -c 2 -w 5 -I tap0 10.60.145.1',
  'arping for nobody': 'arping -c 1 -w 1 -I tap0 10.60.145.99',
};

/** The capture that the log of what came from outside folds to. */
const foldedCapture = (log: string): readonly string[] => {
  const options = bridgeOptions([...MISSION.split(' '), '--tap', 'tap0']);
  const network = options.ok ? labNetwork(options.value) : options;
  if (!network.ok) throw new Error(network.error);
  const { world, end } = network.value;
  for (const line of log.split('\n').filter(text => text !== '')) {
    takeIn(world, JSON.parse(line), byAutomaton);
  }
  const edge = world.capture.filter(({ from, to }) => from === end || to === end);
  return edge.map(({ atMicros, bytes }) => `${atMicros} ${toHex(bytes)}`);
};

describe.skipIf(REASON !== '')(`Linux believes our hosts and routers${REASON}`, () => {
  let run: LabRun = NOTHING_YET;

  beforeAll(async () => {
    run = await runInLab({
      bridge: MISSION,
      address: '10.60.145.200/24',
      gateway: '10.60.145.1',
      steps: STEPS,
    });
  }, LONGEST_MS + 10_000);

  test.each([
    ['ping on the link', /3 received, 0% packet loss/],
    ['ping through two routers', /3 received, 0% packet loss[\s\S]*exit 0/],
    ['ping through two routers', /ttl=62/],
    ['ping with a long payload', /1480 bytes from 10\.1\.74\.31/],
    [
      'traceroute',
      /^ 1 {2}10\.60\.145\.1 .*\n 2 {2}192\.168\.12\.2 .*\n 3 {2}10\.1\.74\.31 .*\nexit 0/m,
    ],
    ['arping', /reply from 10\.60\.145\.1 \[02:00:00:00:91:01\]/],
    ['arping', /Received 2 response/],
    ['arping for nobody', /Received 0 response/],
  ])('%s: %s', (step, expected) => {
    expect(run.said[step]).toMatch(expected);
  });

  test.skipIf(skipsTshark)(`and Wireshark has no complaint${TSHARK_REASON}`, () => {
    expect(complaints(run.frames)).toBe('');
  });

  test('what came from outside folds to the same bytes', () => {
    const seen = run.frames.map(({ atMicros, bytes }) => `${atMicros} ${toHex(bytes)}`);
    expect(seen.length).toBeGreaterThan(20);
    expect(foldedCapture(run.log)).toEqual(seen);
  });
});
