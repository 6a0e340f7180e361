import { useMemo } from 'preact/hooks';
import type { CrewOutline } from '../../shared/session/outline.ts';
import type { FindingView } from '../../shared/session/views/play.ts';
import { givenWords } from '../widgets/action-words.ts';
import { Card } from '../widgets/card.tsx';
import { findingWords } from '../widgets/words.ts';
import type { Message } from './look-back-data.ts';

interface TagsCardProps {
  readonly outline: CrewOutline;
  readonly messages: readonly Message[];
  readonly onMessage: (exchange: number | null) => void;
}

interface Met {
  readonly finding: FindingView;
  readonly exchange: number | null;
}

/** What left although it was wrong, and what was refused before it left. */
const allFindings = ({ outline, messages }: Omit<TagsCardProps, 'onMessage'>): readonly Met[] => [
  ...messages.flatMap(({ exchange, steps }) =>
    steps.flatMap(step => step.findings.map(finding => ({ finding, exchange }))),
  ),
  ...outline.refused.flatMap(({ findings, exchange }) =>
    findings.map(finding => ({ finding, exchange })),
  ),
];

const titleOf = (tag: string | null): string => tag ?? 'no belief behind it';

/** Findings of the round, gathered by the belief that they show; each leads to its message. */
export const TagsCard = ({ outline, messages, onMessage }: TagsCardProps) => {
  const groups = useMemo(
    () => [...Map.groupBy(allFindings({ outline, messages }), met => met.finding.tag)],
    [outline, messages],
  );
  return (
    <Card title="Findings by belief" note={outline.me === null ? 'of the crew' : 'of the round'}>
      {groups.length === 0 ? <p class="soft">Nothing was found wrong.</p> : null}
      {groups.map(([tag, all]) => (
        <details key={titleOf(tag)} class="tag-group">
          <summary>
            <span class="tag code">{titleOf(tag)}</span>
            <span class="num">{all.length}</span>
          </summary>
          <ul>
            {all.map(({ finding, exchange }, index) => (
              <li key={`${exchange}/${index}`}>
                <button type="button" class="text-button" onClick={() => onMessage(exchange)}>
                  {findingWords(finding).happened}
                </button>{' '}
                <span class="soft t1">
                  given {givenWords(finding)}, {finding.rfc}
                </span>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </Card>
  );
};
