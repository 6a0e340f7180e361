import { formatEnd } from '../../base/ip.ts';
import type { Socket } from '../socket.ts';
import type { NodeState } from '../world.ts';

const WINDOWS_STATES: Readonly<Record<string, string>> = { LISTEN: 'LISTENING' };
const UNIX_STATES: Readonly<Record<string, string>> = {
  CLOSED: 'CLOSE',
  'SYN-RECEIVED': 'SYN_RECV',
  'FIN-WAIT-1': 'FIN_WAIT1',
  'FIN-WAIT-2': 'FIN_WAIT2',
};

const stateIn = (words: Readonly<Record<string, string>>, { protocol, state }: Socket): string =>
  protocol === 'udp' ? '' : (words[state] ?? state.replaceAll('-', '_'));

const localOf = ({ local }: Socket): string => formatEnd(local.address, local.port ?? 0);

const remoteOf = ({ remote }: Socket, nobody: string): string =>
  remote === null ? nobody : formatEnd(remote.address, remote.port);

/** Sockets with a port, those of TCP first, as both tools list them. */
const listed = (node: NodeState): readonly Socket[] => {
  const chosen = node.sockets.filter(({ local }) => local.port !== null);
  return [
    ...chosen.filter(({ protocol }) => protocol === 'tcp'),
    ...chosen.filter(({ protocol }) => protocol === 'udp'),
  ];
};

const windowsRow = (cells: readonly [string, string, string, string], pid: string): string => {
  const [protocol, local, foreign, state] = cells;
  const row = `  ${protocol.padEnd(7)}${local.padEnd(23)}${foreign.padEnd(23)}${state}`;
  return pid === '' ? row.trimEnd() : `${row.padEnd(71)}${pid}`;
};

/** What `netstat -an` says on Windows; with process numbers, `netstat -ano`. */
export const windowsNetstat = (node: NodeState, withPids: boolean): string =>
  [
    '',
    'Active Connections',
    '',
    windowsRow(['Proto', 'Local Address', 'Foreign Address', 'State'], withPids ? 'PID' : ''),
    ...listed(node).map(socket =>
      windowsRow(
        [
          socket.protocol.toUpperCase(),
          localOf(socket),
          remoteOf(socket, socket.protocol === 'tcp' ? '0.0.0.0:0' : '*:*'),
          stateIn(WINDOWS_STATES, socket),
        ],
        withPids ? String(socket.pid) : '',
      ),
    ),
    '',
  ].join('\n');

/** What `netstat -an` says on Linux, of the Internet sockets. Nothing waits to be sent here: TCP has it on the wire. */
export const unixNetstat = (node: NodeState): string =>
  [
    'Active Internet connections (servers and established)',
    'Proto Recv-Q Send-Q Local Address           Foreign Address         State',
    ...listed(node).map(socket =>
      [
        `${socket.protocol.padEnd(4)}  ${String(socket.received.length).padStart(6)}      0`,
        localOf(socket).padEnd(23),
        remoteOf(socket, '0.0.0.0:*').padEnd(23),
        stateIn(UNIX_STATES, socket),
      ]
        .join(' ')
        .trimEnd(),
    ),
    '',
  ].join('\n');
