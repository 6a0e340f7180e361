import type { Program } from '../program.ts';
import { type ClientExpectation, clientRole } from './client-role.ts';
import { type ServerIdentity, serverRole } from './server-role.ts';
import { type TlsState, withTls } from './tls-layer.ts';

/** `inner` as a server behind TLS 1.3, RFC 8446: it sees only streams that are opened, and sends into sealed ones. */
export const tlsServer = <Inner>(
  inner: Program<Inner>,
  identity: ServerIdentity,
): Program<TlsState<Inner>> =>
  withTls(inner, { atOnce: { as: 'server' }, roleOf: () => serverRole(identity) });

/** `inner` as a client over TLS 1.3, RFC 8446: it is connected once the server has shown who it is. */
export const tlsClient = <Inner>(
  inner: Program<Inner>,
  expectation: ClientExpectation,
): Program<TlsState<Inner>> =>
  withTls(inner, {
    atOnce: { as: 'client', serverName: expectation.serverName },
    roleOf: () => clientRole(expectation),
  });

/** `inner`, whose connections are plain until it asks for TLS on one of them (`thenSecure`). What it says before the
 *  handshake is done waits for that. */
export const tlsWhenAsked = <Inner>(
  inner: Program<Inner>,
  identity: ServerIdentity,
  belief: Pick<ClientExpectation, 'trusted' | 'checksDates'>,
): Program<TlsState<Inner>> =>
  withTls(inner, {
    roleOf: securing =>
      securing.as === 'server'
        ? serverRole(identity)
        : clientRole({
            serverName: securing.serverName,
            ...(belief.checksDates ? { checksDates: true } : {}),
            get trusted() {
              return belief.trusted;
            },
          }),
  });
