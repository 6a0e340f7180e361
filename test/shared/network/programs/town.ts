import { draw } from '../../../../shared/base/random.ts';
import type {
  Peer,
  Program,
  ProgramEffect,
  ProgramEvent,
} from '../../../../shared/network/programs/program.ts';

const MOST_EVENTS = 20_000;

interface House {
  readonly address: number;
  readonly program: Program<unknown>;
  state: unknown;
  readonly listening: Set<string>;
}

interface Wire {
  readonly house: House;
  readonly connection: number;
}

/** Programs at addresses, over perfect links and without a network: any of them may call any other. Nobody at an
 *  address, or nobody who listens there, breaks the call. */
export class Town {
  readonly done: { readonly address: number; readonly met: boolean; readonly result: string }[] =
    [];
  private readonly houses: House[];
  private readonly queue: { house: House; event: ProgramEvent }[] = [];
  private readonly timers: { house: House; name: string; atMicros: number }[] = [];
  private readonly wires = new Map<string, Wire>();
  private next = 1;
  private events = 0;
  private nowMicros = 0;

  constructor(programs: Readonly<Record<number, Program<unknown>>>) {
    this.houses = Object.entries(programs).map(([address, program]) => ({
      address: Number(address),
      program,
      state: undefined,
      listening: new Set<string>(),
    }));
  }

  stateAt(address: number): unknown {
    return this.houses.find(house => house.address === address)?.state;
  }

  run(): this {
    // Whoever listens is there before anybody calls.
    const starts = this.houses.map(house => ({ house, ...house.program.start(this.facts(house)) }));
    for (const { house, state } of starts) house.state = state;
    const wishes = starts.flatMap(({ house, effects }) =>
      effects.map(effect => ({ house, effect })),
    );
    const isListen = ({ effect }: (typeof wishes)[number]): boolean => effect.type === 'listen';
    for (const one of wishes.filter(isListen)) this.perform(one.house, one.effect);
    for (const one of wishes.filter(wish => !isListen(wish))) this.perform(one.house, one.effect);
    while (this.events < MOST_EVENTS) {
      const item = this.queue.shift() ?? this.dueTimer();
      if (item === undefined) break;
      this.events += 1;
      const { house, event } = item;
      this.turn(house, house.program.step(house.state, event, this.facts(house)));
    }
    return this;
  }

  private facts({ address }: House) {
    const { nowMicros, events } = this;
    return {
      nowMicros,
      addresses: [address],
      draw: (...purpose: readonly (string | number)[]) => draw('town', address, events, ...purpose),
    };
  }

  private dueTimer() {
    const [first] = this.timers.sort((a, b) => a.atMicros - b.atMicros);
    if (first === undefined) return undefined;
    this.timers.shift();
    this.nowMicros = Math.max(this.nowMicros, first.atMicros);
    return { house: first.house, event: { type: 'timer', name: first.name } as const };
  }

  private turn(
    house: House,
    { state, effects }: { state: unknown; effects: readonly ProgramEffect[] },
  ): void {
    house.state = state;
    for (const effect of effects) this.perform(house, effect);
  }

  private perform(house: House, effect: ProgramEffect): void {
    switch (effect.type) {
      case 'listen':
        house.listening.add(`${effect.protocol} ${effect.port}`);
        return;
      case 'connect':
        this.connect(house, effect.connection, effect.peer);
        return;
      case 'send':
        this.across(house, effect.connection, connection => ({
          type: 'received',
          connection,
          bytes: effect.bytes,
        }));
        return;
      case 'finish':
        this.across(house, effect.connection, connection => ({ type: 'finished', connection }));
        return;
      case 'send-datagram':
        this.datagram(house, effect);
        return;
      case 'set-timer':
        this.timers.push({
          house,
          name: effect.name,
          atMicros: this.nowMicros + effect.afterMicros,
        });
        return;
      case 'done':
        this.done.push({ address: house.address, met: effect.met, result: effect.result });
    }
  }

  private listener(protocol: string, { address, port }: Peer): House | undefined {
    return this.houses.find(
      house => house.address === address && house.listening.has(`${protocol} ${port}`),
    );
  }

  private connect(house: House, connection: number, peer: Peer): void {
    const other = this.listener('tcp', peer);
    if (other === undefined) {
      this.queue.push({ house, event: { type: 'broken', connection, why: 'reset' } });
      return;
    }
    const theirs = this.next;
    this.next += 1;
    this.wires.set(`${house.address} ${connection}`, { house: other, connection: theirs });
    this.wires.set(`${other.address} ${theirs}`, { house, connection });
    const caller = { address: house.address, port: 50_000 + theirs };
    const localPort = peer.port;
    this.queue.push(
      { house: other, event: { type: 'connected', connection: theirs, peer: caller, localPort } },
      { house, event: { type: 'connected', connection, peer } },
    );
  }

  private across(house: House, own: number, event: (theirs: number) => ProgramEvent): void {
    const wire = this.wires.get(`${house.address} ${own}`);
    if (wire !== undefined) this.queue.push({ house: wire.house, event: event(wire.connection) });
  }

  private datagram(
    house: House,
    { peer, port, bytes }: Extract<ProgramEffect, { type: 'send-datagram' }>,
  ): void {
    const other = this.listener('udp', peer);
    if (other === undefined) return;
    const from = { address: house.address, port };
    this.queue.push({
      house: other,
      event: { type: 'datagram', port: peer.port, peer: from, bytes },
    });
  }
}
