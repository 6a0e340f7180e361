import { draw } from '../../base/random.ts';
import type { ExchangeSpec } from '../exchange.ts';
import type { ExchangeState } from '../exchange-state.ts';
import { clientAt } from '../played/lease-client.ts';
import { programTimedOut } from '../processes/service.ts';
import { DHCP_CLIENT } from '../programs/dhcp/client-state.ts';
import type { DhcpHappening } from '../programs/dhcp/client-states.ts';
import type { Run } from '../run.ts';
import { setTimer } from '../timers.ts';
import type { NodeState, World } from '../world.ts';
import { isBusy } from './forgetting-leases.ts';
import { interfaceOfClient } from './lease-in-use.ts';

/** How long a user waits for an address, beyond what is left of the one at hand. */
const PATIENCE_MICROS = 600_000_000;
const SECOND_MICROS = 1_000_000;

const clientsOf = (node: NodeState): readonly Run[] =>
  [...node.runs.values()].filter(
    run => run.service === DHCP_CLIENT && interfaceOfClient(node, run) !== undefined,
  );

type Asks = Extract<ExchangeSpec, { readonly type: 'configure' }>['lease'];

/** What the user's wish is to a client: its figure says from where the arrow goes, RFC 2131 §4.4. */
const happeningFor = (run: Run, asks: Asks, isUsed: boolean): DhcpHappening => {
  const { phase } = clientAt(run);
  if (asks === 'release') return 'release';
  if (phase === 'INIT' || phase === 'INIT-REBOOT') return 'start';
  // It was about to ask when an earlier wish was given up; what is under way for another one goes on.
  if (phase !== 'BOUND') return isUsed ? 'start' : 'resend';
  return asks === 'renew' || isUsed ? 'T1' : 'reboot';
};

const tellClients = (
  world: World,
  exchange: ExchangeState,
  asks: Asks,
  cause: number | null,
): void => {
  const { spec, id } = exchange;
  const node = world.nodes.get(spec.node);
  if (node === undefined) return;
  const clients = clientsOf(node);
  const isUsed = isBusy(world, spec.node, id);
  for (const run of clients) {
    const timer = `${happeningFor(run, asks, isUsed)} ${clientAt(run).epoch}`;
    programTimedOut(world, spec.node, { run: run.id, timer }, { exchange: id, cause });
  }
  // Whoever waits for another wish of the host waits as long as that does.
  if (clients.length === 0 || exchange.root === null) return;
  const expiries = clients.map(run => clientAt(run).lease?.expiresAtMicros ?? 0);
  setTimer(world, `give-up ${id}`, {
    node: spec.node,
    name: 'give-up',
    atMicros: Math.max(world.nowMicros, ...expiries) + PATIENCE_MICROS,
    guard: exchange.root,
    exchange: id,
    action: { type: 'give-up' },
  });
};

/** A user plugs a host in, or has it renew its lease or give it back: its clients of DHCP are told. */
export const beginLeasing = (world: World, exchange: ExchangeState, cause: number | null): void => {
  const { spec } = exchange;
  if (spec.type === 'configure') tellClients(world, exchange, spec.lease, cause);
};

/** Whether a host is still without the address that it is to get by DHCP. */
export const lacksLease = (world: World, node: string): boolean =>
  [...(world.nodes.get(node)?.interfaces.values() ?? [])].some(({ lease }) => lease === null);

/** A wish waits until its host has an address, and has it asked for. */
export const beginJoining = (world: World, exchange: ExchangeState): void => {
  exchange.progress.joining = true;
  tellClients(world, exchange, undefined, null);
};

/** Where time goes on by itself, hosts ask for their address from the beginning, not all at once (RFC 2131 §4.4.1). */
export const wakeClients = (world: World): void => {
  for (const [name, node] of world.nodes) {
    for (const run of clientsOf(node)) {
      const after = draw(world.seed, name, run.id, 'start') * SECOND_MICROS;
      setTimer(world, `program ${name} ${run.id} start`, {
        node: name,
        name: 'program',
        atMicros: world.nowMicros + Math.round(after),
        guard: null,
        exchange: null,
        action: { type: 'program', run: run.id, timer: `start ${clientAt(run).epoch}` },
      });
    }
  }
};
