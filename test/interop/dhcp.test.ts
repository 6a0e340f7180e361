import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dhcpClient } from '../../shared/network/programs/dhcp/client.ts';
import { dhcpServer } from '../../shared/network/programs/dhcp/server.ts';
import { explain } from '../../shared/protocols/explain.ts';
import { ipv4 } from '../../shared/protocols/ipv4.ts';
import { OnWire } from './on-wire.ts';
import { needing } from './outside.ts';

const isRoot = process.getuid?.() === 0;
const UNSHARE = needing('unshare', 'unshare', ['-n', 'true']);

const outside = (
  name: string,
  path: string,
): { readonly skips: boolean; readonly reason: string } => {
  const skips = (!isRoot || UNSHARE.skips || !existsSync(path)) && process.env.CI === undefined;
  return { skips, reason: skips ? ` (skipped: needs root and ${name})` : '' };
};

const UDHCPC = outside('udhcpc', '/sbin/udhcpc');
const DHCPCD = outside('dhcpcd', '/sbin/dhcpcd');
const DNSMASQ = outside('dnsmasq', '/usr/sbin/dnsmasq');

const SERVER = 0xc0000235;
const SUBNETS = [
  {
    prefix: { address: 0xc0000200, length: 24 },
    first: 0xc000020a,
    last: 0xc0000214,
    routers: [0xc0000201],
    nameServers: [SERVER],
    domainName: 'game.example',
    leaseSeconds: 600,
  },
];

let folder = '';
let wire: { close: () => void } | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dhcp-'));
});
afterEach(() => {
  wire?.close();
  rmSync(folder, { recursive: true, force: true });
});

const problemsIn = (frames: readonly Uint8Array[]): readonly string[] =>
  frames.flatMap(frame =>
    // Frames come without a check sequence here, and the near end leaves UDP checksums to its card.
    explain(frame, ipv4, { start: 14 })
      .issues.filter(({ code }) => code.startsWith('dhcp/'))
      .map(({ code }) => code),
  );

const textOf = (name: string): string => {
  const path = join(folder, name);
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
};

const eventually = (check: () => void): Promise<void> =>
  expect
    .poll(
      () => {
        check();
        return true;
      },
      { timeout: 20_000, interval: 200 },
    )
    .toBe(true) as unknown as Promise<void>;

test.skipIf(UDHCPC.skips)(
  `udhcpc takes a lease from our server${UDHCPC.reason}`,
  async () => {
    const script = join(folder, 'script');
    writeFileSync(
      script,
      `#!/bin/sh\necho "$1 $ip $subnet $router $dns $domain $lease" >> ${folder}/said\n`,
      {
        mode: 0o755,
      },
    );
    const server = new OnWire(
      dhcpServer({ subnets: SUBNETS }),
      0x020000000053,
      SERVER,
      `sleep 1; udhcpc -i near -n -q -f -t 5 -T 2 -s ${script} > ${folder}/log 2>&1`,
    );
    wire = server;
    await eventually(() =>
      expect(textOf('said')).toContain(
        'bound 192.0.2.10 255.255.255.0 192.0.2.1 192.0.2.53 game.example 600',
      ),
    );
    expect(server.state.bindings).toMatchObject([{ address: 0xc000020a, kind: 'leased' }]);
    expect(problemsIn(server.frames)).toEqual([]);
  },
  30_000,
);

test.skipIf(DHCPCD.skips)(
  `dhcpcd takes a lease from our server${DHCPCD.reason}`,
  async () => {
    const script = join(folder, 'hook');
    const said = `echo "$reason $new_ip_address $new_subnet_cidr $new_routers $new_domain_name" >> ${folder}/said`;
    writeFileSync(script, `#!/bin/sh\n${said}\n`, { mode: 0o755 });
    const server = new OnWire(
      dhcpServer({ subnets: SUBNETS }),
      0x020000000053,
      SERVER,
      `sleep 1; dhcpcd -f /dev/null -c ${script} -4 -1 -B -t 15 --noarp near > ${folder}/log 2>&1`,
    );
    wire = server;
    await eventually(() =>
      expect(textOf('said')).toContain('BOUND 192.0.2.10 24 192.0.2.1 game.example'),
    );
    expect(problemsIn(server.frames)).toEqual([]);
  },
  30_000,
);

test.skipIf(DNSMASQ.skips)(
  `our client takes a lease from dnsmasq${DNSMASQ.reason}`,
  async () => {
    const options = [
      '--keep-in-foreground --no-resolv --no-hosts --port=0 --user=root --conf-file=/dev/null',
      '--interface=near --bind-interfaces --dhcp-authoritative --domain=game.example',
      '--dhcp-range=192.0.2.100,192.0.2.101,10m --dhcp-option=6,192.0.2.53',
      `--dhcp-leasefile=${folder}/leases --pid-file=${folder}/pid`,
    ].join(' ');
    const client = new OnWire(
      dhcpClient({ card: 0x020000000007, hostName: 'pc7' }),
      0x020000000007,
      0,
      `ip addr add 192.0.2.1/24 dev near; dnsmasq ${options} > ${folder}/log 2>&1`,
    );
    wire = client;
    await eventually(() => expect(client.state.phase).toBe('BOUND'));
    expect(client.state.lease).toMatchObject({
      subnetMask: 0xffffff00,
      routers: [0xc0000201],
      nameServers: [SERVER],
      domainName: 'game.example',
      server: 0xc0000201,
    });
    expect(textOf('leases')).toMatch(/02:00:00:00:00:07 192\.0\.2\.10[01] pc7/);
    expect(problemsIn(client.frames)).toEqual([]);
  },
  30_000,
);
