import { utf8 } from '../base/bytes.ts';
import { optRecord } from './dns-edns.ts';
import type { DnsMessage, RecordData, ResourceRecord } from './dns-message.ts';
import { generateBytes } from './generate.ts';
import { RECORD_TYPES } from './iana.ts';

type Random = () => number;

const below = (random: Random, limit: number): number => Math.floor(random() * limit);

const LABELS = [
  'www',
  'mail',
  'ns',
  'game',
  'MiXeD',
  'xn--bcher-kva',
  'a',
  '_tcp',
  'x\\.y',
  '\\255',
];

const nameFrom = (random: Random): string => {
  const count = below(random, 4);
  const labels = Array.from({ length: count }, () => LABELS[below(random, LABELS.length)] ?? '');
  return count === 0 && random() < 0.5 ? '' : [...labels, 'example', 'test'].join('.');
};

const number32 = (random: Random): number => below(random, 2 ** 31);

const GENERATORS: Readonly<Record<number, (random: Random) => RecordData>> = {
  1: random => ({ kind: 'A', address: below(random, 2 ** 32) }),
  2: random => ({ kind: 'NS', name: nameFrom(random) }),
  5: random => ({ kind: 'CNAME', name: nameFrom(random) }),
  6: random => ({
    kind: 'SOA',
    primary: nameFrom(random),
    mailbox: nameFrom(random),
    serial: below(random, 2 ** 32),
    refresh: number32(random),
    retry: number32(random),
    expire: number32(random),
    minimum: number32(random),
  }),
  12: random => ({ kind: 'PTR', name: nameFrom(random) }),
  15: random => ({
    kind: 'MX',
    preference: below(random, 0x10000),
    exchange: nameFrom(random),
  }),
  16: random => ({
    kind: 'TXT',
    texts: Array.from({ length: 1 + below(random, 3) }, () =>
      generateBytes(random, [0, 1, 20, 255][below(random, 4)] ?? 0),
    ),
  }),
  33: random => ({
    kind: 'SRV',
    priority: below(random, 0x10000),
    weight: below(random, 0x10000),
    port: below(random, 0x10000),
    target: nameFrom(random),
  }),
  257: random => ({
    kind: 'CAA',
    flags: [0, 128][below(random, 2)] ?? 0,
    tag: utf8(['issue', 'issuewild', 'iodef'][below(random, 3)] ?? 'issue'),
    value: generateBytes(random, below(random, 20)),
  }),
  28: random => ({ kind: 'AAAA', bytes: generateBytes(random, 16) }),
  65280: random => ({ kind: 'unknown', bytes: generateBytes(random, below(random, 12)) }),
};

const TYPES = Object.keys(GENERATORS).map(Number);

const record = (random: Random): ResourceRecord => {
  const type = TYPES[below(random, TYPES.length)] ?? 1;
  const data = GENERATORS[type]?.(random) ?? { kind: 'unknown', bytes: new Uint8Array(0) };
  return { name: nameFrom(random), type, class: 1, ttl: number32(random), data };
};

const records = (random: Random, most: number): readonly ResourceRecord[] =>
  Array.from({ length: below(random, most + 1) }, () => record(random));

const QUESTION_TYPES = Object.keys(RECORD_TYPES)
  .map(Number)
  .filter(type => GENERATORS[type] !== undefined);

const edns = (random: Random): readonly ResourceRecord[] => {
  if (random() < 0.5) return [];
  const udpSizeBytes = [512, 1232, 4096, 65535][below(random, 4)] ?? 1232;
  const options = [{ code: 65001, bytes: generateBytes(random, below(random, 9)) }];
  return [optRecord({ udpSizeBytes, options: random() < 0.5 ? options : [] })];
};

/** The sections of a message: one question and, in a response, up to 3, 2 and 2 records; in half of
 *  them EDNS. */
export const generateSections = (
  random: Random,
  qr: number,
): Pick<DnsMessage, 'questions' | 'answers' | 'authorities' | 'additionals'> => ({
  questions: [
    {
      name: nameFrom(random),
      type: QUESTION_TYPES[below(random, QUESTION_TYPES.length)] ?? 1,
      class: 1,
    },
  ],
  answers: qr === 1 ? records(random, 3) : [],
  authorities: qr === 1 ? records(random, 2) : [],
  additionals: [...(qr === 1 ? records(random, 2) : []), ...edns(random)],
});
