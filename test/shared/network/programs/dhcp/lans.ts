import { formatIpv4 } from '../../../../../shared/base/address.ts';
import { draw } from '../../../../../shared/base/random.ts';
import { cardOf, readDhcp } from '../../../../../shared/network/programs/dhcp/message.ts';
import type {
  IpAddress,
  Program,
  ProgramEffect,
  ProgramEvent,
  ProgramFacts,
} from '../../../../../shared/network/programs/program.ts';
import { DHCP_MESSAGE } from '../../../../../shared/protocols/dhcp-option-table.ts';

const EVERYBODY = 0xffffffff;
const NAMES = new Map<number, string>(
  Object.entries(DHCP_MESSAGE).map(([name, type]) => [type, name]),
);

/** A program on a host: `addresses` by the LAN that each belongs to; a client has none at first. */
export interface Station {
  readonly name: string;
  readonly program: Program<unknown>;
  readonly lans: Readonly<Record<string, number>>;
  readonly card?: number;
}

interface Seated extends Station {
  state: unknown;
}

/** Hosts on LANs that are joined by routers which need no words here: unicast finds its owner, broadcast stays in its
 *  LAN. Time moves to the next timer when nobody has anything to say. */
export class Lans {
  readonly log: string[] = [];
  readonly results: string[] = [];
  nowMicros = 0;
  private readonly seats: Seated[];
  private readonly queue: { seat: Seated; event: ProgramEvent }[] = [];
  private readonly timers: { seat: Seated; name: string; atMicros: number }[] = [];
  private events = 0;
  /** Messages of these types are lost, that many times. */
  private readonly losses: Map<string, number>;

  constructor(stations: readonly Station[], losses: Readonly<Record<string, number>> = {}) {
    this.losses = new Map(Object.entries(losses));
    this.seats = stations.map(station => ({ ...station, state: undefined }));
    for (const seat of this.seats) {
      const turn = seat.program.start(this.facts(seat));
      seat.state = turn.state;
      for (const effect of turn.effects) this.perform(seat, effect);
    }
  }

  /** Runs until `untilSeconds` of virtual time or `most` events. */
  run(untilSeconds: number, most = 2000): this {
    while (this.events < most) {
      const next = this.queue.shift() ?? this.due(untilSeconds * 1_000_000);
      if (next === undefined) break;
      this.events += 1;
      const turn = next.seat.program.step(next.seat.state, next.event, this.facts(next.seat));
      next.seat.state = turn.state;
      for (const effect of turn.effects) this.perform(next.seat, effect);
    }
    return this;
  }

  /** From now on the next `count` messages of that type are lost. */
  lose(type: string, count: number): void {
    this.losses.set(type, count);
  }

  stateOf(name: string): unknown {
    return this.seats.find(seat => seat.name === name)?.state;
  }

  private due(limitMicros: number): { seat: Seated; event: ProgramEvent } | undefined {
    const [first] = this.timers.sort((a, b) => a.atMicros - b.atMicros);
    if (first === undefined || first.atMicros > limitMicros) return undefined;
    this.timers.shift();
    this.nowMicros = Math.max(this.nowMicros, first.atMicros);
    return { seat: first.seat, event: { type: 'timer', name: first.name } };
  }

  private facts({ name, lans }: Seated): ProgramFacts {
    const addresses = Object.values(lans).filter(address => address !== 0);
    const { events, nowMicros } = this;
    return { nowMicros, addresses, draw: (...purpose) => draw('lans', name, events, ...purpose) };
  }

  private perform(seat: Seated, effect: ProgramEffect): void {
    if (effect.type === 'set-timer') {
      const atMicros = this.nowMicros + effect.afterMicros;
      this.timers.push({ seat, name: effect.name, atMicros });
    } else if (effect.type === 'done') {
      this.results.push(`${seat.name} ${effect.met ? 'has' : 'lacks'} ${effect.result}`);
    } else if (effect.type === 'send-datagram') this.send(seat, effect);
  }

  private send(seat: Seated, effect: Extract<ProgramEffect, { type: 'send-datagram' }>): void {
    const { peer, bytes, hardware } = effect;
    const message = readDhcp(bytes);
    const name = NAMES.get(message?.type ?? 0) ?? '?';
    const to = hardware === undefined ? '' : ' by card';
    const seconds = Math.round(this.nowMicros / 1_000_000);
    this.log.push(`${seconds} ${seat.name}: ${name} to ${formatIpv4(Number(peer.address))}${to}`);
    const lost = this.losses.get(name) ?? 0;
    this.losses.set(name, lost - 1);
    if (lost > 0) return;
    const from = Number(effect.from ?? Object.values(seat.lans)[0] ?? 0);
    const card = message === undefined ? 0 : cardOf(message.header);
    for (const other of this.receivers(seat, peer.address, from, card)) {
      this.queue.push({
        seat: other.seat,
        event: {
          type: 'datagram',
          port: peer.port,
          peer: { address: from, port: effect.port },
          at: other.at,
          bytes,
        },
      });
    }
  }

  /** Who hears it, and with which of its addresses. A client without an address hears what is sent to its card. */
  private receivers(
    sender: Seated,
    to: IpAddress,
    from: number,
    card: number,
  ): readonly { seat: Seated; at: number }[] {
    const [first] = Object.entries(sender.lans);
    const [lan] = Object.entries(sender.lans).find(([, address]) => address === from) ??
      first ?? [''];
    const others = this.seats.filter(seat => seat !== sender);
    if (to === EVERYBODY) {
      return others.flatMap(seat => {
        const at = seat.lans[lan];
        return at === undefined ? [] : [{ seat, at }];
      });
    }
    return others.flatMap(seat => {
      const owns = Object.values(seat.lans).includes(Number(to)) || seat.card === card;
      return owns ? [{ seat, at: Number(to) }] : [];
    });
  }
}
