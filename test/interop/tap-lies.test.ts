import { beforeAll, describe, expect, test } from 'vitest';
import { complaints } from '../oracle/story.ts';
import { gate, skipsTshark, TSHARK_REASON } from '../oracle/tshark.ts';
import { type LabRun, LONGEST_MS, NOTHING_YET, runInLab, whyNoTap } from './namespace.ts';

const REASON = whyNoTap(['ping', 'traceroute', 'arping', 'dig', 'curl', 'nc', 'wget']);

const WEB = '172.217.12.229';

const STEPS = {
  'ping, a wrong header checksum': `ping -n -c 2 -i 0.2 -W 2 ${WEB}`,
  'traceroute, quotes with ports swapped': `traceroute -n -q 1 -m 2 -w 2 ${WEB}`,
  'arping, an answer for another address': 'arping -c 2 -w 2 -I tap0 10.60.145.20',
  'dig, a wrong UDP checksum': 'dig +tries=1 +time=2 @10.1.74.10 www.game.example A',
  'nc, a wrong TCP checksum': `nc -n -v -z -w 2 ${WEB} 81`,
  'a closed UDP port, a quote with ports swapped': `exec 3<>/dev/udp/${WEB}/9999; echo hello >&3; sleep 1; echo again >&3`,
  'curl, two words of data swapped': `curl -sS -m 20 http://${WEB}/page.txt | sha256sum; sha256sum < "$PAGE"`,
  'wget, two words of data swapped': `wget -q -T 20 -t 1 -O got.txt http://${WEB}/page.txt; sha256sum < "$PAGE"; sha256sum < got.txt`,
};

describe.skipIf(REASON !== '')(`a wrong network is noticed${REASON}`, () => {
  let run: LabRun = NOTHING_YET;

  beforeAll(async () => {
    run = await runInLab({
      bridge: '09-get-prices',
      tool: 'test/interop/lying-bridge.ts',
      page: Array.from({ length: 100 }, (_, line) => `line ${line}`).join('\n'),
      address: '10.60.145.200/24',
      gateway: '10.60.145.1',
      steps: STEPS,
    });
  }, LONGEST_MS + 10_000);

  const saidTo = (program: string): string =>
    Object.entries(run.said).find(([step]) => step.startsWith(program))?.[1] ?? '';

  test.each([
    ['ping', /100% packet loss/],
    ['traceroute', / 1 {2}\*\n 2 {2}\*/],
    ['arping', /Received 0 response/],
    ['dig', /(timed out|no servers could be reached)/],
    ['nc', /timed out/],
    ['a closed UDP port', /^exit 0$/],
  ])('by %s', (program, expected) => {
    expect(saidTo(program)).toMatch(expected);
  });

  test.each(['curl', 'wget'])('by the hash of what %s got', program => {
    const [sent, got] = saidTo(program).split('\n');
    expect(got).toMatch(/^[0-9a-f]{64}/);
    expect(got).not.toBe(sent);
  });

  test.skipIf(skipsTshark)(`by both gates of tshark${TSHARK_REASON}`, () => {
    expect(gate(run.capture).complaints.length).toBeGreaterThan(3);
    expect(complaints(run.frames)).not.toBe('');
  });
});
