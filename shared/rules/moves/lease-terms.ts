import { inPrefix, maskOf } from '../../base/address.ts';
import { bindingOf } from '../../network/programs/dhcp/bindings.ts';
import { clientKey } from '../../network/programs/dhcp/server-words.ts';
import { cardsOf } from '../world-facts.ts';
import { addressNote, distinct, found, HOP_COUNTS, orNothing } from './checks.ts';
import { answerField, type Rule, replyIn, rightIn, type Wrong } from './lease-field.ts';
import { askedIn, bindingsIn, inUse, isFreeFor, type ServeLease } from './lease-sight.ts';
import type { Scene } from './move.ts';

const wrongOffer: Wrong = (scene, { subnet, message }, given) => {
  const expected = rightIn(scene, 'dhcp.yourAddress');
  if (given === 0) return found('lease/no-address', expected);
  if (!inPrefix(given, subnet.prefix)) return found('lease/address-outside', expected);
  if (isFreeFor(scene, given)) {
    const had = bindingOf(bindingsIn(scene), clientKey(message), subnet)?.address;
    const isOther = had !== undefined && had === expected;
    return isOther ? found('lease/other-than-had', expected, { remark: true }) : null;
  }
  const isTaken = inUse(scene).includes(given);
  return found(isTaken ? 'lease/address-in-use' : 'lease/address-not-in-pool', expected);
};

/** Which address the client gets: any free one of the pool will do for an offer, RFC 2131 §4.3.1. */
export const yourAddress = answerField(
  'dhcp.yourAddress',
  (scene, asked, given) => {
    const reply = replyIn(scene);
    if (reply === 'offer') return wrongOffer(scene, asked, given);
    const code = reply === 'refuse' ? 'lease/address-in-refusal' : 'lease/other-address';
    return found(code, rightIn(scene, 'dhcp.yourAddress'));
  },
  {
    decoys: scene => {
      const asked = askedIn(scene);
      if (asked === undefined) return [];
      const { prefix, last, routers } = asked.subnet;
      const others = bindingsIn(scene).filter(({ client }) => client !== clientKey(asked.message));
      return distinct([
        others[0]?.address,
        ...routers,
        last + 1,
        (prefix.address + 2 ** 16 + 20) % 2 ** 32,
        asked.own,
        0,
        ...others.map(({ address }) => address),
      ]);
    },
    note: addressNote,
    show: orNothing,
  },
);

/** Which bits of an address name the LAN, RFC 2132 §3.3. */
export const subnetMask = answerField(
  'dhcp.subnetMask',
  scene => found('lease/mask-wrong', rightIn(scene, 'dhcp.subnetMask')),
  { decoys: () => [maskOf(16), maskOf(32), maskOf(8), maskOf(28), maskOf(24), 0x000000ff] },
);

const wrongRouter: Wrong = (scene, { subnet }, given) => {
  const expected = rightIn(scene, 'dhcp.router');
  if (subnet.routers.includes(given)) return null;
  if (given === 0) return found('lease/router-missing', expected);
  return found(
    inPrefix(given, subnet.prefix) ? 'lease/router-is-none' : 'lease/router-outside',
    expected,
  );
};

const routersElsewhere = (scene: Scene<ServeLease>): readonly number[] =>
  cardsOf(scene.world)
    .filter(({ node }) => node.spec.role === 'router')
    .map(card => card.interface.address);

/** The way out of the LAN: a router that the client can reach without one, RFC 2132 §3.5. */
export const router = answerField('dhcp.router', wrongRouter, {
  decoys: scene =>
    distinct([
      ...routersElsewhere(scene),
      askedIn(scene)?.own,
      ...(askedIn(scene)?.subnet.nameServers ?? []),
      0,
    ]),
  note: addressNote,
  show: orNothing,
});

const wrongNames: Wrong = (scene, { subnet }, given) => {
  if (subnet.nameServers.includes(given)) return null;
  const code = given === 0 ? 'lease/names-missing' : 'lease/names-wrong';
  return found(code, rightIn(scene, 'dhcp.nameServer'));
};

/** Whom to ask about names, RFC 2132 §3.8. */
export const nameServer = answerField('dhcp.nameServer', wrongNames, {
  decoys: scene => {
    const asked = askedIn(scene);
    return distinct([
      ...(asked?.subnet.routers ?? []),
      asked?.own,
      0,
      ...cardsOf(scene.world).map(card => card.interface.address),
    ]);
  },
  note: addressNote,
  show: orNothing,
});

const wrongDuration: Wrong = (_scene, { subnet }, given) => {
  const { leaseSeconds } = subnet;
  if (given === 0) return found('lease/no-time', leaseSeconds);
  if (HOP_COUNTS.includes(given)) return found('lease/time-is-hops', leaseSeconds);
  if (given > leaseSeconds) return found('lease/too-long', leaseSeconds);
  return found('lease/short', leaseSeconds, { remark: true });
};

/** For how many seconds the client may use it, RFC 2132 §9.2. */
export const leaseSeconds: Rule = {
  ...answerField('dhcp.leaseSeconds', wrongDuration, {
    decoys: scene => {
      const seconds = askedIn(scene)?.subnet.leaseSeconds ?? 0;
      return distinct([64, seconds * 60, 0, 255, Math.floor(seconds / 60)]);
    },
  }),
  input: 'number',
};
