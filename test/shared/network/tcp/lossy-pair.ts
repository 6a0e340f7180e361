import { draw, drawInteger } from '../../../../shared/base/random.ts';
import {
  isOver,
  type TcpConnection,
  type TcpEnds,
  type TcpStep,
} from '../../../../shared/network/tcp/connection.ts';
import { acceptConnection, openActive } from '../../../../shared/network/tcp/open.ts';
import { receiveSegment } from '../../../../shared/network/tcp/receive.ts';
import { hasFlag, type Segment } from '../../../../shared/network/tcp/segment.ts';
import { closeConnection, sendData } from '../../../../shared/network/tcp/send.ts';
import { retransmit } from '../../../../shared/network/tcp/timer.ts';

type Side = 'client' | 'server';

export interface PairResult {
  readonly heard: Record<Side, Uint8Array>;
  readonly states: Record<Side, string>;
  readonly events: Record<Side, string[]>;
  readonly steps: number;
}

const ENDS: Record<Side, TcpEnds> = {
  client: { local: { address: 1, port: 40_000 }, remote: { address: 2, port: 80 } },
  server: { local: { address: 2, port: 80 }, remote: { address: 1, port: 40_000 } },
};

const other = (side: Side): Side => (side === 'client' ? 'server' : 'client');

/** Two ends over a pipe that loses, doubles and reorders, in virtual time, until nothing is left to do. */
export class LossyPair {
  readonly seed: string;
  readonly lossRatio: number;
  readonly words: Record<Side, Uint8Array>;
  readonly heard: Record<Side, number[]> = { client: [], server: [] };
  readonly events: Record<Side, string[]> = { client: [], server: [] };
  readonly ends: Partial<Record<Side, TcpStep>> = {};
  wire: { atMicros: number; to: Side; segment: Segment; order: number }[] = [];
  nowMicros = 0;
  sent = 0;

  constructor(seed: string, lossRatio: number, words: Record<Side, Uint8Array>) {
    this.seed = seed;
    this.lossRatio = lossRatio;
    this.words = words;
  }

  take(side: Side, step: TcpStep): void {
    this.ends[side] = step;
    for (const piece of step.deliver) this.heard[side].push(...piece);
    for (const segment of step.emit) this.put(other(side), segment);
    this.events[side].push(...step.events);
    for (const event of step.events) this.react(side, event);
  }

  react(side: Side, event: string): void {
    const hasAll = this.heard[side].length === this.words[other(side)].length;
    if (side === 'client' && event === 'established' && hasAll) this.close(side);
    if (event === 'remote-closed') this.close(side);
  }

  close(side: Side): void {
    const connection = this.ends[side]?.connection;
    if (connection !== undefined) this.take(side, closeConnection(connection, this.nowMicros));
  }

  put(to: Side, segment: Segment): void {
    const order = this.sent++;
    if (draw(this.seed, 'loss', order) < this.lossRatio) return;
    const copies = draw(this.seed, 'twice', order) < this.lossRatio / 2 ? 2 : 1;
    for (let copy = 0; copy < copies; copy++) {
      const late = this.lossRatio === 0 ? 0 : drawInteger(30_000, this.seed, 'late', order, copy);
      this.wire.push({ atMicros: this.nowMicros + 5000 + late, to, segment, order });
    }
  }

  arrive(to: Side, segment: Segment): void {
    const connection = this.ends[to]?.connection;
    if (connection !== undefined && !isOver(connection, this.nowMicros)) {
      this.take(to, receiveSegment(connection, segment, this.nowMicros));
    } else if (to === 'server' && connection === undefined && hasFlag(segment, 'SYN')) {
      this.take(to, acceptConnection(ENDS.server, 0xffff_fff0, segment, this.nowMicros));
      const accepted = this.ends.server?.connection as TcpConnection;
      this.take(to, sendData(accepted, this.words.server, this.nowMicros));
    } else if (connection !== undefined) {
      this.take(to, receiveSegment({ ...connection, state: 'CLOSED' }, segment, this.nowMicros));
    }
  }

  /** One arrival or one timer, whichever comes first; false if there is neither. */
  next(): boolean {
    this.wire.sort((a, b) => a.atMicros - b.atMicros || a.order - b.order);
    const timers = (['client', 'server'] as const).flatMap(side => {
      const deadline = this.ends[side]?.deadlineMicros ?? null;
      return deadline === null ? [] : [{ side, atMicros: deadline }];
    });
    timers.sort((a, b) => a.atMicros - b.atMicros);
    const [head] = this.wire;
    const [timer] = timers;
    if (head !== undefined && (timer === undefined || head.atMicros <= timer.atMicros)) {
      this.wire.shift();
      this.nowMicros = Math.max(this.nowMicros, head.atMicros);
      this.arrive(head.to, head.segment);
      return true;
    }
    if (timer === undefined) return false;
    this.nowMicros = Math.max(this.nowMicros, timer.atMicros);
    const connection = this.ends[timer.side]?.connection as TcpConnection;
    this.take(timer.side, retransmit(connection, this.nowMicros));
    return true;
  }

  run(): PairResult {
    this.take('client', openActive(ENDS.client, 0xffff_ff00, this.nowMicros));
    const opened = this.ends.client?.connection as TcpConnection;
    this.take('client', sendData(opened, this.words.client, this.nowMicros));
    let steps = 0;
    let closing = false;
    while (steps < 20_000) {
      steps++;
      const went = this.next();
      const hasAll = this.heard.client.length >= this.words.server.length;
      if (hasAll && !closing && this.events.client.includes('established')) {
        closing = true;
        this.close('client');
      } else if (!went) break;
    }
    return {
      heard: {
        client: Uint8Array.from(this.heard.client),
        server: Uint8Array.from(this.heard.server),
      },
      states: {
        client: this.ends.client?.connection.state ?? 'none',
        server: this.ends.server?.connection.state ?? 'none',
      },
      events: this.events,
      steps,
    };
  }
}
