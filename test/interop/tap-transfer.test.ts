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

const REASON = whyNoTap(['curl']);

const FILE = 'ftp://ada:secret@203.0.113.80/big.bin';

const stepsFor = (bytes: number) => ({
  patience: ARP_PATIENCE,
  'to us': `seq 1 300000 | head -c ${bytes} > big.bin; curl -sS -m 250 -T big.bin ${FILE}`,
  'from us': `curl -sS -m 250 -o back.bin ${FILE}`,
  hashes: 'sha256sum < big.bin; sha256sum < back.bin',
  size: 'wc -c < back.bin',
});

describe.skipIf(REASON !== '')(`the kernel's TCP and ours, both ways${REASON}`, () => {
  describe.each([
    ['1 MB without loss', 0, 1_000_000],
    ['1 MB through a loss of 5 %', 5, 1_000_000],
    ['10 kB through a loss of 20 %', 20, 10_000],
  ])('%s', (_fact, loss, bytes) => {
    let run: LabRun = NOTHING_YET;

    beforeAll(async () => {
      run = await runInLab({
        bridge: `test/interop/services.json --loss ${loss} --seed transfer`,
        address: '10.60.145.200/24',
        gateway: '10.60.145.1',
        steps: stepsFor(bytes),
      });
    }, LONGEST_MS + 10_000);

    test('all bytes, with the same hash', () => {
      expect(run.said['to us']).toBe('exit 0');
      expect(run.said['from us']).toBe('exit 0');
      expect(run.said.size).toBe(`${bytes}\nexit 0`);
      const [sent, got] = run.said.hashes?.split('\n') ?? [];
      expect(got).toBe(sent);
    });

    test.skipIf(skipsTshark)(
      `every byte on the wire is well formed${TSHARK_REASON}`,
      () => {
        const { frames, complaints } = gate(run.capture);
        expect(complaints).toEqual([]);
        expect(frames).toBeGreaterThan((2 * bytes) / 1460);
      },
      LONGEST_MS,
    );
  });
});
