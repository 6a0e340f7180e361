import { formatIpv4, parseIpv4 } from '../../base/address.ts';
import { RECORD_TYPES } from '../../protocols/iana.ts';
import type { KindId } from '../kinds.ts';
import { addressesOf, cardsOf, cardWithAddress, gatewaysOf } from '../world-facts.ts';
import {
  addressNote,
  distinct,
  found,
  judgeSaying,
  type SituationOf,
  stationWith,
} from './checks.ts';
import type { FieldRule, Found, Move, Scene } from './move.ts';

type ComposeQuery = SituationOf<'compose-query'>;

const TYPE_A = 1;
const TYPE_CNAME = 5;
const TYPE_PTR = 12;
const TYPE_MX = 15;
const TYPE_AAAA = 28;

const reader = (scene: Scene<ComposeQuery>): string => stationWith(scene, scene.situation.server);

const canonical = (name: string): string => name.trim().toLowerCase().replace(/\.$/, '');

const REVERSED = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\.in-addr\.arpa$/;

/** The address that a reverse name asks about, as people write it; '' for other names. */
const addressAsked = (name: string): string => {
  const parts = REVERSED.exec(canonical(name));
  return parts === null ? '' : parts.slice(1, 5).reverse().join('.');
};

const server: FieldRule<ComposeQuery> = {
  path: 'server',
  input: 'ipv4',
  bits: 32,
  check: (scene, given) => {
    const expected = scene.situation.server;
    if (typeof given !== 'number' || given === expected) return null;
    const owner = cardWithAddress(scene.world, given)?.node;
    const isHost = owner?.spec.programs.some(
      ({ kind }) => kind === 'web-server' || kind === 'text',
    );
    return found(isHost ? 'query/server-is-host' : 'query/server-wrong', expected, {
      speaker: owner === undefined ? `${scene.task.node}.network` : `${owner.spec.name}.transport`,
    });
  },
  decoys: scene =>
    distinct([
      ...cardsOf(scene.world)
        .filter(({ node }) => node.spec.programs.some(({ kind }) => kind === 'web-server'))
        .map(card => card.interface.address),
      ...gatewaysOf(scene.node),
      ...scene.node.addresses,
      ...addressesOf(cardsOf(scene.world)),
    ]),
  note: addressNote,
};

const wrongName = (scene: Scene<ComposeQuery>, given: string): Found => {
  const expected = scene.situation.name;
  const isReverse = addressAsked(expected) !== '';
  if (isReverse && /^[\d.]+(\.in-addr\.arpa)?$/.test(canonical(given))) {
    return found('query/name-not-reversed', expected);
  }
  return found(parseIpv4(given).ok ? 'query/name-is-address' : 'query/name-wrong', expected);
};

const parent = (name: string): string => name.split('.').slice(1).join('.');

const name: FieldRule<ComposeQuery> = {
  path: 'dns.name',
  input: 'text',
  check: (scene, given) => {
    if (canonical(String(given)) === canonical(scene.situation.name)) return null;
    return { speaker: reader(scene), ...wrongName(scene, String(given)) };
  },
  decoys: scene => {
    const asked = scene.situation.name;
    const address = addressAsked(asked);
    if (address !== '') {
      return [`${address}.in-addr.arpa`, address, `${parent(asked)}`, `arpa.in-addr.${address}`];
    }
    return [
      formatIpv4(scene.situation.server),
      parent(asked),
      asked.startsWith('www.') ? `http://${asked}` : `www.${asked}`,
      asked.split('.').reverse().join('.'),
    ];
  },
};

const type: FieldRule<ComposeQuery> = {
  path: 'dns.type',
  input: 'number',
  check: (scene, given) => {
    const expected = scene.situation.recordType;
    return given === expected
      ? null
      : found('query/type-wrong', expected, { speaker: reader(scene) });
  },
  decoys: () => [TYPE_A, TYPE_PTR, TYPE_MX, TYPE_CNAME, TYPE_AAAA],
  note: (_scene, value) => RECORD_TYPES[Number(value)] ?? '',
};

const recursion: FieldRule<ComposeQuery> = {
  path: 'dns.rd',
  input: 'number',
  bits: 1,
  check: (scene, given) =>
    given === 1 ? null : found('query/no-recursion', 1, { speaker: reader(scene) }),
  decoys: () => [0],
};

const id: FieldRule<ComposeQuery> = {
  path: 'dns.id',
  input: 'number',
  // Any number will do; a random one is hard to guess for others (RFC 5452 §4.3).
  check: () => null,
};

const KINDS: Readonly<Record<number, { kind: KindId; focus: string }>> = {
  [TYPE_A]: { kind: 'query/a', focus: 'server' },
  [TYPE_PTR]: { kind: 'query/ptr', focus: 'dns.name' },
  [TYPE_MX]: { kind: 'query/mx', focus: 'dns.type' },
  [TYPE_CNAME]: { kind: 'query/alias', focus: 'dns.type' },
};

const rowOf = (scene: Scene<ComposeQuery>) =>
  KINDS[scene.situation.recordType] ?? { kind: 'query/other' as const, focus: 'dns.type' };

const WISHES: Readonly<Record<number, string>> = {
  [TYPE_A]: 'address',
  [TYPE_PTR]: 'name',
  [TYPE_MX]: 'mail',
  [TYPE_CNAME]: 'alias',
};

/** A program asks its name server a question, RFC 1035 §4.1.2. */
export const composeQuery: Move<ComposeQuery> = {
  direction: 'down',
  protocol: 'dns',
  fields: [id, recursion, name, type, server],
  opens: ['dns.name', 'dns.type', 'server'],
  offers: [{ action: 'send', choices: [] }],
  focus: scene => rowOf(scene).focus,
  kindOf: scene => rowOf(scene).kind,
  judgeAction: (scene, decision) => judgeSaying(scene, decision, {}, 'action/not-here'),
  facts: scene => ({
    program: scene.situation.program,
    wish: WISHES[scene.situation.recordType] ?? 'other',
    about: addressAsked(scene.situation.name) || scene.situation.name,
  }),
  isNew: scene => (scene.situation.recordType === TYPE_A ? null : 'new-protocol'),
};
