import { draw } from '../base/random.ts';
import type { KindId } from './kinds.ts';

/** Units in one seat's hands, bench included, above which nothing stops there (GAME §1 rule 2). */
export const TRAY_LIMIT = 2;
/** Share of arrivals upwards that bring a unit nobody asked for (rule 4). */
export const DECOY_SHARE = 0.15;
/** Parts of the round after which all-hands messages are released (rule 5); the second for small crews only. */
const ALL_HANDS_AT = [0.12, 0.45] as const;
const SMALL_CREW = 5;
/** Tries of a kind at one level after which it is spent there (rule 6). */
export const SPENT_AFTER = 3;
/** Milliseconds of empty tray before side work is offered. */
export const SIDE_WORK_AFTER_MS = 8000;

/** What comes only if an address has to be asked for just then: nothing to promise where anything else can be. */
export const isOfResolution = (kind: KindId): boolean =>
  kind.startsWith('arp/') || kind === 'frame/carries-arp' || kind === 'tap/resolves';

/** Address resolution: every message for the same next hop waits while such a step lies in a tray. */
export const isResolving = (kind: KindId): boolean =>
  (kind.startsWith('arp/') && kind !== 'arp/not-me') || kind === 'frame/carries-arp';

/** Resolutions by hand that a crew may have at a time: more would leave others without work. */
const RESOLUTIONS_AT_ONCE = 1;

/** One way to bring a kind to a seat. */
export interface Offer {
  readonly kind: KindId;
  /** Index of the route: a message template with what is forgotten for it. */
  readonly route: number;
  readonly weight: number;
  /** A unit that nobody asked for. */
  readonly decoy: boolean;
  /** Index of the step along the route. */
  readonly at: number;
  /** Steps from this one to the next delivery of the message. */
  readonly stepsToDelivery: number;
  /** Whether many other messages wait while such a step lies in a tray. */
  readonly holdsUpOthers: boolean;
}

/** What the dispatcher knows of a person and a kind. */
export interface Practice {
  readonly done: number;
  readonly doneAtLevel: number;
  /** At the hardest level, and tried often enough. */
  readonly spent: boolean;
}

export interface Puller {
  readonly seed: string;
  /** Counts the messages this seat has pulled. */
  readonly pulls: number;
  readonly lastKind: KindId | null;
  readonly practice: (kind: KindId) => Practice;
  /** Nothing has been delivered yet and this is the seat's first task. */
  readonly opening: boolean;
}

const isNew = (puller: Puller) => (offer: Offer) => puller.practice(offer.kind).done === 0;

/** By lot; the first one also when all that is asked for has been met: then it is what is new here. */
const isTurnOfDecoy = (offers: readonly Offer[], puller: Puller): boolean => {
  if (puller.opening) return false;
  if (draw(puller.seed, puller.pulls, 'decoy') < DECOY_SHARE) return true;
  const decoys = offers.filter(({ decoy }) => decoy);
  const others = offers.filter(({ decoy }) => !decoy);
  return decoys.every(isNew(puller)) && !others.some(isNew(puller));
};

const offersOfTurn = (offers: readonly Offer[], puller: Puller): readonly Offer[] => {
  const isDecoyTurn = isTurnOfDecoy(offers, puller);
  const usual = offers.filter(offer => offer.decoy === isDecoyTurn);
  return usual.length > 0 ? usual : offers;
};

const leastDone = (offers: readonly Offer[], puller: Puller): KindId | null => {
  const kinds = [...new Set(offers.map(offer => offer.kind))]
    .filter(kind => !puller.practice(kind).spent)
    .map(kind => ({
      kind,
      ...puller.practice(kind),
      steps: puller.opening
        ? Math.min(...offers.flatMap(o => (o.kind === kind ? [o.stepsToDelivery] : [])))
        : 0,
      luck: draw(puller.seed, puller.pulls, kind, 'kind'),
    }));
  kinds.sort(
    (a, b) =>
      a.steps - b.steps || a.doneAtLevel - b.doneAtLevel || a.done - b.done || a.luck - b.luck,
  );
  const other = kinds.find(({ kind }) => kind !== puller.lastKind);
  return (other ?? kinds[0])?.kind ?? null;
};

const heaviest = (offers: readonly Offer[], puller: Puller): Offer | null => {
  let best: Offer | null = null;
  let bestLuck = -1;
  for (const offer of offers) {
    // Weighted draw without a shared sequence: the largest of u^(1/weight) wins.
    const luck = draw(puller.seed, puller.pulls, offer.route, 'route') ** (1 / offer.weight);
    if (luck > bestLuck) [best, bestLuck] = [offer, luck];
  }
  return best;
};

/**
 * The offers that hold up nobody else too long, while `resolving` resolutions of the crew lie in trays. A big crew has
 * room for one more where nothing else would be new to the person.
 */
export const withoutHoldUps = (
  offers: readonly Offer[],
  puller: Puller,
  resolving: number,
  crewSize: number,
): readonly Offer[] => {
  const easy = offers.filter(({ holdsUpOthers }) => !holdsUpOthers);
  const isNeeded = offers.some(isNew(puller)) && !easy.some(isNew(puller));
  const limit = RESOLUTIONS_AT_ONCE + (crewSize > SMALL_CREW && isNeeded ? 1 : 0);
  return resolving < limit || easy.length === 0 ? offers : easy;
};

/**
 * Which message an idle seat pulls, and for which kind (GAME §1 rules 1, 3, 4, 6): the kind done least, never the same
 * twice running where there is another. Null when nothing is left to learn here.
 */
export const choosePull = (offers: readonly Offer[], puller: Puller): Offer | null => {
  const turn = offersOfTurn(offers, puller);
  const ofTurn = leastDone(turn, puller);
  const kind = ofTurn ?? leastDone(offers, puller);
  const bringing = (ofTurn === null ? offers : turn).filter(offer => offer.kind === kind);
  if (!puller.opening) return heaviest(bringing, puller);
  const nearest = Math.min(...bringing.map(offer => offer.stepsToDelivery));
  return heaviest(
    bringing.filter(offer => offer.stepsToDelivery === nearest),
    puller,
  );
};

/** A step that reaches a seat on its way, where nothing promised it. */
export interface Passing {
  readonly doneAtLevel: number;
  /** Units in that seat's hands, bench included. */
  readonly held: number;
  readonly holdsKind: boolean;
  /** Further seats this message has stopped at. */
  readonly stops: number;
  /** Whether the crew has had its first delivery. */
  readonly delivered: boolean;
  readonly crewSize: number;
  /** Others may wait for it: it stops only where it was promised. */
  readonly isResolving: boolean;
}

/** Whether a message stops at a seat that it only passes (GAME §1 rules 2 and 3). */
export const stopsHere = (passing: Passing): boolean => {
  const limit = passing.crewSize <= 2 ? 0 : 1;
  if (passing.isResolving || (!passing.delivered && passing.stops >= limit)) return false;
  return passing.doneAtLevel === 0 && !passing.holdsKind && passing.held < TRAY_LIMIT;
};

/** How many all-hands messages should have been released by now. `share` of the round, 0 to 1. */
export const allHandsDue = (share: number, crewSize: number): number =>
  ALL_HANDS_AT.filter((at, index) => share >= at && (index === 0 || crewSize <= SMALL_CREW)).length;
