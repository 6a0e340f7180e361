import type { CrewOutline } from '../../shared/session/outline.ts';
import type { TraceStep } from '../../shared/session/replay.ts';
import { givenWords } from '../widgets/action-words.ts';
import { LAYER_NAMES, placeWords } from '../widgets/layer-words.ts';
import { findingWords, kindTitle } from '../widgets/words.ts';
import { deciderName } from './look-back-data.ts';

interface StepCardProps {
  readonly outline: CrewOutline;
  readonly step: TraceStep | undefined;
}

const ACTIONS: Readonly<Record<string, string>> = {
  send: 'sent it on',
  deliver: 'handed it up',
  drop: 'dropped it',
  answer: 'sent an answer back',
};

const MACHINES: Readonly<Record<string, string>> = {
  automaton: 'The automaton',
  apprentice: 'An apprentice',
};

/** What happened at this step, and what was found in it. */
export const StepCard = ({ outline, step }: StepCardProps) => {
  if (step === undefined) return null;
  const who = MACHINES[step.decidedBy] ?? deciderName(outline, step.decidedBy);
  return (
    <section class={`card step-card layer-${step.layer}`} aria-labelledby="step-title">
      <h2 id="step-title">
        {LAYER_NAMES[step.layer]} of {step.node}
      </h2>
      <p class="soft">
        {who} {ACTIONS[step.action] ?? step.action}
        {step.to === null ? '.' : `; it went to ${placeWords(step.to)}.`}
      </p>
      {step.kind === null ? null : <p>{kindTitle(step.kind)}</p>}
      {step.findings.map(finding => {
        const words = findingWords(finding);
        return (
          <div key={finding.code} class="step-finding">
            <h3>{words.happened}</h3>
            <p>{words.why}</p>
            <p class="soft t1">
              Given <span class="num">{givenWords(finding)}</span>. {finding.rfc}
            </p>
            {finding.tag === null ? null : <span class="tag code">{finding.tag}</span>}
          </div>
        );
      })}
    </section>
  );
};
