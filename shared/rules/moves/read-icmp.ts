import { formatIpv4 } from '../../base/address.ts';
import { addressesOf, cardsOf } from '../world-facts.ts';
import { distinct, found, judgeSaying, packetOf, type SituationOf, wordsShown } from './checks.ts';
import type { FieldRule, Move, Scene } from './move.ts';
import { readHere } from './places.ts';

type ReadIcmp = SituationOf<'read-icmp'>;

const meaning: FieldRule<ReadIcmp> = {
  path: 'meaning',
  input: 'choice',
  action: 'deliver',
  check: (scene, given) => {
    const expected = scene.right.values.meaning;
    return given === expected
      ? null
      : found('icmp/meaning-wrong', expected, { shows: 'icmp.type' });
  },
  decoys: () => ['echo-reply', 'time-exceeded', 'unreachable'],
  show: wordsShown,
};

/** Bytes of the ICMP header before the packet that it is about, RFC 792. */
const QUOTE_OFFSET = 8;

const diedAt: FieldRule<ReadIcmp> = {
  path: 'diedAt',
  input: 'ipv4',
  bits: 32,
  action: 'deliver',
  check: (scene, given) => {
    const expected = scene.right.values.diedAt;
    return given === expected ? null : found('icmp/died-elsewhere', expected);
  },
  decoys: scene => {
    const quoted = packetOf(scene, QUOTE_OFFSET);
    return distinct([
      quoted?.destination,
      quoted?.source,
      ...cardsOf(scene.world)
        .filter(card => card.node.spec.role === 'router')
        .map(card => card.interface.address),
      ...addressesOf(cardsOf(scene.world)),
    ]);
  },
};

const KINDS = {
  'echo-reply': 'icmp/echo-answered',
  'time-exceeded': 'icmp/expired-read',
  unreachable: 'icmp/unreachable-read',
} as const;

const kindOf = (scene: Scene<ReadIcmp>) => {
  if (scene.right.action === 'answer') return 'icmp/echo-asked';
  const kinds: Readonly<Record<string, (typeof KINDS)[keyof typeof KINDS]>> = KINDS;
  return kinds[String(scene.right.values.meaning)] ?? 'icmp/echo-answered';
};

/** The network layer reads a message meant for itself: answers a question, believes a report. RFC 1122 §3.2.2. */
export const readIcmp: Move<ReadIcmp> = {
  direction: 'up',
  protocol: 'icmp',
  places: readHere,
  fields: [meaning, diedAt],
  opens: ['meaning'],
  offers: [
    { action: 'deliver', choices: [] },
    { action: 'answer', choices: ['echo-reply'] },
    {
      action: 'drop',
      choices: ['bad-transport-checksum', 'nothing-to-do', 'not-mine', 'malformed'],
    },
  ],
  focus: scene => {
    const kind = kindOf(scene);
    return kind === 'icmp/expired-read' || kind === 'icmp/unreachable-read' ? 'diedAt' : 'meaning';
  },
  kindOf,
  judgeAction: (scene, decision) => {
    const isDamaged = scene.right.action === 'drop';
    const wrong = judgeSaying(
      scene,
      decision,
      {
        deliver: isDamaged ? 'transport/took-damaged' : 'icmp/not-answered',
        answer: isDamaged ? 'transport/took-damaged' : 'icmp/answered-a-report',
        drop: scene.right.action === 'answer' ? 'icmp/not-answered' : 'packet/dropped-mine',
      },
      'icmp/wrong-reason',
    );
    if (wrong === null) return null;
    return isDamaged
      ? { ...wrong, shows: 'icmp.checksum', rfc: 'RFC 792, Echo or Echo Reply Message' }
      : { ...wrong, shows: 'icmp.type' };
  },
  facts: scene => ({
    source: formatIpv4(scene.situation.source),
    ownAddress: formatIpv4(scene.situation.destination),
  }),
  isNew: scene => (scene.right.values.meaning === 'echo-reply' ? null : 'new-protocol'),
};
