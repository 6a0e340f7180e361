import { describe, expect, test } from 'vitest';
import { BECAUSE_WORDS, COLUMN_WORDS, TABLE_WORDS } from '../../../shared/lessons/bench-en.ts';
import { FINDING_WORDS } from '../../../shared/lessons/findings-en.ts';
import { answerHint, HINT_WORDS } from '../../../shared/lessons/hints-en.ts';
import { KIND_WORDS } from '../../../shared/lessons/kinds-en.ts';
import { SIDE_WORDS } from '../../../shared/lessons/side-en.ts';
import { automatonDecision } from '../../../shared/network/automaton.ts';
import { BECAUSE_CHOICES, becauseQuestion } from '../../../shared/rules/because.ts';
import { FINDING_CODES, FINDINGS } from '../../../shared/rules/findings.ts';
import { type HintStep, hintFor } from '../../../shared/rules/hints.ts';
import { kindOf } from '../../../shared/rules/kind-of.ts';
import { KIND_IDS, type KindId } from '../../../shared/rules/kinds.ts';
import { ALIKE, shownKind } from '../../../shared/rules/shown-kind.ts';
import { ownTables } from '../../../shared/rules/tables.ts';
import type { Finding } from '../../../shared/rules/verdict.ts';
import { benchAt, failures, type Seen } from '../rules/worlds.ts';

/** Nothing filled in and nothing refused yet. */
const ARRIVED = { bench: null, refused: null };

const gapsIn = (text: string): string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);

const fill = (text: string, facts: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w+)\}/g, (_gap, name: string) => facts[name] ?? '');

describe('words for findings', () => {
  test('every code has three parts, none of which blames', () => {
    for (const code of FINDING_CODES) {
      const { happened, why, look } = FINDING_WORDS[code];
      for (const part of [happened, why, look]) expect(part.length).toBeGreaterThan(10);
      expect(`${happened} ${why} ${look}`).not.toMatch(
        /\b(you should|your mistake|wrong again|stupid)\b/i,
      );
    }
  });

  test('every section is written as the document numbers it', () => {
    for (const { rfc } of Object.values(FINDINGS)) {
      expect(rfc).toMatch(/^(RFC \d{3,4}(,| §\d)|IEEE 802\.(3|1Q) §\d)/);
    }
  });
});

describe('words for kinds', () => {
  test('every sentence has one gap, and the bench has the facts it names', () => {
    for (const kind of KIND_IDS) expect(KIND_WORDS[kind].sentence.split('___').length).toBe(2);
    expect(
      failures(seen => {
        const { sentence, question } = KIND_WORDS[kindOf(seen.world, seen.task)];
        const { facts } = benchAt(seen, 'words');
        const missing = gapsIn(`${sentence} ${question}`).filter(name => facts[name] === undefined);
        return missing.length === 0 ? null : missing.join(', ');
      }),
    ).toEqual([]);
  });

  test('kinds that look alike on arrival have the same words there, and no others do', () => {
    const wordsOnArrival = (kind: KindId) => {
      const { title, question, sentence } = KIND_WORDS[kind];
      return [title, question, sentence].join('\n');
    };
    for (const kind of KIND_IDS) {
      const alike = KIND_IDS.filter(other => wordsOnArrival(other) === wordsOnArrival(kind));
      expect(KIND_IDS.filter(other => shownKind(other) === shownKind(kind))).toEqual(alike);
    }
  });

  test('each kind that looks like another has a name of its own afterwards', () => {
    for (const alike of ALIKE) {
      expect(new Set(alike.map(kind => KIND_WORDS[kind].name)).size).toBe(alike.length);
    }
  });

  test('the first hints of kinds that look alike are the same', () => {
    for (const [first, ...others] of ALIKE) {
      for (const kind of others) expect(HINT_WORDS[kind]).toEqual(HINT_WORDS[first]);
    }
  });
});

const hintText = (seen: Seen, step: HintStep): string => {
  const facts = hintFor(seen.world, seen.task, step, 'hints', ARRIVED);
  const { look, rule, sibling } = HINT_WORDS[kindOf(seen.world, seen.task)];
  return fill([look, rule, sibling, answerHint(facts, String)][step - 1] ?? '', facts);
};

/** What the person has to find: shown value, or nothing where it stands among the facts of the bench. */
const secretOf = (seen: Seen): string | null => {
  const { answer, action } = hintFor(seen.world, seen.task, 4, 'hints', ARRIVED);
  const { facts, level } = benchAt(seen, 'words');
  const told = Object.values(facts).join(' ');
  if (answer === undefined || action === 'drop' || level !== 'words') return null;
  return told.includes(answer) || answer.length < 6 ? null : answer;
};

/** Whether a text holds a value by itself: 203.0.113.1 is not in 203.0.113.167. */
const tells = (text: string, secret: string): boolean =>
  text.split(secret).some((after, index) => index > 0 && !/^\w/.test(after));

describe('hints', () => {
  test('every gap of a hint has its fact', () => {
    expect(
      failures(seen => {
        const { look, rule, sibling } = HINT_WORDS[kindOf(seen.world, seen.task)];
        const steps = [look, rule, sibling].map((text, index) => {
          const facts = hintFor(seen.world, seen.task, (index + 1) as HintStep, 'hints', ARRIVED);
          return gapsIn(text).filter(name => facts[name] === undefined);
        });
        const missing = steps.flat();
        return missing.length === 0 ? null : missing.join(', ');
      }),
    ).toEqual([]);
  });

  test('the first three do not tell the answer, the fourth does', () => {
    expect(
      failures(seen => {
        const secret = secretOf(seen);
        if (secret === null) return null;
        const early = ([1, 2, 3] as const).map(step => hintText(seen, step));
        if (early.some(text => tells(text, secret))) return `${secret} in ${early.join(' | ')}`;
        return hintText(seen, 4).includes(secret) ? null : `${secret} not in the fourth`;
      }),
    ).toEqual([]);
  });

  test('the facts of the first three hold no answer', () => {
    expect(
      failures(seen => {
        const steps = ([1, 2, 3] as const).map(step =>
          hintFor(seen.world, seen.task, step, 'hints', ARRIVED),
        );
        return steps.some(facts => 'answer' in facts || 'saying' in facts) ? 'told' : null;
      }),
    ).toEqual([]);
  });

  test('the fourth says to drop what is to be dropped', () => {
    expect(
      failures(seen => {
        const right = automatonDecision(seen.world, seen.task);
        const reason = String(right.values.reason);
        return right.action !== 'drop' || hintText(seen, 4).includes(reason) ? null : reason;
      }),
    ).toEqual([]);
  });
});

describe('other words', () => {
  test('own tables have headings for all columns', () => {
    expect(
      failures(({ world, task }) => {
        const tables = ownTables(world, task.station);
        const isSaid = tables.every(
          ({ id, columns }) => TABLE_WORDS[id] !== '' && columns.every(name => COLUMN_WORDS[name]),
        );
        return isSaid ? null : 'a heading is missing';
      }),
    ).toEqual([]);
  });

  test('a because-question has three choices with words, one of them right', () => {
    for (const tag of Object.keys(BECAUSE_CHOICES)) {
      const finding = { tag, code: 'ttl/kept' } as unknown as Finding;
      const question = becauseQuestion(finding, 'seed');
      expect(question?.choices).toHaveLength(3);
      expect(question?.choices).toContain(question?.right);
      for (const key of question?.choices ?? []) {
        expect(BECAUSE_WORDS).toHaveProperty([key]);
      }
    }
  });

  test('idle-time questions have words', () => {
    const asked = [
      'ethernet',
      'ipv4',
      'udp',
      'next-hop',
      'nat-behind',
      'port',
      'bit',
      'switch-way',
      'expires-next',
      'zone-cut',
      'idle-line',
      'next-syn',
      'next-syn-ack',
      'next-dns-question',
      'next-arp-request',
      'guard-rule',
      'free-addresses',
      'double-lease',
      'log-line',
      'forger-odds',
    ];
    expect(Object.keys(SIDE_WORDS).sort()).toEqual(asked.sort());
  });
});
