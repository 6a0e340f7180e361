import { pick } from '../base/random.ts';
import type { World } from '../network/world.ts';
import type { Puzzle } from './puzzle.ts';
import { cardsOf, listenersOf } from './world-facts.ts';

/** What a frame may carry next, by what went by before; words in the lessons. */
const NEXT = ['syn-ack', 'ack', 'rst', 'dns-answer', 'arp-reply'] as const;
type Next = (typeof NEXT)[number];

/** A port of the dynamic range, where no service waits: RFC 6335 §6. */
const CLOSED_PORT = 50_001;

interface Seen {
  readonly seen: string;
  readonly host: string;
  readonly port: string;
  readonly right: Next;
}

const afterOpening = (world: World, seed: string, n: number): Seen | null => {
  const open = listenersOf(world).filter(({ listens }) => listens.protocol === 'tcp');
  const listener = pick(open, seed, n, 'listener');
  if (listener === undefined) return null;
  const { node, listens } = listener;
  const host = node.spec.name;
  const sorts: readonly Seen[] = [
    { seen: 'syn', host, port: String(listens.port), right: 'syn-ack' },
    { seen: 'syn', host, port: String(CLOSED_PORT), right: 'rst' },
    { seen: 'syn-ack', host, port: String(listens.port), right: 'ack' },
  ];
  return pick(sorts, seed, n, 'sort') ?? null;
};

const afterQuestion = (world: World, seed: string, n: number): Seen | null => {
  const servers = listenersOf(world).filter(({ listens }) => listens.port === 53);
  const server = pick(servers, seed, n, 'server');
  if (server === undefined) return null;
  return { seen: 'dns-question', host: server.node.spec.name, port: '53', right: 'dns-answer' };
};

const afterAsking = (world: World, seed: string, n: number): Seen | null => {
  const card = pick(cardsOf(world), seed, n, 'card');
  if (card === undefined) return null;
  return { seen: 'arp-request', host: card.node.spec.name, port: '', right: 'arp-reply' };
};

const SORTS = [afterOpening, afterQuestion, afterAsking] as const;

/** What the next frame of a conversation carries, by what this network would do. Nobody filters where a tap is. */
export const nextFrameQuestion = (world: World, seed: string, n: number): Puzzle | null => {
  if ([...world.nodes.values()].some(({ filter }) => filter !== null)) return null;
  const sort = pick(SORTS, seed, n, 'what went by') ?? afterAsking;
  const before = sort(world, seed, n);
  if (before === null) return null;
  const { seen, host, port, right } = before;
  return {
    facts: { question: `next-${seen}`, host, port },
    choices: NEXT.filter(next => next !== right),
    right,
  };
};
