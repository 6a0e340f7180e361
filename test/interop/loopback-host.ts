import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { createServer, connect as dial, type Server, type Socket } from 'node:net';
import { formatIpv4, parseIpv4 } from '../../shared/base/address.ts';
import { draw } from '../../shared/base/random.ts';
import type {
  Peer,
  Program,
  ProgramEffect,
  ProgramEvent,
} from '../../shared/network/programs/program.ts';

/** A port from which a question was sent stays open for its answer. */
const PORT_OPEN_MS = 20_000;

const numberOf = (address: string): number => {
  const parsed = parseIpv4(address);
  return parsed.ok ? parsed.value : 0;
};

/** Why programs cannot have port 53 of an address of this machine; '' if they can. */
export const whyNoPort53 = (): string =>
  process.getuid?.() === 0 || process.env.CI !== undefined ? '' : ' (skipped: port 53 needs root)';

/** Runs a program on one of this machine's loopback addresses, with true sockets and the machine's clock. */
export class LoopbackHost<State> {
  state: State;
  /** Every datagram and piece of a stream that came in. */
  readonly heard: ProgramEvent[] = [];
  readonly results: string[] = [];
  readonly #program: Program<State>;
  readonly #address: string;
  readonly #seed: string;
  readonly #servers: Server[] = [];
  readonly #ports = new Map<number, UdpSocket>();
  readonly #streams = new Map<number, Socket>();
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #opening: Promise<void>[] = [];
  #events = 0;
  #isClosed = false;

  private constructor(address: string, program: Program<State>) {
    this.#address = address;
    this.#program = program;
    this.#seed = `${address} ${Date.now()}`;
    const { state, effects } = program.start(this.#facts());
    this.state = state;
    for (const effect of effects) this.#perform(effect);
  }

  /** Starts the program and waits until what it listens on is open. */
  static async start<State>(address: string, program: Program<State>) {
    const host = new LoopbackHost(address, program);
    await Promise.all(host.#opening);
    return host;
  }

  close(): void {
    this.#isClosed = true;
    for (const timer of this.#timers) clearTimeout(timer);
    for (const socket of this.#streams.values()) socket.destroy();
    for (const socket of this.#ports.values()) socket.close();
    for (const server of this.#servers) server.close();
  }

  #facts() {
    const [seed, events] = [this.#seed, this.#events];
    return {
      nowMicros: Math.round(performance.now() * 1000),
      addresses: [numberOf(this.#address)],
      draw: (...purpose: readonly (string | number)[]) => draw(seed, events, ...purpose),
    };
  }

  #tell(event: ProgramEvent): void {
    if (this.#isClosed) return;
    this.#events += 1;
    if (event.type === 'datagram' || event.type === 'received') this.heard.push(event);
    const { state, effects } = this.#program.step(this.state, event, this.#facts());
    this.state = state;
    for (const effect of effects) this.#perform(effect);
  }

  #after(milliseconds: number, work: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      work();
    }, milliseconds);
    this.#timers.add(timer);
  }

  #bind(port: number): UdpSocket {
    const socket = createSocket('udp4');
    this.#ports.set(port, socket);
    socket.on('message', (bytes, { address, port: from }) => {
      const peer = { address: numberOf(address), port: from };
      this.#tell({ type: 'datagram', port, peer, bytes: new Uint8Array(bytes) });
    });
    this.#opening.push(
      new Promise((resolve, reject) => {
        socket.on('error', reject);
        socket.bind(port, this.#address, () => resolve());
      }),
    );
    return socket;
  }

  #listen(port: number): void {
    let next = 1;
    const server = createServer({ allowHalfOpen: true }, socket => {
      const connection = next;
      next += 1;
      const peer = {
        address: numberOf(socket.remoteAddress ?? ''),
        port: socket.remotePort ?? 0,
      };
      this.#watch(connection, socket);
      this.#tell({ type: 'connected', connection, peer });
    });
    this.#servers.push(server);
    this.#opening.push(
      new Promise((resolve, reject) => {
        server.on('error', reject);
        server.listen(port, this.#address, () => resolve());
      }),
    );
  }

  #watch(connection: number, socket: Socket): void {
    this.#streams.set(connection, socket);
    socket.on('data', bytes => {
      this.#tell({ type: 'received', connection, bytes: new Uint8Array(bytes) });
    });
    socket.on('end', () => this.#tell({ type: 'finished', connection }));
    socket.on('error', () => this.#tell({ type: 'broken', connection, why: 'reset' }));
    socket.on('close', () => this.#streams.delete(connection));
  }

  #dial(connection: number, peer: Peer): void {
    const host = formatIpv4(Number(peer.address));
    const local = { localAddress: this.#address, allowHalfOpen: true };
    const socket = dial({ host, port: peer.port, ...local });
    this.#watch(connection, socket);
    socket.on('connect', () => this.#tell({ type: 'connected', connection, peer }));
  }

  #sendFrom(port: number, peer: Peer, bytes: Uint8Array): void {
    const known = this.#ports.get(port);
    const socket = known ?? this.#bind(port);
    socket.send(bytes, peer.port, formatIpv4(Number(peer.address)));
    if (known !== undefined) return;
    this.#after(PORT_OPEN_MS, () => {
      this.#ports.delete(port);
      socket.close();
    });
  }

  #perform(effect: ProgramEffect): void {
    switch (effect.type) {
      case 'listen':
        if (effect.protocol === 'tcp') this.#listen(effect.port);
        else this.#bind(effect.port);
        return;
      case 'connect':
        this.#dial(effect.connection, effect.peer);
        return;
      case 'send':
        this.#streams.get(effect.connection)?.write(effect.bytes);
        return;
      case 'finish':
        this.#streams.get(effect.connection)?.end();
        return;
      case 'send-datagram':
        this.#sendFrom(effect.port, effect.peer, effect.bytes);
        return;
      case 'set-timer':
        this.#after(effect.afterMicros / 1000, () =>
          this.#tell({ type: 'timer', name: effect.name }),
        );
        return;
      case 'probe':
        return;
      case 'done':
        this.results.push(effect.result);
    }
  }
}
