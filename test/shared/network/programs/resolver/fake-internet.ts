import { draw } from '../../../../../shared/base/random.ts';
import type {
  IpAddress,
  Peer,
  Program,
  ProgramEffect,
  ProgramEvent,
  ProgramFacts,
} from '../../../../../shared/network/programs/program.ts';

/** More than any scenario takes; a scenario that does not end fails. */
const MOST_EVENTS = 20_000;
const DELAY_MICROS = 10_000;

interface Host {
  readonly address: IpAddress;
  readonly program: Program<unknown>;
  state: unknown;
}

interface Planned {
  readonly atMicros: number;
  readonly order: number;
  readonly host: Host;
  readonly event: ProgramEvent;
}

/** Two ends of a connection: who it is and what each calls it. */
interface Connection {
  readonly client: Host;
  readonly clientName: number;
  readonly server: Host;
  readonly serverName: number;
}

/** A datagram, or bytes on a stream, on their way. */
export interface Carried {
  readonly via: 'datagram' | 'stream';
  readonly from: Peer;
  readonly to: Peer;
  readonly bytes: Uint8Array;
}

/** What happens to a datagram: nothing, it is lost, or others arrive (the first one first). */
export type Meddler = (carried: Carried) => 'pass' | 'lose' | readonly Carried[];

/** Hosts with one program each, joined without routers, in virtual time. Nothing happens by itself: `run` does it all. */
export class FakeInternet {
  nowMicros = 0;
  /** Everything that was sent, lost or not. */
  readonly sent: Carried[] = [];
  readonly done: string[] = [];
  meddle: Meddler = () => 'pass';
  readonly #hosts: Host[] = [];
  #planned: Planned[] = [];
  readonly #connections: Connection[] = [];
  readonly #seed: string;
  #order = 0;
  #events = 0;

  constructor(seed = 'internet') {
    this.#seed = seed;
  }

  add(address: IpAddress, program: Program<unknown>): void {
    const host: Host = { address, program, state: undefined };
    this.#hosts.push(host);
    const turn = program.start(this.#facts(host));
    host.state = turn.state;
    this.#perform(host, turn.effects);
  }

  remove(address: IpAddress): void {
    const at = this.#hosts.findIndex(host => host.address === address);
    if (at >= 0) this.#hosts.splice(at, 1);
  }

  stateOf(address: IpAddress): unknown {
    return this.#hosts.find(host => host.address === address)?.state;
  }

  /** Sends a datagram as if from `from`, without loss. */
  inject(carried: Carried): void {
    this.#deliver(carried);
  }

  /** Works until nothing is planned any more or `untilMicros` is reached. */
  run(untilMicros = Number.POSITIVE_INFINITY): void {
    for (;;) {
      this.#planned.sort((a, b) => a.atMicros - b.atMicros || a.order - b.order);
      const [next] = this.#planned;
      if (next === undefined || next.atMicros > untilMicros) break;
      this.#planned.shift();
      this.nowMicros = next.atMicros;
      this.#step(next);
    }
    if (untilMicros !== Number.POSITIVE_INFINITY) this.nowMicros = untilMicros;
  }

  #step({ host, event }: Planned): void {
    this.#events += 1;
    if (this.#events > MOST_EVENTS) throw new Error('the scenario does not end');
    const turn = host.program.step(host.state, event, this.#facts(host));
    host.state = turn.state;
    this.#perform(host, turn.effects);
  }

  #facts({ address }: Host): ProgramFacts {
    const [seed, events, { nowMicros }] = [this.#seed, this.#events, this];
    return {
      nowMicros,
      addresses: [address],
      draw: (...purpose) => draw(seed, `${address}`, events, ...purpose),
    };
  }

  #plan(host: Host, event: ProgramEvent, afterMicros = DELAY_MICROS): void {
    this.#order += 1;
    const atMicros = this.nowMicros + afterMicros;
    this.#planned.push({ atMicros, order: this.#order, host, event });
  }

  #perform(host: Host, effects: readonly ProgramEffect[]): void {
    for (const effect of effects) this.#one(host, effect);
  }

  #one(host: Host, effect: ProgramEffect): void {
    switch (effect.type) {
      case 'send-datagram': {
        const from = { address: host.address, port: effect.port };
        this.#send({ via: 'datagram', from, to: effect.peer, bytes: effect.bytes });
        return;
      }
      case 'set-timer':
        this.#plan(host, { type: 'timer', name: effect.name }, effect.afterMicros);
        return;
      case 'connect':
        this.#connect(host, effect.connection, effect.peer);
        return;
      case 'send':
        this.#sendOn(host, effect.connection, effect.bytes);
        return;
      case 'finish':
        this.#toOther(host, effect.connection, connection => ({ type: 'finished', connection }));
        return;
      case 'done':
        this.done.push(effect.result);
        return;
      case 'listen':
    }
  }

  #send(carried: Carried): void {
    this.sent.push(carried);
    const fate = this.meddle(carried);
    if (fate === 'lose') return;
    for (const one of fate === 'pass' ? [carried] : fate) this.#deliver(one);
  }

  #deliver({ from, to, bytes }: Carried): void {
    const host = this.#hosts.find(({ address }) => address === to.address);
    if (host !== undefined) {
      this.#plan(host, { type: 'datagram', port: to.port, peer: from, bytes });
    }
  }

  #connect(client: Host, clientName: number, peer: Peer): void {
    const server = this.#hosts.find(({ address }) => address === peer.address);
    const probe: Carried = {
      via: 'stream',
      from: { address: client.address, port: 0 },
      to: peer,
      bytes: new Uint8Array(0),
    };
    if (server === undefined || this.meddle(probe) === 'lose') {
      this.#plan(client, { type: 'broken', connection: clientName, why: 'timed-out' });
      return;
    }
    const serverName = this.#connections.length + 1;
    this.#connections.push({ client, clientName, server, serverName });
    const from = { address: client.address, port: 50_000 + serverName };
    this.#plan(server, { type: 'connected', connection: serverName, peer: from });
    this.#plan(client, { type: 'connected', connection: clientName, peer });
  }

  #sendOn(host: Host, name: number, bytes: Uint8Array): void {
    this.#toOther(host, name, (connection, other) => {
      const from = { address: host.address, port: 0 };
      this.sent.push({ via: 'stream', from, to: { address: other.address, port: 53 }, bytes });
      return { type: 'received', connection, bytes };
    });
  }

  #toOther(host: Host, name: number, event: (name: number, other: Host) => ProgramEvent): void {
    for (const { client, clientName, server, serverName } of this.#connections) {
      if (client === host && clientName === name) this.#plan(server, event(serverName, server));
      if (server === host && serverName === name) this.#plan(client, event(clientName, client));
    }
  }
}
