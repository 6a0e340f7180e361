import { beforeAll, describe, expect, test } from 'vitest';
import { complaints } from '../oracle/story.ts';
import { skipsTshark, TSHARK_REASON } from '../oracle/tshark.ts';
import { type LabRun, LONGEST_MS, NOTHING_YET, runInLab, whyNoTap } from './namespace.ts';

const REASON = whyNoTap(['dig', 'curl', 'nc']);

const DIG = 'dig +tries=3 +time=5 @10.1.74.10';

const STEPS = {
  'dig a name': `${DIG} www.game.example A`,
  'dig without EDNS': `${DIG} +noedns www.game.example A`,
  'dig a name that is not': `${DIG} nobody.game.example A`,
  'dig what is not ours': `${DIG} www.elsewhere.example A`,
  'curl a page': 'curl -sS -m 20 -D - http://172.217.12.229/prices.html',
  'curl two pages on one connection':
    'curl -sS -m 20 -v http://172.217.12.229/prices.html http://172.217.12.229/hours.html',
  'curl no page':
    'curl -sS -m 20 -o page -w "%{http_code} %{size_download}\\n" http://172.217.12.229/nothing.html',
  'curl a head': 'curl -sS -m 20 -I http://172.217.12.229/prices.html',
  'nc to a closed port': 'nc -n -v -z -w 10 172.217.12.229 81',
  'UDP to a closed port':
    'exec 3<>/dev/udp/172.217.12.229/9999; echo hello >&3; sleep 1; echo again >&3',
};

describe.skipIf(REASON !== '')(`Linux believes our servers${REASON}`, () => {
  let run: LabRun = NOTHING_YET;

  beforeAll(async () => {
    run = await runInLab({
      bridge: '09-get-prices',
      address: '10.60.145.200/24',
      gateway: '10.60.145.1',
      steps: STEPS,
    });
  }, LONGEST_MS + 10_000);

  test.each([
    [
      'dig a name',
      /status: NOERROR[\s\S]*www\.game\.example\.\s+3600\s+IN\s+A\s+172\.217\.12\.229/,
    ],
    ['dig without EDNS', /172\.217\.12\.229/],
    ['dig a name that is not', /status: NXDOMAIN[\s\S]*AUTHORITY: 1/],
    ['dig what is not ours', /status: REFUSED/],
    ['curl a page', /^HTTP\/1\.1 200 OK\r\n[\s\S]*<h1>Prices<\/h1>[\s\S]*exit 0/],
    ['curl two pages on one connection', /Re-using existing connection[\s\S]*exit 0/],
    ['curl no page', /^404 64\nexit 0/],
    ['curl a head', /^HTTP\/1\.1 200 OK\r\n[\s\S]*exit 0/],
    ['nc to a closed port', /Connection refused/],
    ['UDP to a closed port', /Connection refused/],
  ])('%s: %s', (step, expected) => {
    expect(run.said[step]).toMatch(expected);
  });

  test.skipIf(skipsTshark)(`and Wireshark has no complaint${TSHARK_REASON}`, () => {
    expect(complaints(run.frames)).toBe('');
  });
});
