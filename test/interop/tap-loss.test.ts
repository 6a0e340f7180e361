import { beforeAll, describe, expect, test } from 'vitest';
import { gate, skipsTshark, TSHARK_REASON } from '../oracle/tshark.ts';
import { type LabRun, LONGEST_MS, NOTHING_YET, runInLab, whyNoTap } from './namespace.ts';

const REASON = whyNoTap(['wget', 'sha256sum']);

const PAGE_BYTES = 100_000;

/** Gets a page through the network and hashes both. */
const STEPS = {
  // Linux asks three times for an address and gives up: too little where one frame in five is lost.
  patience: 'echo 30 | tee /proc/sys/net/ipv4/neigh/tap0/[mu]cast_solicit',
  wget: `wget -q -T 150 -t 1 -O got.txt http://172.217.12.229/page.txt; echo "wget $?"`,
  size: 'wc -c < got.txt',
  hashes: 'sha256sum < "$PAGE"; sha256sum < got.txt',
};

describe.skipIf(REASON !== '')(`wget gets ${PAGE_BYTES} bytes unharmed${REASON}`, () => {
  describe.each([
    ['without loss', 0],
    ['through a loss of 5 %', 5],
    ['through a loss of 20 %', 20],
  ])('%s', (_fact, loss) => {
    let run: LabRun = NOTHING_YET;

    beforeAll(async () => {
      run = await runInLab({
        bridge: `09-get-prices --loss ${loss} --seed wget-3`,
        page: Array.from({ length: PAGE_BYTES / 8 }, (_, line) => `${line}`.padStart(7))
          .join('\n')
          .padEnd(PAGE_BYTES, '.'),
        address: '10.60.145.200/24',
        gateway: '10.60.145.1',
        steps: STEPS,
      });
    }, LONGEST_MS + 10_000);

    test('whole, with the same hash', () => {
      expect(run.said.wget).toMatch(/^wget 0\n/);
      expect(run.said.size).toMatch(new RegExp(`^${PAGE_BYTES}\n`));
      const [sent, got] = run.said.hashes?.split('\n') ?? [];
      expect(got).toBe(sent);
    });

    test.skipIf(skipsTshark)(`every byte on the wire is well formed${TSHARK_REASON}`, () => {
      const { frames, complaints } = gate(run.capture);
      expect(complaints).toEqual([]);
      expect(frames).toBeGreaterThan(PAGE_BYTES / 1460);
    });
  });
});
