import '../style/hex.css';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { fromHex } from '../../shared/base/bytes.ts';
import type { CrewOutline } from '../../shared/session/outline.ts';
import type { TraceStep } from '../../shared/session/replay.ts';
import { HexGrid } from '../widgets/hex-grid.tsx';
import { placeWords } from '../widgets/layer-words.ts';
import { ScrollFrame } from '../widgets/scroll-frame.tsx';
import { type OwnedRun, ownedRuns } from './byte-owners.ts';
import { deciderName, isByHand } from './look-back-data.ts';

interface BytesCardProps {
  readonly outline: CrewOutline;
  readonly steps: readonly TraceStep[];
  readonly at: number;
}

const rangeText = ({ from, to }: OwnedRun): string =>
  to - from === 1 ? String(from) : `${from}–${to - 1}`;

const toneOf = (run: OwnedRun | undefined, steps: readonly TraceStep[]): string => {
  const maker = run === undefined || run.step === null ? undefined : steps[run.step];
  return run !== undefined && maker !== undefined && isByHand(maker)
    ? `layer-${run.layer}`
    : 'plain';
};

interface OwnersProps extends BytesCardProps {
  readonly runs: readonly OwnedRun[];
  readonly chosen: number;
  readonly onChoose: (run: number) => void;
}

const ownerName = ({ outline, steps }: BytesCardProps, { step }: OwnedRun): string => {
  const maker = step === null ? undefined : steps[step];
  if (maker === undefined) return 'another message';
  return `${deciderName(outline, maker.decidedBy)}, ${placeWords(maker.station)}`;
};

const Owners = (props: OwnersProps) => (
  <ScrollFrame label="Parts of the unit and who decided them">
    <table class="table owners">
      <thead>
        <tr>
          <th scope="col">Part</th>
          <th scope="col">Bytes</th>
          <th scope="col">Decided by</th>
        </tr>
      </thead>
      <tbody>
        {props.runs.map((run, index) => (
          <tr key={`${run.from}/${run.label}`} class={index === props.chosen ? 'hit' : ''}>
            <th scope="row">
              <button
                type="button"
                class={`owner-part layer-${run.layer}`}
                aria-pressed={index === props.chosen}
                onClick={() => props.onChoose(index)}
              >
                {run.label}
              </button>
            </th>
            <td class="num">{rangeText(run)}</td>
            <td>{ownerName(props, run)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </ScrollFrame>
);

/** The unit as it stands after this step: bytes written by hand in their layer's colour, the rest plain. */
export const BytesCard = (props: BytesCardProps) => {
  const { steps, at } = props;
  const [chosen, setChosen] = useState(-1);
  const hex = steps[at]?.hex ?? '';
  const runs = useMemo(() => ownedRuns(steps, at), [steps, at]);
  const bytes = useMemo(() => {
    const parsed = fromHex(hex);
    return parsed.ok ? parsed.value : new Uint8Array();
  }, [hex]);
  useEffect(() => setChosen(-1), [steps, at]);
  const runAt = (index: number): OwnedRun | undefined =>
    runs.find(run => index >= run.from && index < run.to);
  const selected = runs[chosen] ?? null;
  return (
    <section class="card bytes-card" aria-labelledby="bytes-title">
      <div class="heading">
        <h2 id="bytes-title">Who decided which byte</h2>
        <span class="dim">coloured by hand, plain by automaton</span>
      </div>
      {bytes.length === 0 ? (
        <p class="soft">No bytes at this step: something else has to be found out first.</p>
      ) : (
        <div class="bytes-and-owners">
          <HexGrid
            bytes={bytes}
            base={0}
            label="Bytes of the unit"
            toneOf={index => toneOf(runAt(index), steps)}
            selected={selected}
            asText
            onByte={index => setChosen(runs.findIndex(run => index >= run.from && index < run.to))}
          />
          <Owners {...props} runs={runs} chosen={chosen} onChoose={setChosen} />
        </div>
      )}
    </section>
  );
};
