import { beforeAll, describe, expect, test } from 'vitest';
import { gate, skipsTshark, TSHARK_REASON } from '../oracle/tshark.ts';
import {
  ARP_PATIENCE,
  type LabRun,
  LONGEST_MS,
  NOTHING_YET,
  runInLab,
  whyNoTap,
} from './namespace.ts';

const REASON = whyNoTap(['wget', 'sha256sum']);

/** Gets a page through the network and hashes both. */
const STEPS = {
  patience: ARP_PATIENCE,
  wget: `wget -q -T 80 -t 3 -O got.txt http://172.217.12.229/page.txt; echo "wget $?"`,
  size: 'wc -c < got.txt',
  hashes: 'sha256sum < "$PAGE"; sha256sum < got.txt',
};

describe.skipIf(REASON !== '')(`wget gets a page unharmed${REASON}`, () => {
  describe.each([
    ['of 100 kB without loss', 0, 100_000],
    ['of 100 kB through a loss of 5 %', 5, 100_000],
    // Plain TCP sends one segment again a second, so less of it.
    ['of 30 kB through a loss of 20 %', 20, 30_000],
  ])('%s', (_fact, loss, pageBytes) => {
    let run: LabRun = NOTHING_YET;

    beforeAll(async () => {
      run = await runInLab({
        bridge: `09-get-prices --loss ${loss} --seed wget-3`,
        page: Array.from({ length: pageBytes / 8 }, (_, line) => `${line}`.padStart(7))
          .join('\n')
          .padEnd(pageBytes, '.'),
        address: '10.60.145.200/24',
        gateway: '10.60.145.1',
        steps: STEPS,
      });
    }, LONGEST_MS + 10_000);

    test('whole, with the same hash', () => {
      expect(run.said.wget).toMatch(/^wget 0\n/);
      expect(run.said.size).toMatch(new RegExp(`^${pageBytes}\n`));
      const [sent, got] = run.said.hashes?.split('\n') ?? [];
      expect(got).toBe(sent);
    });

    test.skipIf(skipsTshark)(
      `every byte on the wire is well formed${TSHARK_REASON}`,
      () => {
        const { frames, complaints } = gate(run.capture);
        expect(complaints).toEqual([]);
        expect(frames).toBeGreaterThan(pageBytes / 1460);
      },
      LONGEST_MS,
    );
  });
});
