import { dns } from '../../protocols/dns.ts';
import { enqueue } from '../event-queue.ts';
import type { LinkEnd } from '../link-ends.ts';
import type { Flight } from '../machinery.ts';
import { PROTOCOL_UDP } from '../packets.ts';
import { memoryOf } from '../played/resolver-turn.ts';
import { DNS_PORT } from '../programs/dns-service.ts';
import { countedNumber } from '../programs/resolver/ask.ts';
import { resolverSettings } from '../programs/resolver/told.ts';
import { RECORD_TYPE_NUMBERS } from '../programs/zone.ts';
import { arise } from '../schedule.ts';
import { carriedIn } from '../tap/carried.ts';
import type { Situation } from '../task.ts';
import type { ForgerSpec, NodeSpec } from '../topology.ts';
import type { World } from '../world.ts';

type ForgeReply = Extract<Situation, { readonly type: 'forge-reply' }>;

/** A question about an address, as it goes by in a frame. */
interface Passing {
  readonly source: number;
  readonly destination: number;
  readonly name: string;
  readonly id: number;
  readonly port: number;
}

/** The question about an address that a frame carries; undefined for all other frames. */
export const passingIn = (frame: Uint8Array): Passing | undefined => {
  const carried = carriedIn(frame);
  if (carried?.protocol !== PROTOCOL_UDP || carried.destinationPort !== DNS_PORT) return undefined;
  const message = dns.decode(carried.payload);
  const [question, ...others] = message.ok ? message.value.header.questions : [];
  const isOne = message.ok && message.value.header.qr === 0 && others.length === 0;
  if (!isOne || question?.type !== RECORD_TYPE_NUMBERS.A) return undefined;
  const { source, destination, sourcePort } = carried;
  return {
    source,
    destination,
    name: question.name,
    id: message.value.header.id,
    port: sourcePort,
  };
};

const isClipped = ({ ends }: World, tap: string | undefined): boolean =>
  tap !== undefined && [...ends.values()].some(({ link }) => link.tap === tap);

/**
 * Whether a forger learns of a question on this wire: by its tap, else by knowing when the victim will ask. Every frame
 * comes by here, so its own wire is looked at first.
 */
const isHere = (world: World, { tap, victim }: ForgerSpec, { link, node }: LinkEnd): boolean =>
  link.tap === tap || (node === victim && !isClipped(world, tap));

/** What whoever has just been asked by the victim knows of its next question: a port that is kept, a number that is counted. */
const numbersBefore = ({ nodes }: World, victim: string): ForgeReply['before'] => {
  const run = [...(nodes.get(victim)?.runs.values() ?? [])].find(one => one.service === 'resolver');
  if (run === undefined) return null;
  const { countsNumbers, fixedPort } = resolverSettings(run.settings);
  if (fixedPort === null) return null;
  // The question on its way is counted already.
  const id = countsNumbers ? countedNumber(memoryOf(run).asked - 2) : null;
  return { id, port: fixedPort };
};

const chanceFor = (
  world: World,
  { name: node, programs, forger }: NodeSpec,
  end: LinkEnd,
  { bytes }: Flight,
): ForgeReply | undefined => {
  if (forger === undefined || !isHere(world, forger, end)) return undefined;
  const passing = passingIn(bytes);
  if (passing === undefined || passing.destination !== forger.server) return undefined;
  const { source, name } = passing;
  const isPrey = forger.names.includes(name.toLowerCase());
  if (!isPrey || world.nodes.get(forger.victim)?.addresses.has(source) !== true) return undefined;
  const sees = isClipped(world, forger.tap);
  return {
    type: 'forge-reply',
    program: programs.at(-1)?.name ?? node,
    name: sees ? name : name.toLowerCase(),
    server: forger.server,
    victim: source,
    sees,
    before: sees ? null : numbersBefore(world, forger.victim),
  };
};

/**
 * Whether a forger gets a chance by a frame that is on its way. The frame stands still until it has decided: whoever
 * thinks for a minute is not slower than whoever thinks at once, so that the network alone decides the race.
 */
export const isWatched = (world: World, end: LinkEnd, flight: Flight): boolean => {
  for (const spec of world.forgers) {
    const situation = chanceFor(world, spec, end, flight);
    if (situation === undefined) continue;
    const task = arise(world, {
      node: spec.name,
      layer: 'application',
      situation,
      // Who does not see the question gets no byte of it.
      unit: situation.sees ? flight.bytes : new Uint8Array(),
      exchange: flight.exchange,
      cause: flight.cause,
    });
    world.inner.watched.set(task.id, { flight, delayMicros: end.link.spec.delayMicros });
    return true;
  }
  return false;
};

/** The frame that stood still for this task goes on. */
export const letGo = ({ inner, nowMicros }: World, taskId: number): void => {
  const watched = inner.watched.get(taskId);
  if (watched === undefined) return;
  inner.watched.delete(taskId);
  enqueue(inner.flights, nowMicros + watched.delayMicros, watched.flight);
};
