import './panels.css';
import arrowDown from '@tabler/icons/outline/arrow-down.svg?raw';
import arrowUp from '@tabler/icons/outline/arrow-up.svg?raw';
import check from '@tabler/icons/outline/check.svg?raw';
import { type Bench, LEVELS, type Level } from '../../shared/rules/bench.ts';
import { unitBytes } from '../../shared/rules/unit-bytes.ts';
import type { Command } from '../../shared/session/commands.ts';
import type { CoachPart, FindingView } from '../../shared/session/views/play.ts';
import { Button } from '../widgets/button.tsx';
import { CapturedFields } from '../widgets/captured-fields.tsx';
import { Icon } from '../widgets/icon.tsx';
import { findingWords, hintWords, kindName, kindWords } from '../widgets/words.ts';
import { FindingCard } from './finding-card.tsx';
import { RefutationCard } from './refutation.tsx';

interface CoachProps {
  readonly coach: CoachPart;
  readonly bench: Bench | null;
  readonly whoAt: (place: string) => string;
  readonly labelOf: (path: string) => string;
  /** Hex pairs of the bits that a finding names, in the unit on the bench. */
  readonly bytesAt: (finding: FindingView) => string;
  readonly givenAt: (finding: FindingView) => string;
  /** What is asked stands elsewhere on the page. */
  readonly asked?: boolean;
  readonly act: (command: Command) => void;
}

const HINT_NAMES = ['Where to look', 'The rule', 'A worked sibling', 'The answer'] as const;

const Hints = ({ coach, bench }: Pick<CoachProps, 'coach' | 'bench'>) =>
  bench === null || coach.hints.length === 0 ? null : (
    <section class="coach calm" aria-label="Hints">
      <dl class="hints">
        {coach.hints.map(({ step, kind, facts }) => (
          <div key={step} class="arrive">
            <dt>
              {step}. {HINT_NAMES[step - 1]}
            </dt>
            <dd>{hintWords(kind, step, facts)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );

const LEVEL_NAMES: Readonly<Record<Level, string>> = {
  words: 'Words',
  fields: 'Fields',
  hex: 'Hex',
};

/** One scaffold step up or down for this kind. */
const LevelStep = ({ bench, act }: { readonly bench: Bench; readonly act: CoachProps['act'] }) => {
  const at = LEVELS.indexOf(bench.level);
  const to = (level: Level) => (
    <Button
      key={level}
      look="quiet"
      size="small"
      icon={LEVELS.indexOf(level) > at ? arrowUp : arrowDown}
      onClick={() => act({ type: 'level', kind: bench.kind, level })}
    >
      {LEVEL_NAMES[level]}
    </Button>
  );
  const neighbours = bench.levels.filter(level => Math.abs(LEVELS.indexOf(level) - at) === 1);
  return (
    <p class="row wrap t1 dim level-step">
      In {LEVEL_NAMES[bench.level].toLowerCase()}. Change to{neighbours.map(to)}
    </p>
  );
};

/** Before the first try: what is asked. */
export const Question = ({ bench }: { readonly bench: Bench }) => {
  const words = kindWords(bench.kind, bench.facts);
  return (
    <section class="question" aria-label="What is asked">
      <h2>{words.question}</h2>
    </section>
  );
};

type Verdict = NonNullable<CoachPart['verdict']>;

const SENT_WORDS: Readonly<Record<Exclude<Verdict['shade'], 'refused' | 'let-through'>, string>> = {
  accepted: 'Accepted',
  remarked: 'Accepted',
  recorded: 'Sent',
};

const Accepted = ({ verdict }: { readonly verdict: Verdict }) => {
  const remark = verdict.findings[0];
  // What was let through shows in its refutation.
  if (verdict.shade === 'refused' || verdict.shade === 'let-through') return null;
  return (
    <p class="accepted arrive">
      <Icon svg={check} class="good-text" />
      <span>
        <b>{verdict.repaired ? 'Repaired' : SENT_WORDS[verdict.shade]}</b>
        <span class="soft">
          {', '}
          {kindName(verdict.kind)}
        </span>
        {remark === undefined || verdict.shade !== 'remarked' ? null : (
          <span class="dim"> Unusual, works: {findingWords(remark).why}</span>
        )}
      </span>
    </p>
  );
};

/** What was read byte by byte, when it is decided: field by field, folded away once the next unit asks its question. */
const ReadOut = ({ bench, open }: { readonly bench: Bench; readonly open: boolean }) => {
  const { spans } = unitBytes({ ...bench, direction: 'up' }, {});
  return <CapturedFields spans={spans} title="What the bytes said" open={open} />;
};

/** Finding, refutation, question or calm: always one loud thing. */
export const Coach = (props: CoachProps) => {
  const { coach, bench, whoAt, labelOf, bytesAt, givenAt, asked = false, act } = props;
  const { verdict, refutation } = coach;
  const refused = verdict?.shade === 'refused' && verdict.taskId === bench?.taskId;
  const finding = refused ? verdict.findings[0] : undefined;
  return (
    <section class="stack" aria-labelledby="coach-title">
      <h2 class="sr" id="coach-title" tabIndex={-1}>
        Coach
      </h2>
      {refutation === null ? null : (
        <RefutationCard refutation={refutation} whoAt={whoAt} act={act} />
      )}
      {verdict === null ? null : <Accepted verdict={verdict} />}
      {finding === undefined ? null : (
        <FindingCard
          finding={finding}
          bytes={bytesAt(finding)}
          given={givenAt(finding)}
          fieldLabel={labelOf(finding.field)}
          whoAt={whoAt}
          described
          later={refutation !== null}
        />
      )}
      {bench !== null && finding === undefined && !asked ? <Question bench={bench} /> : null}
      <Hints coach={coach} bench={bench} />
      {bench === null ? null : <LevelStep bench={bench} act={act} />}
      {verdict?.bench === undefined ? null : (
        <ReadOut bench={verdict.bench} open={bench === null} />
      )}
    </section>
  );
};
