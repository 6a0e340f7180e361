import { BROADCAST_MAC, formatIpv4 } from '../../base/address.ts';
import { ARP_REPLY, ARP_REQUEST, type ArpHeader, arp } from '../../protocols/arp.ts';
import { ethernet } from '../../protocols/ethernet.ts';
import { addressesOf, cardsOnLan } from '../world-facts.ts';
import {
  distinct,
  endOf,
  found,
  judgeSaying,
  macNote,
  ownCard,
  type SituationOf,
  stationWith,
} from './checks.ts';
import type { FieldRule, Move, Scene } from './move.ts';

type ArpRequestIn = SituationOf<'arp-request-in'>;
type ArpIn = SituationOf<'arp-request-in' | 'arp-reply-in'>;

/** The ARP message in the task's unit, whether the frame's header is still around it or not. */
export const heardArp = (scene: Scene<ArpIn>): ArpHeader | null => {
  const { unit } = scene.task;
  const framed = ethernet.decode(unit);
  const isFrame = framed.ok && framed.value.header.etherType === 0x0806;
  const message = arp.decode(unit, isFrame ? framed.value.payloadStart : 0);
  return message.ok ? message.value.header : null;
};

const lanOf = (scene: Scene<ArpRequestIn>) => cardsOnLan(scene.world, endOf(scene));

const speakerOf = (scene: Scene<ArpRequestIn>): string =>
  stationWith(scene, heardArp(scene)?.senderProtocol ?? 0);

/** A field of the answer with one right value. */
const answerField = (
  path: string,
  input: 'mac' | 'ipv4' | 'number',
  code: Parameters<typeof found>[0],
  wanted: (scene: Scene<ArpRequestIn>) => number | undefined,
  decoys: (scene: Scene<ArpRequestIn>) => readonly (number | undefined)[],
): FieldRule<ArpRequestIn> => ({
  path,
  input,
  bits: { mac: 48, ipv4: 32, number: 16 }[input],
  action: 'answer',
  check: (scene, given) => {
    const expected = wanted(scene);
    return given === expected ? null : found(code, expected, { speaker: speakerOf(scene) });
  },
  decoys: scene => distinct(decoys(scene)),
});

const macs = (scene: Scene<ArpRequestIn>): (number | undefined)[] => [
  heardArp(scene)?.senderHardware,
  ...lanOf(scene).map(card => card.interface.mac),
  BROADCAST_MAC,
  ownCard(scene)?.mac,
  0,
];

const addresses = (scene: Scene<ArpRequestIn>): (number | undefined)[] => [
  heardArp(scene)?.senderProtocol,
  ...addressesOf(lanOf(scene)),
  ownCard(scene)?.address,
  0,
];

const asker = (scene: Scene<ArpRequestIn>) => heardArp(scene);

const fields: readonly FieldRule<ArpRequestIn>[] = [
  {
    path: 'ethernet.destination',
    input: 'mac',
    bits: 48,
    action: 'answer',
    check: (scene, given) => {
      const expected = asker(scene)?.senderHardware;
      if (given === expected) return null;
      // Everybody hears a broadcast answer, the asker too: wasteful, not wrong.
      if (given === BROADCAST_MAC) return found('arp/reply-broadcast', expected, { remark: true });
      return found('arp/target-not-asker', expected, { speaker: speakerOf(scene) });
    },
    decoys: scene => distinct(macs(scene)),
  },
  answerField('ethernet.source', 'mac', 'frame/source-not-own', s => ownCard(s)?.mac, macs),
  answerField(
    'arp.operation',
    'number',
    'arp/operation-wrong',
    () => ARP_REPLY,
    () => [ARP_REQUEST, 0x0806, 0],
  ),
  {
    ...answerField('arp.senderHardware', 'mac', 'arp/sender-not-own', s => ownCard(s)?.mac, macs),
    note: macNote,
  },
  answerField(
    'arp.senderProtocol',
    'ipv4',
    'arp/sender-not-own',
    s => ownCard(s)?.address,
    addresses,
  ),
  answerField(
    'arp.targetHardware',
    'mac',
    'arp/target-not-asker',
    s => asker(s)?.senderHardware,
    macs,
  ),
  answerField(
    'arp.targetProtocol',
    'ipv4',
    'arp/target-not-asker',
    s => asker(s)?.senderProtocol,
    addresses,
  ),
];

const asked = (scene: Scene<ArpRequestIn>): string =>
  formatIpv4(heardArp(scene)?.targetProtocol ?? 0);

/** The link layer hears a question for an address: it answers for its own, and for no other. RFC 826. */
export const answerArp: Move<ArpRequestIn> = {
  direction: 'through',
  protocol: 'arp',
  fields,
  opens: ['ethernet.destination', 'arp.operation', 'arp.senderHardware', 'arp.senderProtocol'],
  offers: [
    { action: 'answer', choices: ['arp-reply'] },
    { action: 'drop', choices: ['not-mine', 'bad-frame-check', 'nothing-to-do', 'malformed'] },
  ],
  focus: () => 'arp.senderHardware',
  kindOf: scene => (scene.right.action === 'answer' ? 'arp/answer' : 'arp/not-me'),
  judgeAction: (scene, decision) => {
    const wrong = judgeSaying(
      scene,
      decision,
      { answer: 'arp/answered-for-other', drop: 'arp/silent-though-mine' },
      'arp/wrong-reason',
    );
    return wrong === null
      ? null
      : { ...wrong, shows: 'arp.targetProtocol', facts: { asked: asked(scene) } };
  },
  facts: scene => ({
    asked: asked(scene),
    asker: formatIpv4(heardArp(scene)?.senderProtocol ?? 0),
    interface: scene.situation.interface,
    ownAddress: formatIpv4(ownCard(scene)?.address ?? 0),
  }),
  isNew: () => null,
};
