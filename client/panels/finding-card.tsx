import back from '@tabler/icons/outline/arrow-back-up.svg?raw';
import { useEffect, useRef } from 'preact/hooks';
import type { FindingView } from '../../shared/session/views/play.ts';
import { Icon } from '../widgets/icon.tsx';
import { findingWords } from '../widgets/words.ts';

interface FindingCardProps {
  readonly finding: FindingView;
  /** Bytes that show it, as hex pairs; '' for a choice outside the header. */
  readonly bytes: string;
  /** What was given, in words. */
  readonly given: string;
  readonly fieldLabel: string;
  readonly whoAt: (place: string) => string;
  /** Set apart where the field is described by it. */
  readonly described?: boolean;
  /** Something else is to be read before it. */
  readonly later?: boolean;
}

const byteRange = ({ bits }: FindingView): string => {
  if (bits === null) return 'Bytes';
  const from = Math.floor(bits.offset / 8);
  const last = Math.ceil((bits.offset + bits.length) / 8) - 1;
  return from === last ? `Byte ${from}` : `Bytes ${from}–${last}`;
};

/** Who sent it back, why, which bytes, what was given, the rule with its section, where to look. */
export const FindingCard = (props: FindingCardProps) => {
  const { finding, bytes, given, fieldLabel, whoAt, described = false, later = false } = props;
  const words = findingWords(finding);
  const isDeed = finding.field === 'action';
  const card = useRef<HTMLElement>(null);
  // Who has read on in the tables still sees what came back, from its beginning.
  useEffect(() => {
    if (later) return;
    const { clientHeight = 0 } = card.current ?? {};
    card.current?.scrollIntoView({ block: clientHeight > innerHeight / 2 ? 'start' : 'nearest' });
  }, [finding, later]);
  return (
    <section ref={card} class="coach finding arrive" aria-label="What came back">
      <h2>
        <Icon svg={back} />
        <span>
          Back from {whoAt(finding.speaker)}: {words.happened}
        </span>
      </h2>
      <p id={described ? 'finding-text' : undefined}>{words.why}</p>
      <dl class="facts">
        {bytes === '' ? null : (
          <>
            <dt>{byteRange(finding)}</dt>
            <dd>
              <span class="finding-bytes">{bytes}</span> <span class="sr">here</span>
            </dd>
          </>
        )}
        <dt>{isDeed ? 'You chose' : 'You gave'}</dt>
        <dd>
          <b>{given}</b>
          {isDeed ? '' : ` in “${fieldLabel}”`}
        </dd>
        <dt>Rule</dt>
        <dd>{finding.rfc}</dd>
        {words.look === '' ? null : (
          <>
            <dt>Look at</dt>
            <dd>{words.look}</dd>
          </>
        )}
      </dl>
      {finding.tag === null ? null : <span class="tag code">{finding.tag}</span>}
    </section>
  );
};
