import { draw } from '../../../../shared/base/random.ts';
import type {
  Program,
  ProgramEffect,
  ProgramEvent,
  ProgramFacts,
} from '../../../../shared/network/programs/program.ts';

/** More than any conversation of two programs takes. */
const MOST_EVENTS = 10_000;

interface Side {
  readonly name: string;
  readonly program: Program<unknown>;
  readonly address: number;
  state: unknown;
  /** What the other side calls a connection, by what this side calls it. */
  readonly connections: Map<number, number>;
}

interface Sent {
  readonly by: string;
  readonly bytes: Uint8Array;
  /** What the server calls the connection, and the port that it came in at; 0 for datagrams. */
  readonly connection: number;
  readonly port: number;
}

/** What two programs did: every piece that was sent, in order, and what each said of its user's wish. */
export interface Conversation {
  readonly sent: readonly Sent[];
  readonly done: readonly { readonly by: string; readonly met: boolean; readonly result: string }[];
}

/**
 * Lets `client` talk to `server` over perfect links, without a network. The bytes of a stream come in pieces whose sizes
 * `seed` decides. Ends when nobody has anything to say; timers fire only then.
 */
export const converse = (
  client: Program<unknown>,
  server: Program<unknown>,
  seed = 'pair',
): Conversation => new Pair(client, server, seed).run();

class Pair {
  private readonly sent: Sent[] = [];
  private readonly ports = new Map<number, number>();
  private readonly done: { by: string; met: boolean; result: string }[] = [];
  private readonly queue: { side: Side; event: ProgramEvent }[] = [];
  private readonly timers: { side: Side; name: string; atMicros: number }[] = [];
  private readonly sides: readonly [Side, Side];
  private readonly seed: string;
  private nextConnection = 1;
  private events = 0;
  private nowMicros = 0;

  constructor(client: Program<unknown>, server: Program<unknown>, seed: string) {
    this.seed = seed;
    const side = (name: string, program: Program<unknown>, address: number): Side => ({
      name,
      program,
      address,
      state: undefined,
      connections: new Map(),
    });
    this.sides = [side('server', server, 0x0a000001), side('client', client, 0x0a000002)];
  }

  run(): Conversation {
    for (const side of this.sides) {
      const turn = side.program.start(this.facts(side));
      side.state = turn.state;
      this.perform(side, turn.effects);
    }
    while (this.events < MOST_EVENTS && this.next()) this.events += 1;
    return { sent: this.sent, done: this.done };
  }

  private next(): boolean {
    const item = this.queue.shift() ?? this.dueTimer();
    if (item === undefined) return false;
    const turn = item.side.program.step(item.side.state, item.event, this.facts(item.side));
    item.side.state = turn.state;
    this.perform(item.side, turn.effects);
    return true;
  }

  private dueTimer(): { side: Side; event: ProgramEvent } | undefined {
    const [first] = this.timers.sort((a, b) => a.atMicros - b.atMicros);
    if (first === undefined) return undefined;
    this.timers.splice(0, 1);
    this.nowMicros = first.atMicros;
    return { side: first.side, event: { type: 'timer', name: first.name } };
  }

  private facts({ name, address }: Side): ProgramFacts {
    const { seed, events, nowMicros } = this;
    return {
      nowMicros,
      addresses: [address],
      draw: (...purpose) => draw(seed, name, events, ...purpose),
    };
  }

  private perform(side: Side, effects: readonly ProgramEffect[]): void {
    for (const effect of effects) this.one(side, effect);
  }

  private one(side: Side, effect: ProgramEffect): void {
    const [server, client] = this.sides;
    const other = side === server ? client : server;
    switch (effect.type) {
      case 'connect': {
        const theirs = this.nextConnection;
        this.nextConnection += 1;
        side.connections.set(effect.connection, theirs);
        other.connections.set(theirs, effect.connection);
        const from = { address: side.address, port: 50_000 + theirs };
        const localPort = effect.peer.port;
        this.ports.set(theirs, localPort);
        this.tell(other, { type: 'connected', connection: theirs, peer: from, localPort });
        this.tell(side, { type: 'connected', connection: effect.connection, peer: effect.peer });
        return;
      }
      case 'send':
        this.record(side, effect.connection, effect.bytes);
        this.inPieces(side, other, effect.connection, effect.bytes);
        return;
      case 'finish':
        this.toOther(side, other, effect.connection, connection => ({
          type: 'finished',
          connection,
        }));
        return;
      case 'send-datagram': {
        this.sent.push({ by: side.name, bytes: effect.bytes, connection: 0, port: 0 });
        const peer = { address: side.address, port: effect.port };
        const { bytes } = effect;
        this.tell(other, { type: 'datagram', port: effect.peer.port, peer, bytes });
        return;
      }
      case 'set-timer': {
        const { name, afterMicros } = effect;
        this.timers.push({ side, name, atMicros: this.nowMicros + afterMicros });
        return;
      }
      case 'done':
        this.done.push({ by: side.name, met: effect.met, result: effect.result });
        return;
      case 'listen':
    }
  }

  private record(side: Side, own: number, bytes: Uint8Array): void {
    const connection = side === this.sides[0] ? own : (side.connections.get(own) ?? 0);
    this.sent.push({ by: side.name, bytes, connection, port: this.ports.get(connection) ?? 0 });
  }

  private inPieces(side: Side, other: Side, connection: number, bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; ) {
      const share = draw(this.seed, 'piece', this.events, at);
      const end = at + 1 + Math.floor(share * (bytes.length - at));
      const piece = bytes.slice(at, end);
      this.toOther(side, other, connection, theirs => ({
        type: 'received',
        connection: theirs,
        bytes: piece,
      }));
      at = end;
    }
  }

  private toOther(
    side: Side,
    other: Side,
    connection: number,
    event: (theirs: number) => ProgramEvent,
  ): void {
    const theirs = side.connections.get(connection);
    if (theirs !== undefined) this.tell(other, event(theirs));
  }

  private tell(side: Side, event: ProgramEvent): void {
    this.queue.push({ side, event });
  }
}
