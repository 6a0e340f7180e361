import { ethernet } from '../../shared/protocols/ethernet.ts';
import { ipv4 } from '../../shared/protocols/ipv4.ts';
import { stack } from '../../shared/protocols/stack.ts';
import { type TcpHeader, tcp } from '../../shared/protocols/tcp.ts';

/** A piece of a stream: who said it, on which connection, at which port of the server. */
interface Piece {
  readonly by: string;
  readonly bytes: Uint8Array;
  readonly connection: number;
  readonly port: number;
}

const ADDRESSES: Readonly<Record<string, number>> = { client: 0x0a000002, server: 0x0a000001 };
const MOST_BYTES = 1400;

/** Frames of whole TCP connections that carry `pieces`: handshake, data, close. */
export const framesOfPieces = (pieces: readonly Piece[]): readonly Uint8Array[] => {
  const frames: Uint8Array[] = [];
  const next = new Map<string, number>();
  const say = (piece: Piece, flags: Partial<TcpHeader>, bytes?: Uint8Array): void => {
    const { by, connection, port } = piece;
    const other = by === 'client' ? 'server' : 'client';
    const [own, theirs] = [`${by} ${connection}`, `${other} ${connection}`];
    const clientPort = 50_000 + connection;
    const [sourcePort, destinationPort] = by === 'client' ? [clientPort, port] : [port, clientPort];
    const sequenceNumber = next.get(own) ?? 1000;
    const numbers = { sequenceNumber, acknowledgmentNumber: next.get(theirs) ?? 0, window: 65_535 };
    frames.push(
      stack(
        [
          [ethernet, { destination: 1, source: 2 }],
          [ipv4, { source: ADDRESSES[by] ?? 0, destination: ADDRESSES[other] ?? 0 }],
          [tcp, { sourcePort, destinationPort, ...numbers, ...flags }],
        ],
        bytes,
      ),
    );
    const { syn = 0, fin = 0 } = flags;
    next.set(own, sequenceNumber + (bytes?.length ?? 0) + syn + fin);
  };
  const seen = new Map<number, Piece>();
  for (const piece of pieces) {
    if (!seen.has(piece.connection)) {
      say({ ...piece, by: 'client' }, { syn: 1 });
      say({ ...piece, by: 'server' }, { syn: 1, ack: 1 });
      say({ ...piece, by: 'client' }, { ack: 1 });
    }
    seen.set(piece.connection, piece);
    for (let at = 0; at < piece.bytes.length; at += MOST_BYTES) {
      say(piece, { psh: 1, ack: 1 }, piece.bytes.subarray(at, at + MOST_BYTES));
      say({ ...piece, by: piece.by === 'client' ? 'server' : 'client' }, { ack: 1 });
    }
  }
  for (const piece of seen.values()) {
    say({ ...piece, by: 'client' }, { fin: 1, ack: 1 });
    say({ ...piece, by: 'server' }, { fin: 1, ack: 1 });
    say({ ...piece, by: 'client' }, { ack: 1 });
  }
  return frames;
};
