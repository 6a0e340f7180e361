import './refutation.css';
import check from '@tabler/icons/outline/check.svg?raw';
import { useEffect, useRef } from 'preact/hooks';
import { fromHex } from '../../shared/base/bytes.ts';
import type { Command } from '../../shared/session/commands.ts';
import type { Refutation } from '../../shared/session/views/play.ts';
import { Button } from '../widgets/button.tsx';
import { capital } from '../widgets/field-names.ts';
import { HexGrid } from '../widgets/hex-grid.tsx';
import { Icon } from '../widgets/icon.tsx';
import { becauseWords, findingWords, frameWords } from '../widgets/words.ts';

interface RefutationProps {
  readonly refutation: Refutation;
  readonly whoAt: (place: string) => string;
  readonly act: (command: Command) => void;
}

const SHOWN_BYTES = 16;

type Frame = Refutation['frames'][number];

/** The bytes they looked at, with the mark in sight. */
const FrameBytes = ({ frame, at }: { readonly frame: Frame; readonly at: string }) => {
  const bytes = fromHex(frame.hex);
  if (!bytes.ok || bytes.value.length === 0) return null;
  const { mark } = frame;
  const from = mark === null ? 0 : Math.floor(mark.offset / 8);
  const start = Math.floor(from / 8) * 8;
  const range =
    mark === null
      ? null
      : { from: from - start, to: Math.ceil((mark.offset + mark.length) / 8) - start };
  return (
    <HexGrid
      bytes={bytes.value.slice(start, start + SHOWN_BYTES)}
      base={start}
      columns={8}
      label={`Bytes at ${at}`}
      toneOf={() => 'plain'}
      selected={range}
    />
  );
};

const Because = ({ refutation, act }: Omit<RefutationProps, 'whoAt'>) => {
  const { choices, chosen, right } = refutation.question;
  if (choices.length === 0) return null;
  const isMarked = refutation.frames.some(({ mark }) => mark !== null);
  const lookAt = isMarked ? 'the marked bytes' : 'what happened';
  return (
    <fieldset class="because">
      <legend>Why did that happen?</legend>
      {choices.map(choice => (
        <Button
          key={choice}
          class="because-choice"
          pressed={choice === chosen}
          notYet={chosen === null ? null : 'You have answered that already.'}
          onClick={() => act({ type: 'because', refutationId: refutation.refutationId, choice })}
        >
          {becauseWords(choice, refutation.finding.facts)}
        </Button>
      ))}
      {right === null ? null : (
        <p class="row" role="status">
          {right ? <Icon svg={check} class="good-text" /> : null}
          {right ? 'That is why.' : `Not quite: look at ${lookAt} above once more.`}
        </p>
      )}
    </fieldset>
  );
};

/** What never left came to nobody either: that goes without saying. */
const toldIn = (frames: Refutation['frames']): readonly Frame[] =>
  frames[0]?.what === 'frame/never-left'
    ? frames.filter(({ what }) => what !== 'frame/arrived-nowhere')
    : frames;

/** After a wrong unit has ended in the network: its story in frames, and one question. */
export const RefutationCard = ({ refutation, whoAt, act }: RefutationProps) => {
  const card = useRef<HTMLElement>(null);
  useEffect(() => card.current?.scrollIntoView({ block: 'start' }), [refutation.refutationId]);
  return (
    <section ref={card} class="coach refutation arrive" aria-labelledby="refutation-title">
      <h2 id="refutation-title">{findingWords(refutation.finding).happened}</h2>
      <ol class="story">
        {toldIn(refutation.frames).map((frame, index) => {
          const at = whoAt(frame.at);
          return (
            <li key={index}>
              {capital(frameWords(frame.what, { ...refutation.finding.facts, at }))}
              {index === 0 || frame.mark !== null ? <FrameBytes frame={frame} at={at} /> : null}
            </li>
          );
        })}
      </ol>
      <Because refutation={refutation} act={act} />
      <Button
        size="small"
        onClick={() =>
          act({ type: 'because', refutationId: refutation.refutationId, choice: null })
        }
      >
        {refutation.question.chosen === null ? 'Skip' : 'Go on'}
      </Button>
    </section>
  );
};
