import { expect, test } from 'vitest';
import { judged, type Place, type Refusal, refusalOf } from '../places.ts';

const at = (node: string, exchange: string): Place => [
  '05-ask-the-root',
  exchange,
  `${node}.application`,
  'answer-query',
];

const ROOT = at('root', 'walk');
const TOP = at('top', 'walk');
const GAME = at('game', 'walk');
const ALIAS = at('game', 'alias');
const MISSING = at('game', 'missing');
const NO_MAIL = at('game', 'no-mail');

const ADDRESS = 'www.game.test 300 A 203.0.113.80';
const ALIAS_LINE = 'prices.game.example 300 CNAME www.game.example';
const BEHIND = 'www.game.example 300 A 203.0.113.80';

const REFUSED: readonly Refusal[] = [
  [
    'the root has no addresses of what lies below',
    ROOT,
    'send',
    { reply: 'answer' },
    'serve/answered-below',
    'www-is-web',
  ],
  [
    'what was given away is not denied',
    ROOT,
    'send',
    { reply: 'no-such-name' },
    'serve/denied-below',
    null,
  ],
  [
    'a name below the own zone is not refused',
    ROOT,
    'send',
    { reply: 'refused' },
    'serve/refused-mine',
    null,
  ],
  [
    'a pointer has no authority',
    ROOT,
    'send',
    { 'dns.aa': 1 },
    'serve/authority-on-referral',
    null,
  ],
  [
    'a server in its own zone cannot be found without glue',
    ROOT,
    'send',
    { 'dns.additional': '' },
    'serve/no-glue',
    null,
  ],
  [
    'a pointer without servers points nowhere',
    ROOT,
    'send',
    { 'dns.authority': '' },
    'serve/no-pointers',
    null,
  ],
  [
    'a pointer to the own servers leads back',
    TOP,
    'send',
    { 'dns.authority': 'test 604800 NS ns.test' },
    'serve/pointers-to-self',
    null,
  ],
  [
    'the last label counts, not the first',
    TOP,
    'send',
    { 'dns.authority': 'school.test 604800 NS ns.school.test' },
    'serve/read-from-left',
    null,
  ],
  [
    'an alias comes before what it stands for',
    ALIAS,
    'send',
    { 'dns.answers': BEHIND },
    'serve/alias-skipped',
    null,
  ],
  [
    'www is there only if somebody has entered it',
    MISSING,
    'send',
    { reply: 'answer' },
    'serve/invented',
    'www-is-web',
  ],
  [
    'a name that is not there lacks every type',
    MISSING,
    'send',
    { reply: 'no-data' },
    'serve/name-missing',
    null,
  ],
  [
    'a denial shows who says so and for how long',
    MISSING,
    'send',
    { 'dns.authority': '' },
    'serve/denial-without-soa',
    null,
  ],
  [
    'a name with other types is there',
    NO_MAIL,
    'send',
    { reply: 'no-such-name' },
    'serve/only-type-missing',
    null,
  ],
  ['another type does not answer', NO_MAIL, 'send', { reply: 'answer' }, 'serve/other-type', null],
  ['the code fits the reply', MISSING, 'send', { 'dns.rcode': 0 }, 'serve/code-wrong', null],
  ['a zone speaks with authority', GAME, 'send', { 'dns.aa': 0 }, 'serve/authority-missing', null],
  [
    'the TTL of a record is no count of hops',
    GAME,
    'send',
    { 'dns.ttl': 64 },
    'serve/ttl-is-hops',
    'ttl-is-seconds',
  ],
  ['the owner says how long it lasts', GAME, 'send', { 'dns.ttl': 1 }, 'serve/ttl-wrong', null],
  [
    'what nobody asked for stays out',
    GAME,
    'send',
    { 'dns.additional': ADDRESS },
    'serve/extra-records',
    null,
  ],
  ['a server is not silent', GAME, 'drop', { reason: 'nothing-to-do' }, 'serve/silent', null],
];

test.each(REFUSED)('%s', (_fact, place, action, values, code, tag) => {
  expect(refusalOf(place, action, values)).toEqual({ shade: 'refused', code, tag });
});

test.each([
  ['the order of records means nothing', ALIAS, { 'dns.answers': `${BEHIND}\n${ALIAS_LINE}` }],
  ['nor does the case of a name', GAME, { 'dns.answers': ADDRESS.replace('www', 'WWW') }],
  [
    'the servers of the zone may stand beside an answer',
    GAME,
    {
      'dns.authority': 'game.test 604800 NS ns.game.test',
      'dns.additional': 'ns.game.test 604800 A 203.0.113.10',
    },
  ],
])('%s', (_fact, place, values) => {
  expect(judged(place, 'send', values)).toEqual({ shade: 'accepted', findings: [] });
});

test('an alias alone works, and costs a question', () => {
  const { shade, findings } = judged(ALIAS, 'send', { 'dns.answers': ALIAS_LINE });
  expect([shade, findings[0]?.code]).toEqual(['remarked', 'serve/alias-not-followed']);
});
