import { judgeSaying, type SituationOf } from './checks.ts';
import type { Move } from './move.ts';

/** Answering for a zone is done by the automaton in these missions; it can be looked at. RFC 1034 §4.3.2. */
export const serveQuery: Move<SituationOf<'serve-query'>> = {
  direction: 'up',
  protocol: 'dns',
  fields: [],
  opens: [],
  offers: [{ action: 'send', choices: [] }],
  focus: () => '',
  kindOf: () => 'query/serve',
  judgeAction: (scene, decision) => judgeSaying(scene, decision, {}, 'action/not-here'),
  facts: scene => ({ program: scene.situation.program }),
  isNew: () => null,
};

/** A switch learns and forwards by automaton. IEEE 802.1D §7.7. */
export const switchFrame: Move<SituationOf<'switch-frame'>> = {
  direction: 'through',
  protocol: 'ethernet',
  fields: [],
  opens: [],
  offers: [{ action: 'send', choices: [] }],
  focus: () => '',
  kindOf: () => 'switch/forward',
  judgeAction: (scene, decision) => judgeSaying(scene, decision, {}, 'action/not-here'),
  facts: scene => ({ interface: scene.situation.interface }),
  isNew: () => null,
};

/** A program speaks for itself; it can be looked at. RFC 1122 §1.1.3. */
export const converse: Move<SituationOf<'converse'>> = {
  direction: 'up',
  protocol: 'none',
  fields: [],
  opens: [],
  offers: [{ action: 'send', choices: [] }],
  focus: () => '',
  kindOf: () => 'program/converse',
  judgeAction: (scene, decision) => judgeSaying(scene, decision, {}, 'action/not-here'),
  facts: scene => ({ program: scene.situation.program }),
  isNew: () => null,
};

/** A boundary device judges by its list; it can be looked at. RFC 2979 §2. */
export const filterPacket: Move<SituationOf<'filter-packet'>> = {
  direction: 'through',
  protocol: 'ipv4',
  fields: [],
  opens: [],
  offers: [{ action: 'send', choices: [] }],
  focus: () => '',
  kindOf: () => 'boundary/filter',
  judgeAction: (scene, decision) => judgeSaying(scene, decision, {}, 'action/not-here'),
  facts: scene => ({ interface: scene.situation.interface }),
  isNew: () => null,
};

/** A translator writes addresses anew; it can be looked at. RFC 3022 §4.1. */
export const translatePacket: Move<SituationOf<'translate-packet'>> = {
  direction: 'through',
  protocol: 'ipv4',
  fields: [],
  opens: [],
  offers: [{ action: 'send', choices: [] }],
  focus: () => '',
  kindOf: () => 'boundary/translate',
  judgeAction: (scene, decision) => judgeSaying(scene, decision, {}, 'action/not-here'),
  facts: scene => ({ interface: scene.situation.interface }),
  isNew: () => null,
};
