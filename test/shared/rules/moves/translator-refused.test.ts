import { expect, test } from 'vitest';
import { read16 } from '../../../../shared/base/bytes.ts';
import type { Action, Value } from '../../../../shared/network/task.ts';
import type { FindingCode } from '../../../../shared/rules/findings.ts';
import { judge } from '../../../../shared/rules/judge.ts';
import type { MisconceptionTag } from '../../../../shared/rules/misconceptions.ts';
import type { Stopped } from '../../missions/playing.ts';
import {
  ASKED,
  BACK,
  CLIENT,
  ECHO_BACK,
  FIRST,
  GOES_ON,
  INNER,
  KNOCKED,
  NEIGHBOUR,
  NEWS,
  OLD,
  OUT,
  SERVER,
  SHARED,
} from '../at-translator.ts';

type Given = Readonly<Record<string, Value>>;

type Row = readonly [
  fact: string,
  place: Stopped,
  action: Action,
  values: Given,
  code: FindingCode,
  tag: MisconceptionTag | null,
];

const NO_ROW = { reason: 'no-mapping' };

const REFUSED: readonly Row[] = [
  [
    'a private source finds no way back',
    OUT,
    'send',
    { 'ipv4.source': CLIENT },
    'nat/source-kept',
    'route-back-assumed',
  ],
  ['the inner side is as private', OUT, 'send', { 'ipv4.source': INNER }, 'nat/source-inner', null],
  ['nobody else is the source', OUT, 'send', { 'ipv4.source': SERVER }, 'nat/source-other', null],
  [
    'the far end stays, out',
    OUT,
    'send',
    { 'ipv4.destination': SHARED },
    'nat/far-end-rewritten',
    'router-rewrites-ip',
  ],
  [
    'the far end stays, in',
    BACK,
    'send',
    { 'ipv4.source': INNER },
    'nat/far-end-rewritten',
    'router-rewrites-ip',
  ],
  ['one port, one conversation', OUT, 'send', { 'nat.port': 40_000 }, 'nat/port-taken', null],
  ['nobody answers to port 0', OUT, 'send', { 'nat.port': 0 }, 'nat/port-zero', null],
  ['17 says UDP', OUT, 'send', { 'nat.port': 17 }, 'nat/port-is-protocol', 'port-is-protocol'],
  [
    '7 is the port of the service',
    OUT,
    'send',
    { 'nat.port': 7 },
    'nat/port-is-service',
    'port-is-service',
  ],
  ['a row keeps its port', GOES_ON, 'send', { 'nat.port': 50_001 }, 'nat/mapping-changed', null],
  [
    'the pseudo header counts',
    OUT,
    'send',
    { 'nat.rewrites': 'port' },
    'nat/transport-sum-kept',
    null,
  ],
  [
    'the port is further in',
    OUT,
    'send',
    { 'nat.rewrites': 'header' },
    'nat/port-not-written',
    null,
  ],
  [
    'a kept port leaves the sum to do',
    FIRST,
    'send',
    { 'nat.rewrites': 'header' },
    'nat/transport-sum-kept',
    null,
  ],
  [
    'a quote is turned back too',
    NEWS,
    'send',
    { 'nat.rewrites': 'port-and-sum' },
    'nat/quote-kept',
    null,
  ],
  [
    'an old header sum is wrong',
    BACK,
    'send',
    { 'ipv4.headerChecksum': read16(BACK.task.unit, 10) },
    'nat/header-sum-kept',
    null,
  ],
  ['so is any other', BACK, 'send', { 'ipv4.headerChecksum': 1 }, 'nat/header-sum-wrong', null],
  [
    'the shared address is nobody inside',
    BACK,
    'send',
    { 'ipv4.destination': SHARED },
    'nat/not-turned-back',
    null,
  ],
  [
    'only the row says who',
    BACK,
    'send',
    { 'ipv4.destination': NEIGHBOUR },
    'nat/wrong-host',
    null,
  ],
  ['and under which port', BACK, 'send', { 'nat.port': 7 }, 'nat/inside-port-wrong', null],
  [
    'an identifier comes back as it was',
    ECHO_BACK,
    'send',
    { 'nat.port': 7 },
    'nat/inside-port-wrong',
    null,
  ],
  [
    'news goes to who sent it',
    NEWS,
    'send',
    { 'ipv4.destination': NEIGHBOUR },
    'nat/wrong-host',
    null,
  ],
  [
    'a port chooses no host',
    KNOCKED,
    'send',
    { 'ipv4.destination': CLIENT },
    'nat/host-by-service',
    'port-is-service',
  ],
  ['nobody asked', ASKED, 'send', { 'ipv4.destination': CLIENT }, 'nat/let-in', null],
  ['a row grows old', OLD, 'send', { 'ipv4.destination': CLIENT }, 'nat/row-too-old', null],
  [
    'a first segment is met with silence',
    KNOCKED,
    'answer',
    { answer: 'port-unreachable' },
    'nat/told-at-once',
    null,
  ],
  [
    'a way out needs its way back',
    BACK,
    'drop',
    NO_ROW,
    'nat/answer-dropped',
    'route-back-assumed',
  ],
  ['from inside it may leave', OUT, 'drop', NO_ROW, 'nat/outward-dropped', null],
  [
    'what can go on is not answered',
    OUT,
    'answer',
    { answer: 'port-unreachable' },
    'nat/not-to-answer',
    null,
  ],
  ['there is no list here', KNOCKED, 'drop', { reason: 'not-permitted' }, 'nat/wrong-reason', null],
];

test.each(REFUSED)('at a translator: %s', (_fact, { world, task }, action, values, code, tag) => {
  const { shade, findings } = judge(world, task, { action, values });
  expect([shade, findings[0]?.code, findings[0]?.tag ?? null]).toEqual(['refused', code, tag]);
});
