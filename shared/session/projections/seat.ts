import type { Session } from '../state.ts';
import type { SeatParts } from '../views/seat.ts';

/** Everything that one seat may see, and nothing else. */
export declare const seatParts: (session: Session, playerId: string) => SeatParts;
