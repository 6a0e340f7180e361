import { beforeAll, describe, expect, test } from 'vitest';
import { formatIpv6 } from '../../shared/base/ipv6.ts';
import { complaints } from '../oracle/story.ts';
import { skipsTshark, TSHARK_REASON } from '../oracle/tshark.ts';
import { beside } from '../shared/network/networks.ts';
import { type LabRun, LONGEST_MS, NOTHING_YET, runInLab, whyNoTap } from './namespace.ts';

const REASON = whyNoTap(['ping', 'traceroute', 'curl', 'nc', 'sha256sum']);

const NEIGHBOUR = formatIpv6(beside('10.60.145.87'));
const FAR = formatIpv6(beside('10.1.74.31'));
const OWN = formatIpv6(beside('10.60.145.200'));
const WEB = formatIpv6(beside('172.217.12.229'));
const PLACE = { address: '10.60.145.200/24', gateway: '10.60.145.1' };

const CLOSED_PORT = 'echo hello >&3; sleep 1; echo again >&3';

const STEPS = {
  'own address': 'ip -6 address show dev tap0 scope global',
  'own route': 'ip -6 route show default',
  'ping on the link': `ping -6 -n -c 3 -i 0.2 -W 5 ${NEIGHBOUR}`,
  'ping through two routers': `ping -6 -n -c 3 -i 0.2 -W 5 ${FAR}`,
  'ping with a long payload': `ping -6 -n -c 1 -W 5 -M do -s 1452 ${FAR}`,
  'ping with more than fits into a frame': `ping -6 -n -c 2 -i 0.2 -W 5 -s 4000 ${FAR}`,
  'ping a neighbour by its own link': 'ping -6 -n -c 1 -W 5 -I tap0 fe80::ff:fe00:9157',
  traceroute: `traceroute -6 -n -q 1 -w 5 ${FAR}`,
  'a closed UDP port': `exec 3<>/dev/udp/${FAR}/9999; ${CLOSED_PORT}`,
  'a closed TCP port': `nc -6 -n -v -z -w 5 ${FAR} 81`,
  neighbours: 'ip -6 neighbour show dev tap0',
  'the address of a neighbour': `ip -6 address add ${NEIGHBOUR}/64 dev tap0; sleep 2; ip -6 address show dev tap0 dadfailed`,
};

describe.skipIf(REASON !== '')(`Linux believes our IPv6${REASON}`, () => {
  let run: LabRun = NOTHING_YET;

  beforeAll(async () => {
    run = await runInLab({
      bridge: '07-next-hop --seed tap',
      ...PLACE,
      ipv6: 'auto',
      steps: STEPS,
    });
  }, LONGEST_MS + 10_000);

  test.each([
    ['own address', /inet6 fd00:74:a3c:9100:[0-9a-f:]+\/64 scope global dynamic/],
    ['own route', /^default via fe80::ff:fe00:9101 .*proto ra/],
    ['ping on the link', /3 received, 0% packet loss/],
    ['ping through two routers', /3 received, 0% packet loss[\s\S]*exit 0/],
    ['ping through two routers', /ttl=62/],
    ['ping with a long payload', new RegExp(`1460 bytes from ${FAR}`)],
    [
      'ping with more than fits into a frame',
      new RegExp(`4008 bytes from ${FAR}[\\s\\S]*2 received`),
    ],
    ['ping a neighbour by its own link', /1 received/],
    [
      'traceroute',
      new RegExp(
        `^ 1 {2}${formatIpv6(beside('10.60.145.1'))} .*\n 2 {2}${formatIpv6(beside('192.168.12.2'))} .*\n 3 {2}${FAR} .*\nexit 0`,
        'm',
      ),
    ],
    ['a closed UDP port', /Connection refused/],
    ['a closed TCP port', /Connection refused/],
    ['neighbours', /fe80::ff:fe00:9101 lladdr 02:00:00:00:91:01 router/],
    ['neighbours', new RegExp(`${NEIGHBOUR} lladdr 02:00:00:00:91:57`)],
    ['the address of a neighbour', new RegExp(`inet6 ${NEIGHBOUR}/64 .*dadfailed`)],
  ])('%s: %s', (step, expected) => {
    expect(run.said[step]).toMatch(expected);
  });

  test.skipIf(skipsTshark)(`and Wireshark has no complaint${TSHARK_REASON}`, () => {
    expect(complaints(run.frames)).toBe('');
  });
});

const PAGE = Array.from({ length: 4000 }, (_, line) => `line ${line}`).join('\n');

const WEB_STEPS = {
  'curl a page': `curl -6 -g -sS -m 20 -D - http://[${WEB}]/prices.html`,
  'curl a long page': `curl -6 -g -sS -m 60 -o got.txt http://[${WEB}]/page.txt; sha256sum < "$PAGE"; sha256sum < got.txt`,
};

describe.skipIf(REASON !== '')(`curl gets pages over IPv6${REASON}`, () => {
  let run: LabRun = NOTHING_YET;

  beforeAll(async () => {
    const ipv6 = `${OWN}/64`;
    run = await runInLab({ bridge: '09-get-prices', page: PAGE, ...PLACE, ipv6, steps: WEB_STEPS });
  }, LONGEST_MS + 10_000);

  test('with status and content', () => {
    expect(run.said['curl a page']).toMatch(
      /^HTTP\/1\.1 200 OK\r\n[\s\S]*<h1>Prices<\/h1>[\s\S]*exit 0/,
    );
  });

  test('with the hash of what was sent', () => {
    const [sent, got] = run.said['curl a long page']?.split('\n') ?? [];
    expect(got).toMatch(/^[0-9a-f]{64}/);
    expect(got).toBe(sent);
  });

  test.skipIf(skipsTshark)(`and Wireshark complains of delay at most${TSHARK_REASON}`, () => {
    // A busy machine acknowledges late, and then a segment comes twice.
    const others = complaints(run.frames)
      .split('\n')
      .filter(line => line !== '' && !/retransmission|Duplicate ACK/.test(line));
    expect(others).toEqual([]);
  });
});

const SPOILED_STEPS = {
  'ping, a wrong checksum': `ping -6 -n -c 2 -i 0.2 -W 2 ${FAR}`,
  'a neighbour, an answer that has passed a router': `ping -6 -n -c 1 -W 4 ${NEIGHBOUR}`,
  'a router, news that has passed another': 'ip -6 route show default',
  'nc, a wrong TCP checksum': `ip -6 route add default via fe80::ff:fe00:9101 dev tap0; nc -6 -n -v -z -w 2 ${FAR} 81`,
  'a closed port, a quote with ports swapped': `exec 3<>/dev/udp/${FAR}/9999; ${CLOSED_PORT}`,
};

describe.skipIf(REASON !== '')(`wrong IPv6 is noticed${REASON}`, () => {
  let run: LabRun = NOTHING_YET;

  beforeAll(async () => {
    run = await runInLab({
      bridge: '07-next-hop --seed tap',
      tool: 'test/interop/ipv6-lying-bridge.ts',
      ...PLACE,
      ipv6: `${OWN}/64`,
      steps: SPOILED_STEPS,
    });
  }, LONGEST_MS + 10_000);

  const saidTo = (whom: string): string =>
    Object.entries(run.said).find(([step]) => step.startsWith(whom))?.[1] ?? '';

  test.each([
    ['ping', /(100% packet loss|Network is unreachable)/],
    ['a neighbour', /Destination unreachable: Address unreachable/],
    ['a router', /^exit 0$/],
    ['nc', /timed out/],
    ['a closed port', /^exit 0$/],
  ])('by %s', (whom, expected) => {
    expect(saidTo(whom)).toMatch(expected);
  });

  test.skipIf(skipsTshark)(`by tshark${TSHARK_REASON}`, () => {
    expect(complaints(run.frames)).not.toBe('');
  });
});
