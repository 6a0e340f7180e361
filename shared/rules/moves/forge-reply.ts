import { formatIpv4 } from '../../base/address.ts';
import { ownerOf } from '../../network/automaton/forger.ts';
import { sameName } from '../../network/programs/zone.ts';
import { type Question, questionAt } from '../question.ts';
import { cardWithAddress } from '../world-facts.ts';
import { judgeSaying } from './checks.ts';
import { FORGED_FIELDS, type ForgeReply, seenIn } from './forge-fields.ts';
import type { Move, Scene } from './move.ts';

/** What there is to decide about a forged answer. */
const POINTS: readonly [Question, ...Question[]] = [
  { kind: 'forge/source', focus: 'wears' },
  { kind: 'forge/number', focus: 'dns.id' },
  { kind: 'forge/reply', focus: 'replyGoes' },
  { kind: 'forge/port', focus: 'toPort' },
  { kind: 'forge/answer', focus: 'pointsTo' },
  { kind: 'forge/when', focus: 'when' },
  { kind: 'forge/question', focus: 'asks' },
  { kind: 'forge/odds', focus: 'odds' },
];

/** Half of them by turns, beginning elsewhere for each name: with two names all of them come. */
const pointOf = ({ world, task, node, situation }: Scene<ForgeReply>): Question => {
  const name = node.spec.forger?.names.findIndex(one => sameName(one, situation.name)) ?? 0;
  const half = POINTS.length / 2;
  return POINTS[(questionAt(world, task, half) * 2 + name) % POINTS.length] ?? POINTS[0];
};

const knownFact = (scene: Scene<ForgeReply>): string => {
  if (seenIn(scene) !== undefined) return 'all of the question: it went by on your wire';
  const { before } = scene.situation;
  if (before === null) return 'nothing of its number and port: both are drawn afresh each time';
  if (before.id === null) {
    return `that it asks from port ${before.port} each time; its numbers are drawn afresh`;
  }
  return `the question before: number ${before.id}, from port ${before.port}; it counts up by one and keeps the port`;
};

/**
 * A forger answers in the place of a name server, with names and addresses of this game alone: what a resolver would
 * have to believe, RFC 5452 §4.
 */
export const forgeReply: Move<ForgeReply> = {
  direction: 'up',
  protocol: 'capture',
  places: ({ world, task, situation }) => ({
    from: task.node,
    to: ownerOf(world, situation.victim),
  }),
  fields: FORGED_FIELDS,
  opens: ['wears', 'toPort', 'dns.id'],
  offers: [
    { action: 'send', choices: [] },
    { action: 'drop', choices: ['source-checked', 'no-reply-to-me'] },
  ],
  focus: scene => pointOf(scene).focus,
  kindOf: scene => pointOf(scene).kind,
  judgeAction: (scene, decision) =>
    judgeSaying(
      scene,
      decision,
      {
        drop:
          decision.values.reason === 'no-reply-to-me'
            ? 'forge/wants-reply'
            : 'forge/hopes-for-check',
      },
      'action/not-here',
    ),
  facts: scene => {
    const { situation, world } = scene;
    return {
      about: situation.name,
      server: formatIpv4(situation.server),
      serverName: cardWithAddress(world, situation.server)?.node.spec.name ?? '',
      victim: formatIpv4(situation.victim),
      victimName: ownerOf(world, situation.victim),
      known: knownFact(scene),
    };
  },
  isNew: scene => (scene.situation.sees ? 'other-id' : null),
};
