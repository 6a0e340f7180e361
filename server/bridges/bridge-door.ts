import { type IncomingMessage, type Server, STATUS_CODES } from 'node:http';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { BRIDGE_PROTOCOL } from '../../shared/messages/bridge-wire.ts';
import type { Failures } from '../http/failures.ts';
import { isOwnOrigin } from '../http/guard.ts';
import { NO_PIN, Problem, problemBody } from '../http/problem.ts';
import type { LiveSession } from '../sessions/live-session.ts';
import type { Registry } from '../sessions/registry.ts';
import { sameSecret } from '../sessions/tokens.ts';
import { BridgeLine } from './bridge-line.ts';

/** A machine that went away without a word is found out. */
const KEEP_ALIVE_MS = 10_000;

/** '/api/bridge/<session code>/<crew from 1>' */
const ADDRESS = /^\/api\/bridge\/(\d{6})\/(\d{1,3})$/;
const IS_BRIDGE = /^\/api\/bridge(\/|$)/;

const MALFORMED = new Problem(
  400,
  'malformed',
  'A bridge asks for /api/bridge/<session code>/<crew> and names its protocol.',
);
const FOREIGN = new Problem(403, 'foreign-origin', 'No page may open a bridge.');
const WRONG_KEY = new Problem(
  401,
  'wrong-host-key',
  'This is not the host key. It stands in the window in which the server was started.',
);
const NO_EDGE = new Problem(
  409,
  'no-edge',
  'The network of this session’s mission has no way out. Others have: 09-get-prices is one.',
);
const NO_CREW = new Problem(404, 'no-crew', 'This session has no crew of that number.');
const TAKEN = new Problem(409, 'edge-taken', 'Another bridge is plugged in there.');

export interface BridgeServices {
  readonly registry: Registry;
  readonly hostKey: string;
  readonly publicUrl: string | null;
  readonly wrongKeys: Failures;
}

interface Place {
  readonly live: LiveSession;
  readonly crew: number;
}

/** The way in for `npm run bridge`: an HTTP request that turns into a line of frames, RFC 9110 §7.8. */
export class BridgeDoor {
  readonly #services: BridgeServices;
  readonly #lines = new Map<string, BridgeLine>();

  constructor(services: BridgeServices) {
    this.#services = services;
  }

  /** Takes the requests that are for bridges; all others go where they went before. To be called when all others listen. */
  standBefore(server: Server): void {
    const others = server.listeners('upgrade');
    server.removeAllListeners('upgrade');
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      if (!IS_BRIDGE.test(request.url ?? '')) {
        for (const other of others) other.call(server, request, socket, head);
        return;
      }
      socket.on('error', () => undefined);
      this.#welcome(request, socket, head).catch(problem => refuse(socket, problem));
    });
  }

  /** Sends all bridges away. */
  stop(): void {
    for (const line of this.#lines.values()) line.end('The server stops.');
  }

  async #welcome(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const { live, crew } = await this.#placeFor(request);
    const key = `${live.id}/${crew}`;
    if (this.#lines.has(key)) throw TAKEN;
    if (socket instanceof Socket) socket.setNoDelay(true).setKeepAlive(true, KEEP_ALIVE_MS);
    const line = new BridgeLine(live, crew, socket, this.#services.registry.now);
    this.#lines.set(key, line);
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: ${BRIDGE_PROTOCOL}\r\n\r\n`,
    );
    line.start(() => this.#lines.delete(key));
    if (head.length > 0) socket.unshift(head);
  }

  async #placeFor(request: IncomingMessage): Promise<Place> {
    const { registry, publicUrl } = this.#services;
    const { url, headers, method } = request;
    if (headers.origin !== undefined || !isOwnOrigin(headers, publicUrl)) throw FOREIGN;
    const [, pin = '', crewNumber = ''] = ADDRESS.exec(url ?? '') ?? [];
    const isAsked = method === 'GET' && headers.upgrade === BRIDGE_PROTOCOL;
    if (!isAsked || pin === '') throw MALFORMED;
    await this.#checkKey(request);
    const live = registry.byPin(pin);
    if (live === undefined) throw NO_PIN;
    if (live.fold.scenario.edge === null) throw NO_EDGE;
    const crew = Number(crewNumber) - 1;
    if (live.fold.crews[crew] === undefined) throw NO_CREW;
    return { live, crew };
  }

  async #checkKey({ headers, socket }: IncomingMessage): Promise<void> {
    const { hostKey, wrongKeys } = this.#services;
    const from = { ip: socket.remoteAddress };
    await wrongKeys.check(from);
    const given = /^Bearer (\S{1,256})$/.exec(headers.authorization ?? '')?.[1] ?? '';
    if (sameSecret(given, hostKey)) return;
    await wrongKeys.count(from);
    throw WRONG_KEY;
  }
}

const BROKEN = new Problem(500, 'broken', 'The server met a problem of its own. Try again.');

const refuse = (socket: Duplex, caught: unknown): void => {
  const problem = caught instanceof Problem ? caught : BROKEN;
  if (problem === BROKEN) console.error(caught);
  const { status } = problem;
  const body = JSON.stringify(problemBody(problem));
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
};
