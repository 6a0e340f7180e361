import type { TlsState } from '../../../shared/network/programs/tls/tls-layer.ts';
import type { World } from '../../../shared/network/world.ts';
import { internet, PLACES, service } from '../../shared/network/internet.ts';
import { type Carried, carried } from './carried.ts';

const NAME = 'www.game.example';
const FILES = { '/index.html': '<p>Welcome</p>', '/long.txt': 'Apples 3\n'.repeat(2000) };

/** Settings that a test may change: the server's, and those of the client. */
export interface Changes {
  readonly server?: Readonly<Record<string, unknown>>;
  readonly client?: Readonly<Record<string, unknown>>;
}

/** A client that fetches two pages over TLS, routers and switches. */
export const overHttps = ({ server = {}, client = {} }: Changes = {}): Carried => {
  const shared = { name: NAME, seed: 'town' };
  return carried(
    internet({
      client: [
        service('browser', 900, { ...shared, server: PLACES.server, ...client }, 'https-client'),
      ],
      server: [service('httpsd', 443, { ...shared, files: FILES, ...server }, 'https-server')],
    }),
    [{ program: 'browser', settings: { targets: ['/', '/long.txt'] } }],
  );
};

/** Secrets of all connections of the server, in the NSS key log format. */
export const keyLogOf = (world: World): readonly string[] => {
  const state = world.nodes.get('server')?.runs.get('httpsd')?.state as
    | TlsState<unknown>
    | undefined;
  return state?.keyLog ?? [];
};
