import { formatIpv4, formatMac } from '../../base/address.ts';
import { ownValue } from '../../base/own-value.ts';
import { CHECKS, grantedAt } from '../../network/played/lease-check.ts';
import type { FindingCode } from '../findings.ts';
import { found, judgeSaying, type SituationOf, shownBy } from './checks.ts';
import { clientIn } from './join-sight.ts';
import type { FieldRule, Move, Scene } from './move.ts';
import { readHere } from './places.ts';

/** A DHCP client that has asked who has its new address. */
type CheckLease = SituationOf<'check-lease'>;

const rightCheck = ({ right: { values } }: Scene<CheckLease>): string =>
  String(values['lease.check'] ?? 'use');

/** What a wrong step shows, by the right one and the one given. */
const WRONG: Readonly<Record<string, Readonly<Record<string, FindingCode>>>> = {
  use: { decline: 'join/declined-free', 'start-anew': 'join/gave-up-free' },
  decline: { use: 'join/used-taken', 'start-anew': 'join/kept-quiet' },
};

const CHECK_WORDS: Readonly<Record<string, string>> = {
  use: 'use the address from now on',
  decline: 'tell the server that somebody has it already (DHCPDECLINE)',
  'start-anew': 'say nothing, and ask everybody anew',
};

const granted = (scene: Scene<CheckLease>): number => {
  const state = clientIn(scene);
  return state === null ? 0 : grantedAt({ state });
};

const check: FieldRule<CheckLease> = {
  path: 'lease.check',
  input: 'choice',
  action: 'deliver',
  check: (scene, given) => {
    const right = rightCheck(scene);
    if (given === right) return null;
    const code = ownValue(WRONG[right], String(given)) ?? 'join/gave-up-free';
    return found(code, right, { facts: { yours: formatIpv4(granted(scene)) } });
  },
  decoys: () => CHECKS,
  show: shownBy(CHECK_WORDS),
};

/** Whose card has answered, as the table of ARP has it. */
const answered = (scene: Scene<CheckLease>): string => {
  const row = scene.node.arp.get(granted(scene));
  return row === undefined ? 'nobody has answered' : `the card ${formatMac(row.mac)} has answered`;
};

/** A DHCP client has asked on the LAN who has its new address, RFC 2131 §3.1 and §4.4.1: it uses it, or declines it. */
export const checkLease: Move<CheckLease> = {
  direction: 'up',
  protocol: 'none',
  places: readHere,
  fields: [check],
  opens: ['lease.check'],
  offers: [{ action: 'deliver', choices: [] }],
  focus: () => 'lease.check',
  kindOf: scene => (rightCheck(scene) === 'decline' ? 'join/checked-taken' : 'join/checked-free'),
  judgeAction: (scene, decision) => judgeSaying(scene, decision, {}, 'action/not-here'),
  facts: scene => ({
    program: scene.situation.program,
    yours: formatIpv4(granted(scene)),
    answered: answered(scene),
  }),
  isNew: scene => (rightCheck(scene) === 'decline' ? 'address-taken' : null),
};
