import { formatIpv4 } from '../../base/address.ts';
import { found, judgeSaying, packetOf, protocolShown, type SituationOf } from './checks.ts';
import type { FieldRule, Found, Move, Scene } from './move.ts';

type UnwrapPacket = SituationOf<'unwrap-packet'>;

const PROGRAMS = ['application', 'dns', 'http'];

const handTo: FieldRule<UnwrapPacket> = {
  path: 'handTo',
  input: 'choice',
  action: 'deliver',
  check: (scene, given) => {
    const expected = scene.right.values.handTo;
    if (given === expected) return null;
    const isPast = PROGRAMS.includes(String(given));
    return found(isPast ? 'packet/handed-past-transport' : 'packet/handed-to-wrong', expected, {
      shows: 'ipv4.protocol',
      speaker: `${scene.task.node}.transport`,
    });
  },
  decoys: () => ['application', 'tcp', 'udp', 'icmp', 'fragments'],
  show: protocolShown,
};

const isDamaged = (scene: Scene<UnwrapPacket>): boolean =>
  scene.right.values.reason === 'bad-header-checksum';

const showing = (wrong: Found | null, shows: string): Found | null =>
  wrong === null ? null : { ...wrong, shows };

/** The network layer looks at a packet from below: header whole, for an own address, and for whom above? RFC 1122 §3.2.1. */
export const unwrapPacket: Move<UnwrapPacket> = {
  direction: 'up',
  protocol: 'ipv4',
  fields: [handTo],
  opens: ['handTo'],
  offers: [
    { action: 'deliver', choices: [] },
    { action: 'drop', choices: ['not-mine', 'bad-header-checksum', 'nothing-to-do', 'malformed'] },
  ],
  focus: () => 'handTo',
  kindOf: scene => {
    if (scene.right.action === 'drop')
      return isDamaged(scene) ? 'packet/bad-sum' : 'packet/not-mine';
    return scene.right.values.handTo === 'icmp' ? 'packet/mine-icmp' : 'packet/mine';
  },
  judgeAction: (scene, decision) =>
    showing(
      judgeSaying(
        scene,
        decision,
        {
          deliver: isDamaged(scene) ? 'packet/took-damaged' : 'packet/took-others',
          drop: 'packet/dropped-mine',
        },
        'packet/wrong-reason',
      ),
      isDamaged(scene) ? 'ipv4.headerChecksum' : 'ipv4.destination',
    ),
  facts: scene => ({
    interface: scene.situation.interface,
    ownAddress: [...scene.node.addresses].map(formatIpv4).join(', '),
  }),
  isNew: scene => {
    if (isDamaged(scene)) return 'bad-sum';
    return packetOf(scene)?.protocol === 1 ? 'new-protocol' : null;
  },
};
