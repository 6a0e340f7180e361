import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { join } from 'node:path';
import { BROADCAST_MAC, type MacAddress } from '../../shared/base/address.ts';
import { concat } from '../../shared/base/bytes.ts';
import { draw } from '../../shared/base/random.ts';
import type {
  Program,
  ProgramEffect,
  ProgramEvent,
} from '../../shared/network/programs/program.ts';
import { ethernet } from '../../shared/protocols/ethernet.ts';
import { ipv4 } from '../../shared/protocols/ipv4.ts';
import { stack } from '../../shared/protocols/stack.ts';
import { udp } from '../../shared/protocols/udp.ts';

const PIPE = join(import.meta.dirname, 'packet-pipe.py');
const EVERYBODY = 0xffffffff;

/** A host of one program with a card on a real wire: the far end of a pair of interfaces in a network namespace of its
 *  own. It speaks UDP in frames that the engine writes and reads, and knows cards only from what it has heard. */
export class OnWire<State> {
  state: State;
  readonly results: string[] = [];
  readonly frames: Uint8Array[] = [];
  private readonly program: Program<State>;
  private readonly card: MacAddress;
  private readonly address: number;
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly cards = new Map<number, MacAddress>();
  private readonly timers: NodeJS.Timeout[] = [];
  private heard: Uint8Array = new Uint8Array(0);
  private events = 0;

  /** `besides` are shell commands run in the namespace, where the near end is called `near`. */
  constructor(program: Program<State>, card: MacAddress, address: number, besides: string) {
    this.program = program;
    this.card = card;
    this.address = address;
    const set =
      'ip link add near type veth peer name far && ip link set near up && ip link set far up';
    const script = `${set} && (${besides}) & sleep 0.3; exec /usr/bin/python3 ${PIPE} far`;
    this.child = spawn('unshare', ['-n', 'bash', '-c', `ip link set lo up; ${script}`], {
      detached: true,
    });
    this.child.stdout.on('data', (piece: Buffer) => this.hear(new Uint8Array(piece)));
    const turn = program.start(this.facts());
    this.state = turn.state;
    this.perform(turn.effects);
  }

  /** Ends everything in the namespace. */
  close(): void {
    for (const timer of this.timers) clearTimeout(timer);
    if (this.child.pid === undefined) return;
    try {
      process.kill(-this.child.pid, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }

  private facts() {
    return {
      nowMicros: Math.round(performance.now() * 1000),
      addresses: this.address === 0 ? [] : [this.address],
      draw: (...purpose: readonly (string | number)[]) => draw('wire', this.events, ...purpose),
    };
  }

  private hear(piece: Uint8Array): void {
    this.heard = concat(this.heard, piece);
    while (this.heard.length >= 2) {
      const length = ((this.heard[0] ?? 0) << 8) | (this.heard[1] ?? 0);
      if (this.heard.length < 2 + length) return;
      this.take(this.heard.slice(2, 2 + length));
      this.heard = this.heard.slice(2 + length);
    }
  }

  private take(frame: Uint8Array): void {
    const packet = ipv4.decode(frame, 14);
    if (ethernet.view(frame, 0).etherType !== 0x0800 || !packet.ok) return;
    const { header, payloadStart, payloadEnd } = packet.value;
    const datagram = header.protocol === 17 ? udp.decode(frame, payloadStart, payloadEnd) : packet;
    if (header.protocol !== 17 || !datagram.ok || !('sourcePort' in datagram.value.header)) return;
    this.frames.push(frame);
    this.cards.set(header.source, ethernet.view(frame, 0).source);
    const { sourcePort, destinationPort } = datagram.value.header;
    const bytes = frame.slice(datagram.value.payloadStart, datagram.value.payloadEnd);
    const peer = { address: header.source, port: sourcePort };
    this.step({ type: 'datagram', port: destinationPort, peer, at: this.address, bytes });
  }

  private step(event: ProgramEvent): void {
    this.events += 1;
    const turn = this.program.step(this.state, event, this.facts());
    this.state = turn.state;
    this.perform(turn.effects);
  }

  private perform(effects: readonly ProgramEffect[]): void {
    for (const effect of effects) {
      if (effect.type === 'done') this.results.push(effect.result);
      if (effect.type === 'send-datagram') this.send(effect);
      if (effect.type !== 'set-timer') continue;
      const { name, afterMicros } = effect;
      const timer = setTimeout(() => this.step({ type: 'timer', name }), afterMicros / 1000);
      this.timers.push(timer);
    }
  }

  private send(effect: Extract<ProgramEffect, { type: 'send-datagram' }>): void {
    const destination = Number(effect.peer.address);
    const known = destination === EVERYBODY ? BROADCAST_MAC : this.cards.get(destination);
    const frame = stack(
      [
        [ethernet, { source: this.card, destination: effect.hardware ?? known ?? BROADCAST_MAC }],
        [ipv4, { source: Number(effect.from ?? this.address), destination }],
        [udp, { sourcePort: effect.port, destinationPort: effect.peer.port }],
      ],
      effect.bytes,
    ).slice(0, -4);
    this.frames.push(frame);
    this.child.stdin.write(concat(Uint8Array.of(frame.length >> 8, frame.length & 255), frame));
  }
}
