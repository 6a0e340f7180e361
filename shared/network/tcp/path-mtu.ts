import { bytesInFlight, type TcpConnection, type TcpStep } from './connection.ts';
import { extensionsOf } from './extensions.ts';
import { resendAll } from './recovery.ts';
import { sendAgain } from './resend.ts';
import { flush } from './send.ts';
import { distance } from './sequence.ts';
import { begin, finish, update } from './step.ts';

/** IPv4 and TCP headers without options. */
const HEADER_BYTES = 40;
/** Every link carries at least this, RFC 791 §3.2; less is never believed, RFC 1191 §3. */
const LEAST_MTU_BYTES = 68;

/** What is said of the way: both headers without options, and what every link carries there, where it is not IPv4. */
interface Said {
  readonly sequenceNumber: number;
  readonly nextHopMtuBytes: number;
  readonly headerBytes?: number;
  readonly leastMtuBytes?: number;
}

/** Plateaus to try where an old router does not say its MTU, RFC 1191 §7.1. */
const PLATEAUS = [32_000, 17_914, 8166, 4352, 2002, 1492, 1006, 508, 296, LEAST_MTU_BYTES];

/** The MTU in bytes to go on with after a packet of `packetBytes` was too large; `saidBytes` 0: nobody said, RFC 1191 §5. */
export const believedMtu = (
  saidBytes: number,
  packetBytes: number,
  leastBytes: number = LEAST_MTU_BYTES,
): number =>
  saidBytes > 0
    ? Math.max(leastBytes, saidBytes)
    : (PLATEAUS.find(plateau => plateau < packetBytes) ?? LEAST_MTU_BYTES);

/**
 * ICMP "fragmentation needed" has come, quoting a segment of ours, RFC 1191 §3: pieces become smaller and what was too
 * long goes again at once, without a smaller congestion window (§6.4). A quoted number that is not under way is
 * somebody else's guess, RFC 5927 §4.1. `nextHopMtuBytes` 0: the router did not say.
 */
export const reducePathMtu = (
  connection: TcpConnection,
  said: Said,
  nowMicros: number,
): TcpStep => {
  const progress = begin(connection, nowMicros);
  const { sendUnacknowledged, sendNext, sendMaximumSegmentSize } = connection;
  const { congestion } = extensionsOf(connection);
  const isOurs =
    distance(sendUnacknowledged, said.sequenceNumber) < distance(sendUnacknowledged, sendNext);
  const { nextHopMtuBytes, headerBytes = HEADER_BYTES, leastMtuBytes } = said;
  const packetBytes = sendMaximumSegmentSize + headerBytes;
  const segmentBytes = believedMtu(nextHopMtuBytes, packetBytes, leastMtuBytes) - headerBytes;
  if (!isOurs || segmentBytes >= sendMaximumSegmentSize || bytesInFlight(connection) <= 0) {
    return finish(progress);
  }
  const smaller = update(progress, {
    sendMaximumSegmentSize: segmentBytes,
    roundTrip: { ...connection.roundTrip, timed: null },
    recoverUntil: congestion === null ? sendNext : null,
  });
  return finish(congestion === null ? sendAgain(smaller) : flush(resendAll(smaller)));
};
