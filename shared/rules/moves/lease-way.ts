import { LIMITED_BROADCAST } from '../../base/address.ts';
import { optionNumber } from '../../network/programs/dhcp/message.ts';
import type { Asked } from '../../network/programs/dhcp/server-words.ts';
import { DHCP_OPTION } from '../../protocols/dhcp-option-table.ts';
import type { FindingCode } from '../findings.ts';
import { addressNote, distinct, found, numberIn, orNothing } from './checks.ts';
import { numberShown } from './join-sight.ts';
import { answerField, type Rule, replyIn, rightIn } from './lease-field.ts';
import { askedIn, askerOf, inUse, type ServeLease } from './lease-sight.ts';
import type { Scene, Values } from './move.ts';

/** Who says it, RFC 2132 §9.7. */
export const serverIdentifier = answerField(
  'dhcp.serverIdentifier',
  (_scene, { own }, given) => found(given === 0 ? 'lease/unsigned' : 'lease/signed-for-other', own),
  {
    decoys: scene =>
      distinct([0, ...(askedIn(scene)?.subnet.routers ?? []), ...inUse(scene)]).slice(0, 6),
    note: addressNote,
    show: orNothing,
  },
);

/** The number that the client chose: by it the client knows that the answer is for it, RFC 2131 §4.3.1 table 3. */
export const transactionId: Rule = {
  ...answerField(
    'dhcp.transactionId',
    (_scene, { message }, given) =>
      given === message.header.transactionId
        ? null
        : found('lease/other-number', message.header.transactionId),
    {
      decoys: scene => {
        const own = askedIn(scene)?.message.header.transactionId ?? 0;
        return distinct([(own + 1) % 2 ** 32, 0, (own ^ 0xffff) >>> 0, 67]);
      },
      show: (_scene, value) => numberShown(Number(value)),
    },
  ),
  input: 'number',
};

/** Where the answer goes to: a client without an address that can hear it is met at the one it is given. */
const expectedWay = (scene: Scene<ServeLease>, { message }: Asked, values: Values) => {
  const right = rightIn(scene, 'answerTo');
  const isGiven = right === rightIn(scene, 'dhcp.yourAddress');
  return isGiven && message.header.clientAddress === 0
    ? (numberIn(values, 'dhcp.yourAddress') ?? right)
    : right;
};

const elsewhere = (scene: Scene<ServeLease>, { message }: Asked, given: number): FindingCode => {
  const { relayAddress, broadcast } = message.header;
  const isGiven = given === rightIn(scene, 'dhcp.yourAddress');
  if (given === 0) return 'lease/answers-zero';
  const cannotHear = broadcast === 1 || replyIn(scene) === 'refuse';
  return relayAddress === 0 && isGiven && cannotHear
    ? 'lease/unicast-to-nobody'
    : 'lease/answers-elsewhere';
};

/** Where the answer goes: the client may have no address to hear at, RFC 2131 §4.1. */
export const answerTo: Rule = {
  path: 'answerTo',
  input: 'ipv4',
  bits: 32,
  tells: true,
  check: (scene, given, values) => {
    const asked = askedIn(scene);
    if (asked === undefined || typeof given !== 'number') return null;
    const expected = expectedWay(scene, asked, values);
    if (given === expected) return null;
    const speaker = askerOf(scene);
    // Everybody on the LAN hears it, the client too.
    return given === LIMITED_BROADCAST && asked.message.header.relayAddress === 0
      ? found('lease/broadcast-unneeded', expected, { speaker, remark: true })
      : found(elsewhere(scene, asked, given), expected, { speaker });
  },
  decoys: scene => {
    const asked = askedIn(scene);
    const wished =
      asked === undefined ? undefined : optionNumber(asked.message, DHCP_OPTION.requestedAddress);
    return distinct([
      rightIn(scene, 'dhcp.yourAddress'),
      wished,
      0,
      LIMITED_BROADCAST,
      ...(asked?.subnet.routers ?? []),
      asked?.own,
    ]);
  },
  note: (scene, value) =>
    value === LIMITED_BROADCAST ? 'everybody on this LAN' : addressNote(scene, value),
};

/** The domain behind short names is no one's decision here. */
export const domainName: Rule = {
  path: 'dhcp.domainName',
  input: 'text',
  check: (scene, given) =>
    given === rightIn(scene, 'dhcp.domainName')
      ? null
      : found('header/fixed-field', rightIn(scene, 'dhcp.domainName')),
};
