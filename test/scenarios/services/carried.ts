import type { ServiceSettings, Services } from '../../../shared/network/programs/service.ts';
import { startExchange } from '../../../shared/network/simulator.ts';
import type { ProgramSpec, Topology } from '../../../shared/network/topology.ts';
import { createWorld, type World } from '../../../shared/network/world.ts';
import { complaints, framesOn } from '../../oracle/story.ts';
import { byAutomaton, outcomeOf } from '../../shared/network/play.ts';

/** A client program that a user at 'client' starts. */
export interface Use {
  readonly program: ProgramSpec['name'];
  readonly settings?: ServiceSettings;
}

/** What became of an exchange: its outcome, and what the client program said of it. */
export interface Carried {
  readonly world: World;
  readonly outcomes: readonly (string | undefined)[];
  readonly results: readonly (string | null | undefined)[];
}

/** Lets automata carry what users at 'client' want, one wish after the other, over routers and switches. */
export const carried = (topology: Topology, uses: readonly Use[], services?: Services): Carried => {
  const options = { physical: false, ...(services === undefined ? {} : { services }) };
  const world = createWorld(topology, 'services', options);
  const outcomes = uses.map((use, id) =>
    outcomeOf(startExchange(world, { type: 'use', node: 'client', ...use }, id, byAutomaton)),
  );
  const results = uses.map((_use, id) => world.exchanges.get(id)?.progress.result);
  return { world, outcomes, results };
};

/** All that passed on any link, a character a byte. */
export const wireText = ({ capture }: World): string =>
  capture.map(({ bytes }) => String.fromCharCode(...bytes)).join('');

/** What `make` makes, made when it is first asked for: for what no test changes. */
export const once = <What>(make: () => What): (() => What) => {
  let made: { readonly what: What } | null = null;
  return () => {
    made ??= { what: make() };
    return made.what;
  };
};

const isExcused = (message: string, excused: readonly (string | RegExp)[]): boolean =>
  excused.some(one => (one instanceof RegExp ? one.test(message) : one === message));

/** What tshark objects to on any link of the network, with the link's name; empty when all is well. A frame of which it
 *  says no more than one of the `excused` messages passes. */
export const objections = (
  world: World,
  options: readonly string[] = [],
  excused: readonly (string | RegExp)[] = [],
): readonly string[] =>
  world.topology.links.flatMap(link => {
    const found = complaints(framesOn(world, link), options)
      .split('\n')
      .filter(line => line !== '' && !isExcused(line.split('\t')[1] ?? line, excused));
    return found.length === 0 ? [] : [`${link.a}: ${found.join('\n')}`];
  });
