import { describe, expect, test } from 'vitest';
import { draw, drawInteger } from '../../../../../shared/base/random.ts';
import type { Program, ProgramFacts } from '../../../../../shared/network/programs/program.ts';
import type { ResolverState } from '../../../../../shared/network/programs/resolver/desk.ts';
import { chanceOfForgery } from '../../../../../shared/network/programs/resolver/forgery.ts';
import { resolver } from '../../../../../shared/network/programs/resolver/resolver.ts';
import {
  careful,
  type ResolverSettings,
} from '../../../../../shared/network/programs/resolver/settings.ts';
import { makeQuery } from '../../../../../shared/network/programs/stub-resolver.ts';
import { type DnsMessage, dns } from '../../../../../shared/protocols/dns.ts';
import { CLIENT, evil, RESOLVER, ROOT } from './small-internet.ts';

interface Asked {
  readonly program: Program<ResolverState>;
  readonly state: ResolverState;
  readonly facts: ProgramFacts;
  readonly query: DnsMessage;
  readonly port: number;
}

/** A resolver that has just asked the root for a name. */
const asking = (settings: ResolverSettings, name: string, seed: string): Asked => {
  const facts = {
    nowMicros: 0,
    addresses: [RESOLVER],
    draw: (...purpose: readonly (string | number)[]) => draw(seed, ...purpose),
  };
  const program = resolver(settings);
  const bytes = dns.encode(makeQuery({ id: 1, name, recordType: 1 }));
  const peer = { address: CLIENT, port: 40_000 };
  const event = { type: 'datagram', port: 53, peer, bytes } as const;
  const { state, effects } = program.step(program.start(facts).state, event, facts);
  const sent = effects.find(({ type }) => type === 'send-datagram');
  if (sent?.type !== 'send-datagram') throw new Error('nothing was asked');
  const decoded = dns.decode(sent.bytes);
  if (!decoded.ok) throw new Error(decoded.error.code);
  return { program, state, facts, query: decoded.value.header, port: sent.port };
};

/** Whether one of `guesses` forged answers is believed before the true one comes. */
const race = (
  { program, state, facts, query, port }: Asked,
  guesses: number,
  identifiers: number,
  seed: string,
): boolean => {
  let current = state;
  for (let guess = 0; guess < guesses; guess++) {
    const id = drawInteger(identifiers, seed, 'guess', guess);
    const questions = query.questions.map(one => ({
      ...one,
      name: [...one.name]
        .map((sign, at) =>
          draw(seed, 'letter', guess, at) < 0.5 ? sign.toLowerCase() : sign.toUpperCase(),
        )
        .join(''),
    }));
    const answers = questions.map(({ name }) => evil(name));
    const bytes = dns.encode({ id, qr: 1, aa: 1, questions, answers });
    const event = { type: 'datagram', port, peer: { address: ROOT, port: 53 }, bytes } as const;
    const turn = program.step(current, event, facts);
    // A right identifier with wrong letters makes the resolver ask over a stream, where it cannot be deceived.
    if (turn.effects.some(({ type }) => type === 'connect')) return false;
    if (turn.effects.some(({ type }) => type === 'send-datagram')) return true;
    current = turn.state;
  }
  return false;
};

describe('the race of a forger', () => {
  const TRIALS = 1500;
  test.each([
    ['a toy of 256 identifiers', 256, 20],
    ['more guesses', 256, 100],
    ['fewer identifiers', 64, 10],
  ])('%s: won as often as the formula says', (_fact, identifiers, guesses) => {
    const hints = [{ name: 'ns.example', addresses: [ROOT] }];
    const settings = { ...careful(hints), identifiers, fixedPort: 5353, mixesCase: false };
    let won = 0;
    for (let trial = 0; trial < TRIALS; trial++) {
      const asked = asking(settings, '1.2', `trial ${trial}`);
      if (race(asked, guesses, identifiers, `forger ${trial}`)) won += 1;
    }
    const chance = chanceOfForgery(guesses, { identifiers, ports: 1, letters: 0 });
    const deviation = Math.sqrt(TRIALS * chance * (1 - chance));
    expect(Math.abs(won - TRIALS * chance) / deviation).toBeLessThan(3.5);
  });

  test('each letter in random case halves the chance, and the first near miss ends the race', () => {
    const hints = [{ name: 'ns.example', addresses: [ROOT] }];
    const settings = { ...careful(hints), identifiers: 1, fixedPort: 5353 };
    let won = 0;
    for (let trial = 0; trial < TRIALS; trial++) {
      const asked = asking(settings, 'a1b2', `trial ${trial}`);
      if (race(asked, 1, 1, `forger ${trial}`)) won += 1;
    }
    const chance = chanceOfForgery(1, { identifiers: 1, ports: 1, letters: 2 });
    expect(chance).toBe(0.25);
    const deviation = Math.sqrt(TRIALS * chance * (1 - chance));
    expect(Math.abs(won - TRIALS * chance) / deviation).toBeLessThan(3.5);
  });

  test.each([
    [1000, { identifiers: 65_536, ports: 1, letters: 0 }, 0.01514],
    [1000, { identifiers: 65_536, ports: 64, letters: 0 }, 0.000238],
    [65_536, { identifiers: 65_536, ports: 1, letters: 0 }, 0.63212],
    [1000, { identifiers: 65_536, ports: 64_512, letters: 12 }, 5.77e-11],
  ])('%i guesses against %o', (guesses, unknowns, chance) => {
    const known = chanceOfForgery(guesses, unknowns);
    expect(Math.abs(known - chance)).toBeLessThan(chance * 0.01);
  });

  test('identifiers and ports are spread over their whole range', () => {
    const hints = [{ name: 'ns.example', addresses: [ROOT] }];
    const ids = new Set<number>();
    const ports = new Set<number>();
    for (let trial = 0; trial < 500; trial++) {
      const { query, port } = asking(careful(hints), 'www.example', `spread ${trial}`);
      ids.add(query.id >> 12);
      ports.add(port >> 12);
      expect(port).toBeGreaterThanOrEqual(1024);
      expect(port).toBeLessThan(65_536);
    }
    expect(ids.size).toBe(16);
    expect(ports.size).toBe(16);
  });
});
