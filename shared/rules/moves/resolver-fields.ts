import { serversNext, type ZoneServers } from '../../network/played/resolver-sight.ts';
import { dns } from '../../protocols/dns.ts';
import type { FindingCode } from '../findings.ts';
import { cardsOf, cardWithAddress } from '../world-facts.ts';
import { addressNote, distinct, found, HOP_COUNTS } from './checks.ts';
import type { FieldRule, Found, Scene } from './move.ts';
import {
  claimedIn,
  isNameServer,
  momentIn,
  openIn,
  type Resolving,
  rootsIn,
} from './resolver-sight.ts';

const NOBODY: ZoneServers = { zone: '', addresses: [] };

const nextFor = (scene: Scene<Resolving>): ZoneServers => {
  const moment = momentIn(scene);
  return moment === null ? NOBODY : serversNext(moment);
};

const isReply = ({ situation }: Scene<Resolving>): boolean => situation.type === 'resolve-reply';

const speakerAt = (scene: Scene<Resolving>, address: number): string => {
  const owner = cardWithAddress(scene.world, address)?.node.spec.name;
  return owner === undefined ? `${scene.task.node}.network` : `${owner}.application`;
};

const wrongServer = (scene: Scene<Resolving>, given: number): FindingCode => {
  if (scene.node.addresses.has(given)) return 'resolve/asks-itself';
  if (rootsIn(scene).includes(given)) {
    return isReply(scene) ? 'resolve/asks-root-again' : 'resolve/asks-from-the-top';
  }
  if (claimedIn(scene)?.server === given && isReply(scene)) return 'resolve/asks-same-again';
  return isNameServer(scene, given) ? 'resolve/asks-stranger' : 'resolve/asks-host';
};

/** Whom to ask next: any server of the closest zone that is known. */
export const server: FieldRule<Resolving> = {
  path: 'server',
  input: 'ipv4',
  bits: 32,
  check: (scene, given): Found | null => {
    const { addresses } = nextFor(scene);
    if (typeof given !== 'number' || addresses.includes(given)) return null;
    const code = wrongServer(scene, given);
    // It gets there, by a longer way.
    const remark = code === 'resolve/asks-from-the-top' ? ({ remark: true } as const) : {};
    return found(code, scene.right.values.server, { speaker: speakerAt(scene, given), ...remark });
  },
  decoys: scene => {
    const cards = cardsOf(scene.world).map(({ node, interface: { address } }) => ({
      node,
      address,
    }));
    const servers = cards.filter(({ address }) => isNameServer(scene, address));
    const hosts = cards.filter(({ node }) =>
      node.spec.programs.some(({ kind }) => kind === 'web-server'),
    );
    const claimed = claimedIn(scene)?.server;
    return distinct([
      ...hosts.slice(0, 1).map(({ address }) => address),
      ...rootsIn(scene),
      typeof claimed === 'number' && isReply(scene) ? claimed : null,
      ...servers.map(({ address }) => address),
      ...scene.node.addresses,
    ]);
  },
  note: addressNote,
};

const messageId = ({ task }: Scene<Resolving>): number =>
  task.unit.length < 12 ? -1 : dns.view(task.unit, 0).id;

/** The number of the new question: hard to guess, so none that somebody has seen. */
export const queryId: FieldRule<Resolving> = {
  path: 'queryId',
  input: 'number',
  tells: true,
  check: (scene, given) => {
    if (given === scene.right.values.queryId) return null;
    if (given === messageId(scene)) return found('resolve/number-known');
    const open = openIn(scene).some(({ identifier }) => identifier === given);
    return open || given === 0 || given === 1 ? found('resolve/number-open') : null;
  },
  decoys: scene =>
    distinct([messageId(scene), ...openIn(scene).map(({ identifier }) => identifier), 1, 0]),
};

const DNS_PORT = 53;
const FIRST_FREE_PORT = 1024;

/** The port that the new question leaves from: a second number to guess. */
export const queryPort: FieldRule<Resolving> = {
  path: 'queryPort',
  input: 'number',
  tells: true,
  check: (scene, given) => {
    if (typeof given !== 'number' || given === scene.right.values.queryPort) return null;
    if (given < FIRST_FREE_PORT) return found('resolve/port-of-service');
    const isTaken = scene.node.sockets.some(
      ({ protocol, local }) => protocol === 'udp' && local.port === given,
    );
    return isTaken ? found('resolve/port-open') : null;
  },
  decoys: scene =>
    distinct([DNS_PORT, ...openIn(scene).map(({ port }) => port), 17, scene.situation.port, 80]),
};

const wrongTtl = (right: number, given: number): FindingCode => {
  if (HOP_COUNTS.includes(given)) return 'resolve/ttl-is-hops';
  return given > right ? 'resolve/ttl-full' : 'resolve/ttl-short';
};

/** How long the client may keep the answer: what is left. */
export const answerTtl: FieldRule<Resolving> = {
  path: 'answerTtl',
  input: 'number',
  bits: 32,
  action: 'answer',
  check: (scene, given) => {
    const right = Number(scene.right.values.answerTtl ?? 0);
    if (typeof given !== 'number' || given === right) return null;
    const code = wrongTtl(right, given);
    const remark = code === 'resolve/ttl-short' ? ({ remark: true } as const) : {};
    return found(code, right, remark);
  },
  decoys: scene => {
    const right = Number(scene.right.values.answerTtl ?? 0);
    return distinct([64, 255, right + 3600, 86_400]);
  },
};

const bit = (path: string, right: number, code: FindingCode): FieldRule<Resolving> => ({
  path,
  input: 'number',
  bits: 1,
  action: 'answer',
  check: (_scene, given) => (given === right ? null : found(code, right)),
  decoys: () => [0, 1],
});

/** A resolver has what others have said: no authority of its own, but it does look for people. */
export const answerAuthority = bit('answerAuthority', 0, 'resolve/claims-authority');
export const answerRecursion = bit('answerRecursion', 1, 'resolve/hides-recursion');
