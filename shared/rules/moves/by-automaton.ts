import { formatIpv6 } from '../../base/ipv6.ts';
import type { SituationType } from '../../network/task.ts';
import { judgeSaying, type SituationOf } from './checks.ts';
import type { Move } from './move.ts';

type Unplayed<Type extends SituationType> = Pick<
  Move<SituationOf<Type>>,
  'direction' | 'protocol' | 'facts'
> & {
  readonly kind: ReturnType<Move<SituationOf<Type>>['kindOf']>;
};

/** What nobody plays in the missions there are: it can be looked at, and its automaton's decision is the only one. */
const unplayed = <Type extends SituationType>({
  kind,
  ...told
}: Unplayed<Type>): Move<SituationOf<Type>> => ({
  ...told,
  unplayed: true,
  fields: [],
  opens: [],
  offers: [
    { action: 'send', choices: [] },
    { action: 'deliver', choices: [] },
  ],
  focus: () => '',
  kindOf: () => kind,
  judgeAction: (scene, decision) => judgeSaying(scene, decision, {}, 'action/not-here'),
  isNew: () => null,
});

/** Answering for a zone, RFC 1034 §4.3.2. */
export const serveQuery = unplayed<'serve-query'>({
  kind: 'query/serve',
  direction: 'up',
  protocol: 'dns',
  facts: ({ situation }) => ({ program: situation.program }),
});

/** A program speaks for itself, RFC 1122 §1.1.3. */
export const converse = unplayed<'converse'>({
  kind: 'program/converse',
  direction: 'up',
  protocol: 'none',
  facts: ({ situation }) => ({ program: situation.program }),
});

/** Wrapping into IPv6, RFC 8200 §3. */
export const wrapIpv6Packet = unplayed<'wrap-ipv6-packet'>({
  kind: 'ipv6/wrap',
  direction: 'down',
  protocol: 'none',
  facts: ({ situation }) => ({ destination: formatIpv6(situation.destination) }),
});

/** An IPv6 packet has come, RFC 8200 §4. */
export const unwrapIpv6Packet = unplayed<'unwrap-ipv6-packet'>({
  kind: 'ipv6/unwrap',
  direction: 'up',
  protocol: 'none',
  facts: ({ situation }) => ({ interface: situation.interface }),
});

/** A router passes on IPv6, RFC 8200 §3. */
export const forwardIpv6Packet = unplayed<'forward-ipv6-packet'>({
  kind: 'ipv6/forward',
  direction: 'through',
  protocol: 'none',
  facts: ({ situation }) => ({ interface: situation.interface }),
});

/** ICMPv6 and neighbour discovery speak, RFC 4443 §2 and RFC 4861 §4. */
export const composeIcmpv6 = unplayed<'compose-icmpv6'>({
  kind: 'icmpv6/compose',
  direction: 'down',
  protocol: 'none',
  facts: ({ situation }) => ({ destination: formatIpv6(situation.destination) }),
});

/** ICMPv6 and neighbour discovery listen, RFC 4443 §2 and RFC 4861 §7. */
export const readIcmpv6 = unplayed<'read-icmpv6'>({
  kind: 'icmpv6/read',
  direction: 'up',
  protocol: 'none',
  facts: ({ situation }) => ({ source: formatIpv6(situation.source) }),
});

/** A frame around IPv6, RFC 2464 §3. */
export const wrapIpv6Frame = unplayed<'wrap-ipv6-frame'>({
  kind: 'ipv6/frame',
  direction: 'down',
  protocol: 'ethernet',
  facts: ({ situation }) => ({ nextHop: formatIpv6(situation.nextHop) }),
});
