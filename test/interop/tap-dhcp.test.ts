import { beforeAll, describe, expect, test } from 'vitest';
import { readDhcp } from '../../shared/network/programs/dhcp/message.ts';
import { DHCP_MESSAGE } from '../../shared/protocols/dhcp-option-table.ts';
import { complaints } from '../oracle/story.ts';
import { skipsTshark, TSHARK_REASON } from '../oracle/tshark.ts';
import { type LabRun, LONGEST_MS, NOTHING_YET, runInLab, whyNoTap } from './namespace.ts';

const REASON = whyNoTap(['udhcpc', 'dhcpcd', 'ping', 'dnsmasq']);

const NETWORK = 'test/interop/dhcp.json --seed tap';
const OURS = 'test/interop/dhcp-client.json --seed tap';

/** Takes on what udhcpc was given, as its own script does. */
const SCRIPT = `cat > script <<'END'
#!/bin/sh
[ "$1" = bound ] || exit 0
ip address replace $ip/$mask dev tap0
ip route replace default via $router dev tap0
echo "bound $ip $subnet $router $dns $domain $lease"
END
chmod +x script`;

const UDHCPC = `${SCRIPT}; udhcpc -i tap0 -n -q -f -t 5 -T 2 -s ./script`;

/** Signals ask for a renewal and for a release. */
const BY_SIGNALS = `${SCRIPT}
udhcpc -i tap0 -n -f -t 5 -T 2 -s ./script & sleep 4
kill -USR1 $!; sleep 2; kill -USR2 $!; sleep 2; kill $!`;

const FORGET = 'ip address flush dev tap0; ip route flush dev tap0';

const DHCPCD = `cat > hook <<'END'
#!/bin/sh
echo "$reason $new_ip_address $new_subnet_cidr $new_routers $new_domain_name"
END
chmod +x hook; rm -f /var/lib/dhcpcd/tap0.lease; dhcpcd -f /dev/null -c $PWD/hook -4 -1 -p -B -L -t 30 tap0`;

const clientSteps = (gateway: string) => ({
  udhcpc: UDHCPC,
  'a ping after udhcpc': `ping -n -c 2 -i 0.2 -W 5 ${gateway}`,
  'a ping through the router': 'ping -n -c 2 -i 0.2 -W 5 203.0.113.67',
  'udhcpc renews and gives back': `${FORGET}; ${BY_SIGNALS}`,
  dhcpcd: `${FORGET}; ${DHCPCD}`,
  'a ping after dhcpcd': `ping -n -c 2 -i 0.2 -W 5 ${gateway}`,
});

const isSaid = ({ frames }: LabRun, type: number): boolean =>
  frames.some(({ bytes }) => readDhcp(bytes.subarray(42, -4))?.type === type);

describe.skipIf(REASON !== '')(`Linux takes its address from our server${REASON}`, () => {
  describe.each([
    ['on its link', '--edge sw2', '203.0.113'],
    ['through our relay', '--edge sw1', '192.0.2'],
  ])('%s', (_fact, edge, network) => {
    let run: LabRun = NOTHING_YET;

    beforeAll(async () => {
      const steps = clientSteps(`${network}.1`);
      run = await runInLab({ bridge: `${NETWORK} ${edge}`, steps });
    }, LONGEST_MS + 10_000);

    const told = `${network}.1 203.0.113.53 game.example 600`;

    test.each([
      ['udhcpc', new RegExp(`bound ${network}.1[0-9] 255.255.255.0 ${told}[\\s\\S]*exit 0`)],
      ['a ping after udhcpc', /2 received, 0% packet loss/],
      ['a ping through the router', /2 received, 0% packet loss/],
      ['udhcpc renews and gives back', /(lease of .* obtained[\s\S]*){2}unicasting a release of/],
      ['dhcpcd', new RegExp(`BOUND ${network}.1[0-9] 24 ${network}.1 game.example`)],
      ['a ping after dhcpcd', /2 received, 0% packet loss/],
    ])('%s', (step, expected) => {
      expect(run.said[step]).toMatch(expected);
    });

    test('and its release reaches the network', () => {
      expect(isSaid(run, DHCP_MESSAGE.release)).toBe(true);
    });

    test.skipIf(skipsTshark)(`and Wireshark has no complaint${TSHARK_REASON}`, () => {
      expect(complaints(run.frames)).toBe('');
    });
  });
});

const DNSMASQ = [
  'dnsmasq --keep-in-foreground --no-resolv --no-hosts --port=0 --user=root --conf-file=/dev/null',
  '--interface=tap0 --bind-interfaces --dhcp-authoritative --domain=game.example',
  '--dhcp-range=192.0.2.100,192.0.2.101,10m --dhcp-leasefile=leases --pid-file=pid',
].join(' ');

const serverSteps = (seconds: number) => ({
  dnsmasq: `touch leases; ${DNSMASQ} > said 2>&1 & for try in $(seq ${seconds}); do [ -s leases ] && break; sleep 1; done; cat leases`,
  'a ping': 'ping -n -c 2 -i 0.2 -W 5 $(cut -d " " -f 3 leases)',
});

const PLACE = { address: '192.0.2.1/24', gateway: '192.0.2.254' };

describe.skipIf(REASON !== '')(`our host takes its address from dnsmasq${REASON}`, () => {
  let run: LabRun = NOTHING_YET;

  beforeAll(async () => {
    run = await runInLab({ bridge: OURS, ...PLACE, steps: serverSteps(60) });
  }, LONGEST_MS + 10_000);

  test.each([
    ['dnsmasq', /02:00:00:00:0a:02 192\.0\.2\.10[01] pc/],
    ['a ping', /2 received, 0% packet loss/],
  ])('%s', (step, expected) => {
    expect(run.said[step]).toMatch(expected);
  });

  test.skipIf(skipsTshark)(`and Wireshark has no complaint${TSHARK_REASON}`, () => {
    // Before it offers an address dnsmasq pings it, and nobody may answer.
    expect(complaints(run.frames)).toMatch(/^(\d+\tNo response seen to ICMP request\n)?$/);
  });
});

/** It would ask for ever. */
const SHORT_DHCPCD = DHCPCD.replace('; dhcpcd ', '; timeout 12 dhcpcd ');

describe.skipIf(REASON !== '')(`wrong DHCP is noticed${REASON}`, () => {
  const tool = 'test/interop/dhcp-lying-bridge.ts';
  let run: LabRun = NOTHING_YET;
  let other: LabRun = NOTHING_YET;

  beforeAll(async () => {
    const steps = { udhcpc: UDHCPC.replace('-t 5', '-t 3'), dhcpcd: SHORT_DHCPCD };
    run = await runInLab({ bridge: `${NETWORK} --edge sw2`, tool, steps });
    other = await runInLab({ bridge: OURS, tool, ...PLACE, steps: serverSteps(15) });
  }, 2 * LONGEST_MS);

  test.each([
    ['udhcpc', /no lease, failing[\s\S]*exit 1/],
    ['dhcpcd', /soliciting a DHCP lease[\s\S]*exit 124/],
  ])('by %s', (step, expected) => {
    expect(run.said[step]).toMatch(expected);
    expect(run.said[step]).not.toMatch(/bound/i);
  });

  test('by dnsmasq', () => {
    expect(other.said.dnsmasq).toBe('exit 0');
    expect(isSaid(other, DHCP_MESSAGE.discover)).toBe(true);
  });

  test.skipIf(skipsTshark)(`by tshark${TSHARK_REASON}`, () => {
    expect(complaints(other.frames)).not.toBe('');
  });
});
