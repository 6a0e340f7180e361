import type { SituationType } from '../../network/task.ts';
import { judgeSaying, type SituationOf } from './checks.ts';
import type { Move } from './move.ts';

type Unplayed<Type extends SituationType> = Pick<
  Move<SituationOf<Type>>,
  'direction' | 'protocol' | 'facts'
> & { readonly kind: ReturnType<Move<SituationOf<Type>>['kindOf']> };

/** What nobody plays in the missions there are: it can be looked at, and its automaton's decision is the only one. */
const unplayed = <Type extends SituationType>({
  kind,
  ...told
}: Unplayed<Type>): Move<SituationOf<Type>> => ({
  ...told,
  fields: [],
  opens: [],
  offers: [{ action: 'send', choices: [] }],
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

/** A boundary device judges by its list, RFC 2979 §2. */
export const filterPacket = unplayed<'filter-packet'>({
  kind: 'boundary/filter',
  direction: 'through',
  protocol: 'ipv4',
  facts: ({ situation }) => ({ interface: situation.interface }),
});

/** A translator writes addresses anew, RFC 3022 §4.1. */
export const translatePacket = unplayed<'translate-packet'>({
  kind: 'boundary/translate',
  direction: 'through',
  protocol: 'ipv4',
  facts: ({ situation }) => ({ interface: situation.interface }),
});
