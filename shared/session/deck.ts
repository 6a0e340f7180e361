import { shuffle } from '../base/random.ts';
import type { Offer } from '../rules/dispatcher.ts';
import type { KindId } from '../rules/kinds.ts';
import type { CrewGame, CrewState, Seat } from './crew-state.ts';
import type { WantedStep } from './hand-plan.ts';
import { sitterOf } from './players.ts';
import { stepsPerSeat } from './routes.ts';
import type { Session } from './state.ts';

/** The card at place `pulls` of a seat's deck: the same in every crew, each kind once before any comes again. */
export const deckKind = (
  offers: readonly Offer[],
  seed: string,
  round: number,
  seat: number,
  pulls: number,
): KindId | null => {
  const kinds = [...new Set(offers.filter(offer => !offer.decoy).map(offer => offer.kind))].sort();
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
  const first = steps.find(step => step.seat === puller.seat && step.kind === pull.kind);
  const others = steps.filter(({ seat }) => {
    const other = crew.seats[seat];
    return seat !== puller.seat && other !== undefined && sitterOf(session, other) !== null;
  });
  const further = others.filter(step => step.at > (first?.at ?? 0));
  const possible = further.length > 0 ? further : others;
  const load = (seat: number): number => crew.seats[seat]?.tray.length ?? 0;
  const least = Math.min(...possible.map(step => load(step.seat)));
  const step = possible.find(one => load(one.seat) === least);
  return step === undefined ? [] : [{ seat: step.seat, kind: null }];
};
