import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { createServer, connect as dial, type Server, type Socket } from 'node:net';
import { formatIpv4, parseIpv4 } from '../../shared/base/address.ts';
import { draw } from '../../shared/base/random.ts';
import type {
  Program,
  ProgramEffect,
  ProgramEvent,
} from '../../shared/network/programs/program.ts';

const LOOPBACK = 0x7f000001;
/** Long enough for a megabyte on a machine that has much else to do. */
const LATE_MS = 30_000;

/** Runs a program on this machine's own TCP and UDP, on loopback only. `close` ends everything that it has open. */
export class Driven<State> {
  state: State;
  private readonly program: Program<State>;
  private readonly servers: Server[] = [];
  private readonly datagrams = new Map<number, UdpSocket>();
  private readonly sockets = new Map<number, Socket>();
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly opening: Promise<unknown>[] = [];
  private readonly outcome: Promise<{ met: boolean; result: string }>;
  private tellOutcome: (told: { met: boolean; result: string }) => void = () => {};
  private next = 1;
  private events = 0;

  constructor(program: Program<State>) {
    this.program = program;
    this.outcome = new Promise(resolve => {
      this.tellOutcome = resolve;
    });
    const { state, effects } = program.start(this.facts());
    this.state = state;
    for (const effect of effects) this.perform(effect);
  }

  /** Every port that the program wants is open. */
  async ready(): Promise<this> {
    await Promise.all(this.opening);
    return this;
  }

  /** What it said of its user's wish; 'late' when nothing came for half a minute. */
  done(): Promise<{ met: boolean; result: string }> {
    const late = new Promise<{ met: boolean; result: string }>(resolve => {
      this.timers.push(setTimeout(() => resolve({ met: false, result: 'late' }), LATE_MS));
    });
    return Promise.race([this.outcome, late]);
  }

  close(): void {
    for (const timer of this.timers) clearTimeout(timer);
    for (const socket of this.sockets.values()) socket.destroy();
    for (const socket of this.datagrams.values()) socket.close();
    for (const server of this.servers) server.close();
  }

  private facts() {
    const { events } = this;
    return {
      nowMicros: Date.now() * 1000,
      addresses: [LOOPBACK],
      draw: (...purpose: readonly (string | number)[]) => draw('loopback', events, ...purpose),
    };
  }

  private tell(event: ProgramEvent): void {
    this.events += 1;
    const { state, effects } = this.program.step(this.state, event, this.facts());
    this.state = state;
    for (const effect of effects) this.perform(effect);
  }

  private watch(connection: number, socket: Socket): void {
    this.sockets.set(connection, socket);
    socket.on('data', bytes => {
      this.tell({ type: 'received', connection, bytes: new Uint8Array(bytes) });
    });
    socket.on('end', () => this.tell({ type: 'finished', connection }));
    socket.on('error', () => this.tell({ type: 'broken', connection, why: 'reset' }));
  }

  private listen(port: number): void {
    const server = createServer({ allowHalfOpen: true }, socket => {
      const connection = this.next;
      this.next += 1;
      this.watch(connection, socket);
      const address = parseIpv4(socket.remoteAddress ?? '');
      const peer = { address: address.ok ? address.value : 0, port: socket.remotePort ?? 0 };
      this.tell({ type: 'connected', connection, peer, localPort: port });
    });
    this.servers.push(server);
    this.opening.push(
      new Promise((resolve, reject) => {
        server.on('error', reject);
        server.listen(port, '127.0.0.1', () => resolve(undefined));
      }),
    );
  }

  private listenForDatagrams(port: number): void {
    const socket = createSocket('udp4');
    socket.on('message', (bytes, { address, port: from }) => {
      const parsed = parseIpv4(address);
      const peer = { address: parsed.ok ? parsed.value : 0, port: from };
      this.tell({ type: 'datagram', port, peer, bytes: new Uint8Array(bytes) });
    });
    this.opening.push(
      new Promise(resolve => socket.bind(port, '127.0.0.1', () => resolve(undefined))),
    );
    this.datagrams.set(port, socket);
  }

  private perform(effect: ProgramEffect): void {
    switch (effect.type) {
      case 'listen':
        if (effect.protocol === 'tcp') this.listen(effect.port);
        else this.listenForDatagrams(effect.port);
        return;
      case 'connect': {
        const { connection, peer } = effect;
        const host = formatIpv4(Number(peer.address));
        const socket = dial({ host, port: peer.port, allowHalfOpen: true });
        this.watch(connection, socket);
        socket.on('connect', () => this.tell({ type: 'connected', connection, peer }));
        return;
      }
      case 'send':
        this.sockets.get(effect.connection)?.write(effect.bytes);
        return;
      case 'finish':
        this.sockets.get(effect.connection)?.end();
        return;
      case 'send-datagram': {
        const host = formatIpv4(Number(effect.peer.address));
        this.datagrams.get(effect.port)?.send(effect.bytes, effect.peer.port, host);
        return;
      }
      case 'set-timer':
        this.timers.push(
          setTimeout(
            () => this.tell({ type: 'timer', name: effect.name }),
            effect.afterMicros / 1000,
          ),
        );
        return;
      case 'probe':
        return;
      case 'done':
        this.tellOutcome({ met: effect.met, result: effect.result });
    }
  }
}
