import { draw } from '../base/random.ts';
import { startExchange } from '../network/simulator.ts';
import {
  choosePull,
  isOfResolution,
  type Offer,
  type Puller,
  SPENT_AFTER,
  withoutHoldUps,
} from '../rules/dispatcher.ts';
import type { KindId } from '../rules/kinds.ts';
import { assignFor } from './assign.ts';
import type { CrewGame, CrewState, Seat, TrayItem } from './crew-state.ts';
import { deckKind, goesFurther, secondStep } from './deck.ts';
import type { Carried, HandPlan, Repeat, WantedStep } from './hand-plan.ts';
import type { Player } from './player-state.ts';
import { sitterOf } from './players.ts';
import { stepsPerSeat } from './routes.ts';
import { settle } from './settle.ts';
import type { Session } from './state.ts';
import { tellCrew } from './touch.ts';

interface Wish {
  readonly template: number;
  readonly pulledBy: number | null;
  readonly wanted: readonly WantedStep[];
  readonly allHands: number | null;
  readonly again: Repeat | null;
  /** Null: a new message. */
  readonly carried: Carried | null;
}

/** Starts a message with its plan of steps by hand, and lets the network run to rest. Its plan says what came. */
export const release = (
  session: Session,
  crew: CrewState,
  game: CrewGame,
  { carried, ...wish }: Wish,
): HandPlan | null => {
  const template = game.templates[wish.template];
  if (template === undefined) return null;
  const exchange = game.nextExchange;
  game.nextExchange += 1;
  const plan: HandPlan = {
    exchange,
    ...wish,
    come: new Set(),
    stops: [],
    byHand: 0,
    ...(carried ?? { startedMs: session.clock.playMs, errors: 0, hintMs: 0 }),
    stuck: false,
    ended: null,
  };
  game.plans.set(exchange, plan);
  game.starting = exchange;
  const happenings = startExchange(
    game.world,
    template.spec,
    exchange,
    assignFor(session, crew, game),
  );
  game.starting = null;
  settle(session, crew, game, happenings);
  return plan;
};

const spent = (player: Player, kind: KindId): boolean => {
  const record = player.kinds.get(kind);
  if (record === undefined) return false;
  return (
    record.apprentice === 'works' || (record.level === 'hex' && record.doneAtLevel >= SPENT_AFTER)
  );
};

const pullerOf = (session: Session, crew: CrewState, seat: Seat, player: Player): Puller => ({
  seed: `${session.seed}/${session.round}/${crew.crew}/${seat.seat}`,
  pulls: seat.pulls,
  lastKind: seat.lastKind,
  opening: seat.pulls === 0,
  practice: kind => {
    const record = player.kinds.get(kind);
    return {
      done: record?.done ?? 0,
      doneAtLevel: record?.doneAtLevel ?? 0,
      spent: spent(player, kind),
    };
  },
});

/** What is still to learn may be held up by others: until it comes, what is spent comes once more. */
const whileWaiting = (puller: Puller, game: CrewGame, { seat }: Seat): Puller => {
  const offers = game.offers[seat] ?? [];
  const isAllSpent = offers.every(({ kind }) => puller.practice(kind).spent);
  return { ...puller, practice: kind => ({ ...puller.practice(kind), spent: isAllSpent }) };
};

const pullOf = (
  session: Session,
  crew: CrewState,
  game: CrewGame,
  seat: Seat,
  player: Player,
): { readonly kind: KindId; readonly route: number } | null => {
  if (session.settings.format !== 'competition') {
    const puller = pullerOf(session, crew, seat, player);
    const open = openOffers(crew, game, seat, puller);
    return choosePull(open, puller) ?? choosePull(open, whileWaiting(puller, game, seat));
  }
  // All that can ever come here, not what can come now: a deck is the same in every crew.
  const offers = game.offers[seat.seat] ?? [];
  const scored = offers.filter(offer => goesFurther(crew, game, offer, seat));
  const kind = deckKind(scored, session.seed, session.round, seat.seat, seat.pulls);
  const bringing = scored.filter(offer => offer.kind === kind);
  // The same message for the same place in the deck, whichever crew pulls it.
  const luck = draw(session.seed, 'deck', session.round, seat.seat, seat.pulls);
  return bringing[Math.floor(luck * bringing.length)] ?? null;
};

/** Messages that the dispatcher starts for one seat before it leaves it alone until the next tick. */
const TRIES = 6;

/** How many steps the messages that are held up somewhere have come: another of the same would come as far. */
const heldUp = (game: CrewGame): ReadonlyMap<number, number> => {
  const held = new Map<number, number>();
  for (const plan of game.plans.values()) {
    if (!plan.stuck || plan.ended !== null) continue;
    const message = game.templates[plan.template]?.message ?? -1;
    held.set(message, game.world.exchanges.get(plan.exchange)?.tasks.length ?? 0);
  }
  return held;
};

const isHoldUp = (game: CrewGame, { seat }: Seat, { task, kind }: TrayItem): boolean => {
  const template = game.plans.get(task.exchange ?? -1)?.template;
  const offer = game.offers[seat]?.find(one => one.route === template && one.kind === kind);
  return offer?.holdsUpOthers ?? false;
};

/** What can be brought to a seat now. */
const openOffers = (
  crew: CrewState,
  game: CrewGame,
  seat: Seat,
  puller: Puller,
): readonly Offer[] => {
  const held = heldUp(game);
  const free = (game.offers[seat.seat] ?? []).filter(
    ({ route, at }) =>
      at < (held.get(game.templates[route]?.message ?? -1) ?? Number.POSITIVE_INFINITY),
  );
  const resolving = crew.seats.flatMap(other =>
    other.tray.filter(item => isHoldUp(game, other, item)),
  ).length;
  return withoutHoldUps(free, puller, resolving, crew.seats.length);
};

const pullOnce = (session: Session, crew: CrewState, game: CrewGame, seat: Seat): boolean => {
  const player = sitterOf(session, seat);
  const pull = player === null ? null : pullOf(session, crew, game, seat, player);
  seat.pulls += 1;
  if (pull === null) return false;
  const isCompetition = session.settings.format === 'competition';
  const second = isCompetition ? secondStep(session, crew, game, pull, seat) : [];
  const plan = release(session, crew, game, {
    template: pull.route,
    pulledBy: seat.seat,
    wanted: [{ seat: seat.seat, kind: pull.kind }, ...second],
    allHands: null,
    again: null,
    carried: null,
  });
  if (seat.tray.length > 0) seat.lastKind = pull.kind;
  else if (plan !== null) plan.stuck = true;
  return true;
};

/** Feeds an idle seat: a message whose next step by hand is its own (GAME §1 rule 1). True when something came. */
export const feed = (session: Session, crew: CrewState, game: CrewGame, seat: Seat): boolean => {
  for (let tries = 0; tries < TRIES && seat.tray.length === 0; tries += 1) {
    if (!pullOnce(session, crew, game, seat)) return false;
  }
  return seat.tray.length > 0;
};

interface Cover {
  readonly template: number;
  readonly wanted: readonly WantedStep[];
}

const coverBy = (crew: CrewState, game: CrewGame, missing: readonly Seat[], kindRank: Rank) =>
  game.routes
    .map((route, template): Cover => {
      const steps = route.decoy ? [] : stepsPerSeat(route, crew.seats);
      const wanted = missing.flatMap(seat => {
        const own = steps.filter(step => step.seat === seat.seat);
        own.sort(
          (a, b) =>
            Number(isOfResolution(a.kind)) - Number(isOfResolution(b.kind)) ||
            kindRank(seat, a.kind) - kindRank(seat, b.kind) ||
            a.at - b.at,
        );
        return own.slice(0, 1).map(({ kind }) => ({ seat: seat.seat, kind }));
      });
      return { template, wanted };
    })
    .reduce((best, one) => (one.wanted.length > best.wanted.length ? one : best));

type Rank = (seat: Seat, kind: KindId) => number;

/**
 * Releases an all-hands message: one step by hand for every seat that somebody plays (GAME §1 rule 5). Where no single
 * message passes all of them (two clients), its parts leave together.
 */
export const releaseAllHands = (session: Session, crew: CrewState, game: CrewGame): void => {
  game.released += 1;
  const rank: Rank = (seat, kind) => sitterOf(session, seat)?.kinds.get(kind)?.doneAtLevel ?? 0;
  let missing = crew.seats.filter(seat => sitterOf(session, seat) !== null);
  const parts: Cover[] = [];
  while (missing.length > 0) {
    const part = coverBy(crew, game, missing, rank);
    if (part.wanted.length === 0) break;
    parts.push(part);
    missing = missing.filter(seat => !part.wanted.some(step => step.seat === seat.seat));
  }
  if (parts.length > 0) tellCrew(session, crew, 'log/all-hands-released');
  for (const part of parts) {
    release(session, crew, game, {
      ...part,
      pulledBy: null,
      allHands: game.released,
      again: null,
      carried: null,
    });
  }
};
