import { formatMac } from '../../base/address.ts';
import { ethernet } from '../../protocols/ethernet.ts';
import { found, judgeSaying, ownCard, protocolShown, type SituationOf } from './checks.ts';
import type { FieldRule, Found, Move, Scene } from './move.ts';

type UnwrapFrame = SituationOf<'unwrap-frame'>;

const ABOVE_THE_NETWORK = ['tcp', 'udp', 'icmp', 'dns', 'http'];

const handTo: FieldRule<UnwrapFrame> = {
  path: 'handTo',
  input: 'choice',
  action: 'deliver',
  check: (scene, given) => {
    const expected = scene.right.values.handTo;
    if (given === expected) return null;
    const isPast = ABOVE_THE_NETWORK.includes(String(given));
    return found(isPast ? 'frame/handed-past-network' : 'frame/handed-to-wrong', expected, {
      shows: 'ethernet.etherType',
      speaker: `${scene.task.node}.network`,
    });
  },
  decoys: () => ['tcp', 'ipv4', 'arp', 'udp'],
  show: protocolShown,
};

const headerOf = (scene: Scene<UnwrapFrame>) => {
  const frame = ethernet.decode(scene.task.unit);
  return frame.ok ? frame.value.header : null;
};

const showing = (wrong: Found | null, shows: string): Found | null =>
  wrong === null ? null : { ...wrong, shows };

/** Which action's finding fits when the frame should have been dropped. */
const tookCode = (scene: Scene<UnwrapFrame>) =>
  scene.right.values.reason === 'bad-frame-check' ? 'frame/took-damaged' : 'frame/took-others';

/** The link layer looks at a frame from the wire: whole, for this card, and for whom above? IEEE 802.3 §3.2.4. */
export const unwrapFrame: Move<UnwrapFrame> = {
  direction: 'up',
  protocol: 'ethernet',
  fields: [handTo],
  opens: ['handTo'],
  offers: [
    { action: 'deliver', choices: [] },
    { action: 'drop', choices: ['not-mine', 'bad-frame-check', 'nothing-to-do', 'malformed'] },
  ],
  focus: () => 'handTo',
  kindOf: scene => {
    if (scene.right.action === 'drop') {
      return scene.right.values.reason === 'bad-frame-check' ? 'frame/bad-check' : 'frame/not-mine';
    }
    return scene.right.values.handTo === 'arp' ? 'frame/carries-arp' : 'frame/mine';
  },
  judgeAction: (scene, decision) => {
    const damaged = scene.right.values.reason === 'bad-frame-check';
    return showing(
      judgeSaying(
        scene,
        decision,
        { deliver: tookCode(scene), drop: 'frame/dropped-mine' },
        'frame/wrong-reason',
      ),
      damaged ? 'ethernet.frameCheckSequence' : 'ethernet.destination',
    );
  },
  facts: scene => ({
    interface: scene.situation.interface,
    ownMac: formatMac(ownCard(scene)?.mac ?? 0),
  }),
  isNew: scene => {
    if (scene.right.values.reason === 'bad-frame-check') return 'bad-sum';
    return headerOf(scene)?.etherType === 0x0806 ? 'new-ether-type' : null;
  },
};
