import { concat } from '../../../../shared/base/bytes.ts';
import { draw, drawInteger } from '../../../../shared/base/random.ts';
import {
  isOver,
  type TcpConnection,
  type TcpEnds,
  type TcpEvent,
  type TcpStep,
} from '../../../../shared/network/tcp/connection.ts';
import { acceptConnection, openActive } from '../../../../shared/network/tcp/open.ts';
import { readData } from '../../../../shared/network/tcp/read.ts';
import { receiveSegment } from '../../../../shared/network/tcp/receive.ts';
import { hasFlag, type Segment } from '../../../../shared/network/tcp/segment.ts';
import { closeConnection, sendData } from '../../../../shared/network/tcp/send.ts';
import type { TcpSettings } from '../../../../shared/network/tcp/settings.ts';
import { retransmit } from '../../../../shared/network/tcp/timer.ts';

export type Side = 'client' | 'server';
const SIDES = ['client', 'server'] as const;

export interface PairPlan {
  readonly seed: string;
  readonly lossRatio: number;
  readonly words: Record<Side, Uint8Array>;
  readonly settings: Record<Side, TcpSettings>;
  /** Both send a SYN of their own. */
  readonly bothOpen: boolean;
  /** Who closes as soon as all is said; the other follows. */
  readonly closesFirst: Side | 'both';
  /** What a pipe that lies makes of each segment; null loses it. */
  readonly lie?: (segment: Segment, order: number) => Segment | null;
}

export interface PairResult {
  readonly heard: Record<Side, Uint8Array>;
  readonly events: Record<Side, readonly TcpEvent[]>;
  /** True once both are CLOSED, TIME-WAIT being over. */
  readonly closed: boolean;
  readonly segments: number;
  readonly micros: number;
}

const ENDS: Record<Side, TcpEnds> = {
  client: { local: { address: 1, port: 40_000 }, remote: { address: 2, port: 80 } },
  server: { local: { address: 2, port: 80 }, remote: { address: 1, port: 40_000 } },
};
/** Close to the end of the numbers, so that they wrap. */
const FIRST_NUMBERS: Record<Side, number> = { client: 0xffff_ff00, server: 0xffff_fff0 };

const MOST_SEGMENTS = 30_000;
const DELAY_MICROS = 5000;
const LATE_MICROS = 30_000;
const READING_MICROS = 70_000;

const other = (side: Side): Side => (side === 'client' ? 'server' : 'client');

interface OnTheWire {
  readonly atMicros: number;
  readonly to: Side;
  readonly segment: Segment;
}

/** Two ends over a pipe that loses, doubles and reorders, in virtual time, until nothing is left to do. */
class LossyPair {
  readonly plan: PairPlan;
  readonly heard: Record<Side, Uint8Array[]> = { client: [], server: [] };
  readonly events: Record<Side, TcpEvent[]> = { client: [], server: [] };
  readonly ends: Partial<Record<Side, TcpStep>> = {};
  readonly readsAt: Partial<Record<Side, number>> = {};
  readonly wire: OnTheWire[] = [];
  nowMicros = 0;
  sent = 0;

  constructor(plan: PairPlan) {
    this.plan = plan;
  }

  take(side: Side, step: TcpStep): void {
    this.ends[side] = step;
    this.heard[side].push(...step.deliver);
    for (const segment of step.emit) this.put(other(side), segment);
    this.events[side].push(...step.events);
    if ((step.connection.extensions?.unreadBytes ?? 0) > 0)
      this.readsAt[side] ??= this.nowMicros + READING_MICROS;
    for (const event of step.events) this.react(side, event);
  }

  react(side: Side, event: TcpEvent): void {
    const { closesFirst } = this.plan;
    const first = closesFirst === side || closesFirst === 'both';
    const connection = this.ends[side]?.connection;
    const closes = event === (first ? 'established' : 'remote-closed');
    if (closes && connection !== undefined) {
      this.take(side, closeConnection(connection, this.nowMicros));
    }
  }

  put(to: Side, sent: Segment): void {
    const { seed, lossRatio, lie } = this.plan;
    const order = this.sent++;
    const segment = lie === undefined ? sent : lie(sent, order);
    if (segment === null) return;
    if (draw(seed, 'loss', order) < lossRatio) return;
    const copies = draw(seed, 'twice', order) < lossRatio / 2 ? 2 : 1;
    for (let copy = 0; copy < copies; copy++) {
      const late = lossRatio === 0 ? 0 : drawInteger(LATE_MICROS, seed, 'late', order, copy);
      const atMicros = this.nowMicros + DELAY_MICROS + late;
      const behind = this.wire.findIndex(one => one.atMicros > atMicros);
      this.wire.splice(behind < 0 ? this.wire.length : behind, 0, { atMicros, to, segment });
    }
  }

  open(side: Side): void {
    const settings = this.plan.settings[side];
    this.take(side, openActive(ENDS[side], FIRST_NUMBERS[side], this.nowMicros, settings));
    this.say(side);
  }

  say(side: Side): void {
    const connection = this.ends[side]?.connection;
    if (connection === undefined) return;
    this.take(side, sendData(connection, this.plan.words[side], this.nowMicros));
  }

  arrive(to: Side, segment: Segment): void {
    const connection = this.ends[to]?.connection;
    const now = this.nowMicros;
    if (connection !== undefined) {
      const over = isOver(connection, now);
      const there: TcpConnection = over ? { ...connection, state: 'CLOSED' } : connection;
      this.take(to, receiveSegment(there, segment, now));
    } else if (hasFlag(segment, 'SYN')) {
      const settings = this.plan.settings[to];
      this.take(to, acceptConnection(ENDS[to], FIRST_NUMBERS[to], segment, now, settings));
      this.say(to);
    }
  }

  read(side: Side): void {
    const connection = this.ends[side]?.connection;
    const unread = connection?.extensions?.unreadBytes ?? 0;
    delete this.readsAt[side];
    if (connection === undefined || unread === 0) return;
    const part = 1 + drawInteger(unread, this.plan.seed, 'read', this.nowMicros);
    this.take(side, readData(connection, part, this.nowMicros));
  }

  ring(side: Side): void {
    const connection = this.ends[side]?.connection;
    if (connection !== undefined) this.take(side, retransmit(connection, this.nowMicros));
  }

  /** What comes next: an arrival, a timer or a program that reads. */
  due(): { readonly atMicros: number; readonly act: () => void } | undefined {
    const [head] = this.wire;
    const dues = SIDES.flatMap(side => {
      const rings = this.ends[side]?.deadlineMicros ?? null;
      const reads = this.readsAt[side];
      return [
        ...(reads === undefined ? [] : [{ atMicros: reads, act: () => this.read(side) }]),
        ...(rings === null ? [] : [{ atMicros: rings, act: () => this.ring(side) }]),
      ];
    });
    if (head !== undefined) {
      const arrives = () => {
        this.wire.shift();
        this.arrive(head.to, head.segment);
      };
      dues.unshift({ atMicros: head.atMicros, act: arrives });
    }
    return dues.reduce(
      (first, one) => (one.atMicros < first.atMicros ? one : first),
      dues[0] ?? { atMicros: Number.POSITIVE_INFINITY, act: () => {} },
    );
  }

  run(): void {
    this.open('client');
    if (this.plan.bothOpen) this.open('server');
    while (this.sent < MOST_SEGMENTS) {
      const next = this.due();
      if (next === undefined || next.atMicros === Number.POSITIVE_INFINITY) return;
      this.nowMicros = Math.max(this.nowMicros, next.atMicros);
      next.act();
    }
  }

  isClosed(side: Side): boolean {
    const connection = this.ends[side]?.connection;
    return connection !== undefined && isOver(connection, Number.POSITIVE_INFINITY);
  }
}

/** Lets both ends talk, close and come to rest. */
export const talkOver = (plan: PairPlan): PairResult => {
  const pair = new LossyPair(plan);
  pair.run();
  return {
    heard: { client: concat(...pair.heard.client), server: concat(...pair.heard.server) },
    events: pair.events,
    closed: SIDES.every(side => pair.isClosed(side)),
    segments: pair.sent,
    micros: pair.nowMicros,
  };
};
