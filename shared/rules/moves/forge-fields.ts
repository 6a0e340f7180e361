import { parseIpv4 } from '../../base/address.ts';
import { knowsNumber, knowsPort, ownerOf } from '../../network/automaton/forger.ts';
import { passingIn } from '../../network/forger/chance.ts';
import { DNS_PORT } from '../../network/programs/dns-service.ts';
import { sameName } from '../../network/programs/zone.ts';
import { type Layer, stationOf, type Value } from '../../network/task.ts';
import { cardsOf, zoneRecordsIn } from '../world-facts.ts';
import { addressNote, distinct, found, type SituationOf, shownBy } from './checks.ts';
import type { FieldRule, Found, Scene } from './move.ts';

/** A forger's chance. */
export type ForgeReply = SituationOf<'forge-reply'>;
type Rule = FieldRule<ForgeReply>;

/** Ports below are for services, RFC 6056 §3.2. */
const FIRST_FREE_PORT = 1024;

/** Who would notice: the program that the answer is for, or where it finds none. */
const readerAt = ({ world, situation }: Scene<ForgeReply>, layer: Layer): string =>
  stationOf(ownerOf(world, situation.victim), layer);

const lookAlike = ({ node }: Scene<ForgeReply>): number => node.spec.forger?.lookAlike ?? 0;

const refuted = (scene: Scene<ForgeReply>, one: Found): Found => ({
  speaker: readerAt(scene, 'application'),
  ...one,
});

const wears: Rule = {
  path: 'wears',
  input: 'ipv4',
  bits: 32,
  check: (scene, given) => {
    const { server } = scene.situation;
    if (typeof given !== 'number' || given === server) return null;
    const isOwn = scene.node.addresses.has(given);
    return refuted(scene, found(isOwn ? 'forge/own-source' : 'forge/other-source', server));
  },
  decoys: scene =>
    distinct([
      ...scene.node.addresses,
      scene.situation.victim,
      lookAlike(scene),
      ...cardsOf(scene.world).map(card => card.interface.address),
    ]),
  note: addressNote,
};

/** The question as it went by, where the forger saw it. */
export const seenIn = (scene: Scene<ForgeReply>) =>
  scene.situation.sees ? passingIn(scene.task.unit) : undefined;

const wrongPort = (scene: Scene<ForgeReply>, given: Value): boolean =>
  knowsPort(scene.situation)
    ? given !== scene.right.values.toPort
    : Number(given) < FIRST_FREE_PORT;

const toPort: Rule = {
  path: 'toPort',
  input: 'number',
  tells: true,
  check: (scene, given) => {
    if (!wrongPort(scene, given)) return null;
    const code = given === DNS_PORT ? 'forge/port-of-service' : 'forge/port-other';
    const expected = knowsPort(scene.situation) ? scene.right.values.toPort : undefined;
    return refuted(scene, { ...found(code, expected), speaker: readerAt(scene, 'transport') });
  },
  decoys: scene => distinct([DNS_PORT, 17, 80, seenIn(scene)?.id, scene.situation.before?.id]),
};

const number: Rule = {
  path: 'dns.id',
  input: 'number',
  tells: true,
  check: (scene, given) => {
    const right = scene.right.values['dns.id'];
    if (!knowsNumber(scene.situation) || given === right) return null;
    return refuted(scene, { ...found('forge/number-other', right), shows: 'dns.id' });
  },
  // Whoever has to guess gets no numbers to choose from: none is wrong.
  decoys: scene =>
    knowsNumber(scene.situation)
      ? distinct([scene.situation.before?.id, seenIn(scene)?.port, DNS_PORT, 1, 0])
      : null,
};

const asks: Rule = {
  path: 'asks',
  input: 'choice',
  check: (scene, given) => {
    const { name } = scene.situation;
    if (sameName(String(given).trim().replace(/\.$/, ''), name)) return null;
    return refuted(scene, found('forge/other-question', name));
  },
  decoys: ({ node, situation }) => [
    situation.name.split('.').slice(1).join('.'),
    ...(node.spec.forger?.names ?? []),
  ],
};

/** The address that the server would tell. */
const truthAt = ({ world, situation }: Scene<ForgeReply>): number | null => {
  const record = zoneRecordsIn(world).find(
    ({ name, type }) => type === 'A' && sameName(name, situation.name),
  );
  const address = record === undefined ? undefined : parseIpv4(record.data);
  return address?.ok === true ? address.value : null;
};

const pointsTo: Rule = {
  path: 'pointsTo',
  input: 'ipv4',
  bits: 32,
  check: (scene, given) => {
    const right = lookAlike(scene);
    if (given === right) return null;
    const isTrue = given === truthAt(scene);
    return refuted(scene, found(isTrue ? 'forge/tells-truth' : 'forge/leads-nowhere', right));
  },
  decoys: scene =>
    distinct([
      truthAt(scene),
      scene.situation.server,
      scene.situation.victim,
      ...scene.node.addresses,
    ]),
  note: addressNote,
};

const SOON_SECONDS = 60;

const lasts: Rule = {
  path: 'lasts',
  input: 'number',
  bits: 31,
  check: (_scene, given) =>
    Number(given) < SOON_SECONDS ? found('forge/soon-over', undefined, { remark: true }) : null,
  decoys: () => [0, 1, 30],
};

const WHENS: Readonly<Record<string, string>> = {
  before: 'at once, before the true answer',
  after: 'as soon as the true answer has come',
  'when-asked': 'when the resolver asks me',
};

const when: Rule = {
  path: 'when',
  input: 'choice',
  check: (scene, given) => {
    if (given === 'before') return null;
    const code = given === 'when-asked' ? 'forge/nobody-asks' : 'forge/too-late';
    return refuted(scene, found(code, 'before'));
  },
  decoys: () => Object.keys(WHENS),
  show: shownBy(WHENS),
};

const wornBy = (scene: Scene<ForgeReply>, given: Value | undefined): string => {
  const address = typeof given === 'number' ? given : scene.situation.server;
  return ownerOf(scene.world, address);
};

const replyGoes: Rule = {
  path: 'replyGoes',
  input: 'choice',
  check: (scene, given, values) => {
    const owner = wornBy(scene, values.wears);
    if (given === owner) return null;
    const isOwn = given === scene.task.node;
    const code = isOwn ? 'forge/expects-reply' : 'forge/reply-elsewhere';
    return refuted(scene, found(code, owner, { facts: { own: scene.task.node } }));
  },
  decoys: scene => [
    scene.task.node,
    ownerOf(scene.world, scene.situation.victim),
    ...cardsOf(scene.world).map(({ node }) => node.spec.name),
  ],
};

const ODDS: Readonly<Record<string, string>> = {
  certain: 'certain, if it comes in time',
  'number-and-port': '1 in 4 thousand million',
  sum: '1 in 130 thousand',
  'number-only': '1 in 65 thousand',
};

const odds: Rule = {
  path: 'odds',
  input: 'choice',
  check: (scene, given) => {
    const right = scene.right.values.odds;
    if (given === right) return null;
    const code = knowsNumber(scene.situation) ? 'forge/numbers-known' : 'forge/odds-wrong';
    return refuted(scene, found(code, right));
  },
  decoys: () => Object.keys(ODDS),
  show: shownBy(ODDS),
};

/** All that a forged answer needs, in the order of the bench. */
export const FORGED_FIELDS: readonly Rule[] = [
  wears,
  toPort,
  number,
  asks,
  pointsTo,
  lasts,
  when,
  replyGoes,
  odds,
];
