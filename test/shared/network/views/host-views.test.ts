import { describe, expect, test } from 'vitest';
import { startExchange } from '../../../../shared/network/simulator.ts';
import { ipAddr, ipconfigAll } from '../../../../shared/network/views/interface-views.ts';
import {
  resolveDnsName,
  unixNslookup,
  windowsNslookup,
} from '../../../../shared/network/views/name-views.ts';
import {
  processList,
  serviceStatus,
  tasklist,
} from '../../../../shared/network/views/process-views.ts';
import {
  ipRoute,
  routePrint,
  unixArp,
  windowsArp,
} from '../../../../shared/network/views/route-views.ts';
import { unixNetstat, windowsNetstat } from '../../../../shared/network/views/socket-views.ts';
import { createWorld, type NodeState, type World } from '../../../../shared/network/world.ts';
import type { DnsMessage } from '../../../../shared/protocols/dns.ts';
import { card, ip, link, node, route } from '../networks.ts';
import { byAutomaton } from '../play.ts';

const talk = (pid: number, port: number | null) => ({
  kind: 'text' as const,
  name: port === null ? 'idle' : 'talk',
  pid,
  listens: port === null ? null : { protocol: 'udp' as const, port },
});

const network = (): World =>
  createWorld(
    {
      nodes: [
        node('pc', 'host', {
          interfaces: [card('eth0', 0x02000000000a, '10.0.0.2', 24)],
          routes: [route('0.0.0.0', 0, '10.0.0.1', 'eth0')],
          resolver: ip('10.0.0.53'),
          programs: [talk(310, 5000), talk(42, null)],
        }),
        node('box', 'server', {
          interfaces: [card('eth0', 0x02000000000b, '10.0.0.1', 24)],
          programs: [talk(310, 5000)],
        }),
      ],
      links: [link('pc.eth0', 'box.eth0')],
    },
    'seed',
  );

const pcIn = ({ nodes }: World): NodeState => nodes.get('pc') ?? expect.fail('there is no pc');

/** The pc as it is, with two connections of its programs. */
const withSockets = (): NodeState => {
  const pc = pcIn(network());
  const rest = { connection: null, sentBy: new Map(), heldAcknowledgment: null, exchange: null };
  const tcp = { ...rest, protocol: 'tcp' as const, process: 'web', pid: 7 };
  pc.sockets.push(
    {
      ...tcp,
      id: 8,
      local: { address: 0, port: 80 },
      remote: null,
      state: 'LISTEN',
      received: new Uint8Array(),
    },
    {
      ...tcp,
      id: 9,
      local: { address: ip('10.0.0.2'), port: 49152 },
      remote: { address: ip('10.0.0.1'), port: 80 },
      state: 'FIN-WAIT-1',
      received: new Uint8Array(12),
    },
  );
  return pc;
};

const linesOf = (text: string): readonly string[] => text.split('\n');

describe('sockets', () => {
  test('netstat -ano lists state and process, connections first', () => {
    expect(linesOf(windowsNetstat(withSockets(), true))).toEqual([
      '',
      'Active Connections',
      '',
      '  Proto  Local Address          Foreign Address        State           PID',
      '  TCP    0.0.0.0:80             0.0.0.0:0              LISTENING       7',
      '  TCP    10.0.0.2:49152         10.0.0.1:80            FIN_WAIT_1      7',
      '  UDP    0.0.0.0:5000           *:*                                    310',
      '',
    ]);
  });

  test('netstat -an has no process', () => {
    expect(windowsNetstat(withSockets(), false)).not.toContain('PID');
  });

  test('netstat on Linux counts what a program has not read', () => {
    expect(linesOf(unixNetstat(withSockets())).slice(1)).toEqual([
      'Proto Recv-Q Send-Q Local Address           Foreign Address         State',
      'tcp        0      0 0.0.0.0:80              0.0.0.0:*               LISTEN',
      'tcp       12      0 10.0.0.2:49152          10.0.0.1:80             FIN_WAIT1',
      'udp        0      0 0.0.0.0:5000            0.0.0.0:*',
      '',
    ]);
  });
});

test.each<[string, (pc: NodeState) => string, readonly string[]]>([
  [
    'tasklist',
    tasklist,
    ['talk.exe                       310 Services                   0          N/A'],
  ],
  [
    'ps -ef',
    processList,
    [
      'UID          PID    PPID  C STIME TTY          TIME CMD',
      'root          42       1  0 00:00 ?        00:00:00 idle',
    ],
  ],
  ['systemctl status', pc => serviceStatus(pc, 'talk'), ['   Main PID: 310 (talk)']],
  [
    'systemctl without such a unit',
    pc => serviceStatus(pc, 'x'),
    ['Unit x.service could not be found.'],
  ],
  [
    'ipconfig /all',
    ipconfigAll,
    [
      '   Host Name . . . . . . . . . . . . : pc',
      '   Connection-specific DNS Suffix  . :',
      '   Physical Address. . . . . . . . . : 02-00-00-00-00-0A',
      '   IPv4 Address. . . . . . . . . . . : 10.0.0.2(Preferred)',
      '   Default Gateway . . . . . . . . . : 10.0.0.1',
      '   DNS Servers . . . . . . . . . . . : 10.0.0.53',
    ],
  ],
  [
    'route print',
    routePrint,
    [
      '          0.0.0.0          0.0.0.0         10.0.0.1        10.0.0.2      1',
      '         10.0.0.0    255.255.255.0          On-link        10.0.0.2      1',
    ],
  ],
  [
    'ip route',
    ipRoute,
    ['default via 10.0.0.1 dev eth0', '10.0.0.0/24 dev eth0 proto kernel scope link src 10.0.0.2'],
  ],
])('%s', (_tool, view, lines) => {
  const text = linesOf(view(pcIn(network())));
  for (const line of lines) expect(text).toContain(line);
});

test('ip addr follows the link', () => {
  const world = network();
  expect(ipAddr(world, pcIn(world))).toContain(
    '<BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 state UP',
  );
  const end = world.ends.get('pc.eth0');
  if (end !== undefined) end.link.up = false;
  expect(ipAddr(world, pcIn(world))).toContain('state DOWN');
});

test('arp -a is empty, learns from a conversation, and forgets after a minute', () => {
  const world = network();
  const pc = pcIn(world);
  expect([windowsArp(world, pc), unixArp(world, pc)]).toEqual(['No ARP Entries Found.\n', '']);
  startExchange(
    world,
    { type: 'text', node: 'pc', to: ip('10.0.0.1'), text: 'hello', reply: null },
    1,
    byAutomaton,
  );
  expect(linesOf(windowsArp(world, pc))).toContain(
    '  10.0.0.1              02-00-00-00-00-0b     dynamic',
  );
  expect(unixArp(world, pc)).toBe('? (10.0.0.1) at 02:00:00:00:00:0b [ether] on eth0\n');
  world.nowMicros += 61_000_000;
  expect(unixArp(world, pc)).toBe('');
});

describe('answers of a name server', () => {
  const flags = { id: 1, qr: 1, opcode: 0, aa: 0, tc: 0, rd: 1, ra: 1, z: 0, rcode: 0 };
  const name = 'www.game.example';
  const real = 'host.game.example';
  const answer: DnsMessage = {
    ...flags,
    questions: [{ name, type: 1, class: 1 }],
    answers: [
      { name, type: 5, class: 1, ttl: 300, data: { kind: 'CNAME', name: real } },
      { name: real, type: 1, class: 1, ttl: 60, data: { kind: 'A', address: ip('10.1.74.10') } },
    ],
    authorities: [],
    additionals: [],
  };
  const missing: DnsMessage = { ...answer, rcode: 3, answers: [] };
  const server = ip('10.0.0.53');

  test.each([
    [
      'nslookup on Unix',
      unixNslookup(server, answer),
      `Server:\t\t10.0.0.53\nAddress:\t10.0.0.53#53\n\nNon-authoritative answer:\n${name}\tcanonical name = ${real}.\nName:\t${real}\nAddress: 10.1.74.10\n\n`,
    ],
    [
      'nslookup on Windows',
      windowsNslookup(server, answer),
      `Server:  UnKnown\nAddress:  10.0.0.53\n\nNon-authoritative answer:\nName:    ${real}\nAddress:  10.1.74.10\nAliases:  ${name}\n\n`,
    ],
    [
      'an authority says no more',
      unixNslookup(server, { ...answer, aa: 1 }).includes('Non-'),
      false,
    ],
    [
      'no such name on Unix',
      unixNslookup(server, missing).includes(`** server can't find ${name}: NXDOMAIN`),
      true,
    ],
    [
      'no such name on Windows',
      windowsNslookup(server, missing).includes(`can't find ${name}: Non-existent domain`),
      true,
    ],
    [
      'no such name in PowerShell',
      resolveDnsName(missing),
      `Resolve-DnsName : ${name} : DNS name does not exist\n`,
    ],
  ])('%s', (_tool, text, wanted) => expect(text).toBe(wanted));

  test('PowerShell has a table for names and one for addresses', () => {
    const [, heading, , alias, , second, , address] = linesOf(resolveDnsName(answer));
    expect(heading).toMatch(/^Name {43}Type {3}TTL {3}Section {4}NameHost$/);
    expect(alias).toMatch(/^www\.game\.example +CNAME +300 +Answer +host\.game\.example$/);
    expect(second).toMatch(/IPAddress$/);
    expect(address).toMatch(/^host\.game\.example +A +60 +Answer +10\.1\.74\.10$/);
  });
});
