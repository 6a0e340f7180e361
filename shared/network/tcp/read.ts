import type { TcpConnection, TcpStep } from './connection.ts';
import { extensionsOf } from './extensions.ts';
import { RECEIVING } from './state.ts';
import { acknowledge, begin, finish, updateExtensions } from './step.ts';
import { hasOpened } from './window.ts';

/**
 * RECEIVE, RFC 9293 §3.10.3: the program has taken `count` bytes of what was delivered (only counted where
 * `readsAtOnce` is off). The other end is told when enough has become free, §3.8.6.2.2.
 */
export const readData = (connection: TcpConnection, count: number, nowMicros: number): TcpStep => {
  const unreadBytes = Math.max(0, extensionsOf(connection).unreadBytes - count);
  const read = updateExtensions(begin(connection, nowMicros), { unreadBytes });
  const tells = RECEIVING.includes(connection.state) && hasOpened(read.connection);
  return finish(tells ? acknowledge(read) : read);
};
