import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPcapng } from '../../shared/protocols/pcapng.ts';
import type { Frame } from '../oracle/story.ts';

const PROJECT = join(import.meta.dirname, '..', '..');

/** Own process numbers too: when the namespace is ended, everything in it ends. */
export const NAMESPACE = ['--net', '--pid', '--fork', '--kill-child'];

/** Linux asks three times for an address and gives up: too little where one frame in five is lost. */
export const ARP_PATIENCE = 'echo 30 | tee /proc/sys/net/ipv4/neigh/tap0/[mu]cast_solicit';

/** A lab that takes longer is ended; tests may wait a little longer than this. */
export const LONGEST_MS = 580_000;

const mayOpenNamespace = (): boolean =>
  process.getuid?.() === 0 &&
  existsSync('/dev/net/tun') &&
  spawnSync('unshare', [...NAMESPACE, 'true']).status === 0;

const isInstalled = (program: string): boolean =>
  spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;

/** Why tests that need these programs and a TAP device cannot run here; '' if they can. */
export const whyNoTap = (programs: readonly string[]): string => {
  if (!mayOpenNamespace()) return ' (skipped: needs root, /dev/net/tun and network namespaces)';
  const missing = ['ip', 'python3', ...programs].filter(name => !isInstalled(name));
  // Where somebody promised that the programs are there, their lack is a failure.
  if (missing.length === 0 || process.env.CI !== undefined) return '';
  return ` (skipped: not installed: ${missing.join(', ')})`;
};

export interface LabWish {
  /** Arguments of the bridge but for device, address, capture and log. */
  readonly bridge: string;
  /** Instead of the bridge itself: one that lies, in this folder. */
  readonly tool?: string;
  /** Of the device, with its way out; when left out it is up and has none. */
  readonly address?: string;
  readonly gateway?: string;
  /** As the bridge's --ipv6; no IPv6 at all when left out. */
  readonly ipv6?: string;
  /** A page that the web servers offer as /page.txt; its file is $PAGE for the steps. */
  readonly page?: string;
  /** Shell commands by name; each runs in turn in the namespace. */
  readonly steps: Readonly<Record<string, string>>;
}

export interface LabRun {
  /** What each step printed, both streams, and its exit code in the last line as 'exit 0'. */
  readonly said: Readonly<Record<string, string>>;
  /** Of the edge, as pcapng. */
  readonly capture: Uint8Array;
  readonly frames: readonly Frame[];
  /** What came from outside, an event a line. */
  readonly log: string;
  readonly bridge: string;
}

export const NOTHING_YET: LabRun = {
  said: {},
  capture: new Uint8Array(),
  frames: [],
  log: '',
  bridge: '',
};

const framesIn = (capture: Uint8Array): readonly Frame[] => {
  const packets = readPcapng(capture);
  if (!packets.ok) return [];
  return packets.value.packets.map(({ timestampMicros: atMicros, bytes }) => ({ atMicros, bytes }));
};

const MARK = '=== step ';

const WAIT_FOR_ADDRESS = `
for try in $(seq 100); do
  ip -6 address show dev tap0 scope global -tentative | grep -q inet6 && break
  sleep 0.1
done`;

const script = (
  { bridge, tool, page, address, gateway, ipv6, steps }: LabWish,
  folder: string,
): string => `
export PAGE=${folder}/page.txt
cd ${PROJECT}
ip link set lo up
${ipv6 === undefined ? 'echo 1 > /proc/sys/net/ipv6/conf/all/disable_ipv6' : ''}
"$NODE" ${tool ?? 'server/tools/bridge.ts'} ${bridge} ${page === undefined ? '' : '--page "$PAGE"'} --tap tap0 ${address === undefined ? '' : `--address ${address}`} ${ipv6 === undefined ? '' : `--ipv6 ${ipv6}`} \
  --capture ${folder}/edge.pcapng --log ${folder}/edge.log > ${folder}/bridge.txt 2>&1 &
bridge=$!
until grep -q 'plugged into' ${folder}/bridge.txt; do kill -0 $bridge || exit 1; sleep 0.1; done
${gateway === undefined ? 'ip link set tap0 up' : `ip route add default via ${gateway} dev tap0`}
${ipv6 === undefined ? '' : WAIT_FOR_ADDRESS}
cd ${folder}
${Object.entries(steps)
  .map(([name, command]) => `echo '${MARK}${name}'\n( ${command}\n) 2>&1; echo "exit $?"`)
  .join('\n')}
kill -INT $bridge
wait $bridge
`;

const splitSteps = (output: string): Record<string, string> =>
  Object.fromEntries(
    output
      .split(MARK)
      .slice(1)
      .map(part => {
        const end = part.indexOf('\n');
        return [part.slice(0, end), part.slice(end + 1).trim()];
      }),
  );

/** Plugs a mission's network into a fresh network namespace and runs commands there. */
export const runInLab = (wish: LabWish): Promise<LabRun> => {
  const folder = mkdtempSync(join(tmpdir(), 'lab-'));
  const read = (name: string): Buffer => {
    const file = join(folder, name);
    return existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
  };
  if (wish.page !== undefined) writeFileSync(join(folder, 'page.txt'), wish.page);
  return new Promise((resolve, reject) => {
    execFile(
      'unshare',
      [...NAMESPACE, 'bash', '-c', script(wish, folder)],
      {
        env: { ...process.env, NODE: process.execPath },
        maxBuffer: 16 * 1024 * 1024,
        timeout: LONGEST_MS,
        killSignal: 'SIGKILL',
      },
      (problem, output, complaints) => {
        const bridge = read('bridge.txt').toString();
        const capture = Uint8Array.from(read('edge.pcapng'));
        const run = {
          said: splitSteps(output),
          capture,
          frames: framesIn(capture),
          log: read('edge.log').toString(),
          bridge,
        };
        rmSync(folder, { recursive: true });
        if (problem === null) resolve(run);
        else reject(new Error(`${problem.message}\n${bridge}\n${output}\n${complaints}`));
      },
    );
  });
};
