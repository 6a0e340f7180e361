import { formatIpv4, formatMac, formatPrefix } from '../base/address.ts';
import { clientAt } from '../network/played/lease-client.ts';
import { leasesOf } from '../network/played/lease-server.ts';
import type { DhcpBinding, DhcpSubnet } from '../network/programs/dhcp/bindings.ts';
import { DHCP_CLIENT } from '../network/programs/dhcp/client-state.ts';
import { FOR_EVER_SECONDS } from '../network/programs/dhcp/message.ts';
import { dhcpClientSettings, dhcpServerSettings } from '../network/programs/dhcp-services.ts';
import type { Run } from '../network/run.ts';
import type { NodeState, World } from '../network/world.ts';
import { numberShown } from './moves/join-sight.ts';
import { type Plain, secondsShown } from './own-table.ts';

/** Rows of one server's leases that are shown. */
const MOST_ROWS = 60;

const addresses = (all: readonly number[]): string => all.map(formatIpv4).join(', ') || 'none';

const poolRow = (subnet: DhcpSubnet): readonly string[] => [
  formatPrefix(subnet.prefix),
  formatIpv4(subnet.first),
  formatIpv4(subnet.last),
  addresses(subnet.routers),
  addresses(subnet.nameServers),
  subnet.leaseSeconds === FOR_EVER_SECONDS ? 'for ever' : `${subnet.leaseSeconds} s`,
];

const KEY_OF_CARD = /^(?:id 01|1 )([0-9a-f]{12})/;

/** A client as people know it: by its card, where that is what it is called by (RFC 2132 §9.14). */
const clientShown = (client: string): string => {
  const digits = KEY_OF_CARD.exec(client)?.[1];
  return digits === undefined ? client : formatMac(Number.parseInt(digits, 16));
};

/** What a server knows of an address, in one word: 'over' where the time has run out. */
export const stateShown = ({ kind, untilMicros }: DhcpBinding, nowMicros: number): string =>
  untilMicros > nowMicros || kind === 'released' ? kind : 'over';

const leaseRow = (binding: DhcpBinding, nowMicros: number): readonly string[] => [
  formatIpv4(binding.address),
  clientShown(binding.client),
  stateShown(binding, nowMicros),
  binding.untilMicros <= nowMicros || binding.untilMicros === Number.MAX_SAFE_INTEGER
    ? ''
    : secondsShown(binding.untilMicros - nowMicros),
];

const serverTables = (run: Run, nowMicros: number): Plain[] => [
  {
    id: 'pool',
    columns: ['prefix', 'first', 'last', 'router', 'nameServer', 'remaining'],
    rows: dhcpServerSettings(run.settings).subnets.map(poolRow),
  },
  {
    id: 'leases',
    columns: ['address', 'client', 'state', 'remaining'],
    rows: leasesOf(run)
      .bindings.slice(0, MOST_ROWS)
      .map(binding => leaseRow(binding, nowMicros)),
  },
];

/** Who has answered the question for an address that was granted. */
const answeredTable = (node: NodeState, run: Run): Plain[] => {
  const { phase, granted } = clientAt(run);
  if (phase !== 'CHECKING' || !granted) return [];
  const row = node.arp.get(granted.address);
  const rows = row === undefined ? [] : [[formatIpv4(granted.address), formatMac(row.mac)]];
  return [{ id: 'answered', columns: ['address', 'mac'], rows }];
};

const clientTables = (node: NodeState, run: Run, nowMicros: number): Plain[] => {
  const { phase, lease, granted = null, offers, transactionId } = clientAt(run);
  const shown = lease ?? granted;
  const left =
    lease?.expiresAtMicros === null || lease === null
      ? ''
      : secondsShown(Math.max(0, lease.expiresAtMicros - nowMicros));
  return [
    {
      id: 'lease',
      columns: ['mac', 'id', 'state', 'address', 'server', 'remaining'],
      rows: [
        [
          formatMac(dhcpClientSettings(run.settings).card),
          numberShown(transactionId),
          phase,
          shown === null ? 'none' : formatIpv4(shown.address),
          shown === null ? '' : formatIpv4(shown.server),
          left,
        ],
      ],
    },
    {
      id: 'offers',
      columns: ['address', 'server'],
      rows: offers.map(({ address, server }) => [formatIpv4(address), formatIpv4(server)]),
    },
    ...answeredTable(node, run),
  ];
};

/** What a DHCP server has to give and has given, or where a client stands. */
export const leaseTables = (node: NodeState, { nowMicros }: World): Plain[] =>
  [...node.runs.values()].flatMap(run => {
    if (run.service === 'dhcp-server') return serverTables(run, nowMicros);
    return run.service === DHCP_CLIENT ? clientTables(node, run, nowMicros) : [];
  });
