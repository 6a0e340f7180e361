import { shuffle } from '../base/random.ts';
import type { Offer } from '../rules/dispatcher.ts';
import type { KindId } from '../rules/kinds.ts';
import { seatOfStation } from '../rules/seating.ts';
import type { CrewGame, CrewState, Seat } from './crew-state.ts';
import type { WantedStep } from './hand-plan.ts';
import { sitterOf } from './players.ts';
import { stepsPerSeat } from './routes.ts';
import type { Session } from './state.ts';

/** Whether a message passes another seat after this step, so that it can have two steps by hand. */
export const goesFurther = (
  crew: CrewState,
  game: CrewGame,
  { route, at, decoy }: Offer,
  { seat }: Seat,
): boolean => {
  const steps = game.routes[route]?.steps ?? [];
  const others = crew.seats.filter(other => other.seat !== seat);
  if (decoy || others.length === 0) return !decoy;
  return steps.slice(at + 1).some(({ station }) => seatOfStation(others, station) >= 0);
};

/** The card at place `pulls` of a seat's deck: the same in every crew, each kind once before any comes again. */
export const deckKind = (
  offers: readonly Offer[],
  seed: string,
  round: number,
  seat: number,
  pulls: number,
): KindId | null => {
  const kinds = [...new Set(offers.map(offer => offer.kind))].sort();
  const turn = Math.floor(pulls / Math.max(1, kinds.length));
  const deck = shuffle(kinds, seed, 'deck', round, seat, turn);
  return deck[pulls % Math.max(1, kinds.length)] ?? null;
};

/** The second step by hand of a scored message: at the least loaded seat further on (GAME §2.5). */
export const secondStep = (
  session: Session,
  crew: CrewState,
  game: CrewGame,
  pull: { readonly kind: KindId; readonly route: number },
  puller: Seat,
): readonly WantedStep[] => {
  const route = game.routes[pull.route];
  if (route === undefined) return [];
  const steps = stepsPerSeat(route, crew.seats);
  const at = steps.find(step => step.seat === puller.seat && step.kind === pull.kind)?.at ?? 0;
  const further = new Set(route.steps.slice(at + 1).map(({ station }) => station));
  const others = crew.seats.filter(
    seat =>
      seat !== puller &&
      sitterOf(session, seat) !== null &&
      seat.stations.some(station => further.has(station)),
  );
  const least = Math.min(...others.map(({ tray }) => tray.length));
  const seat = others.find(({ tray }) => tray.length === least);
  return seat === undefined ? [] : [{ seat: seat.seat, kind: null }];
};
