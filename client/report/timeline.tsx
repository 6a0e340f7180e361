import type { CrewOutline } from '../../shared/session/outline.ts';
import type { TraceStep } from '../../shared/session/replay.ts';
import { stationParts } from '../widgets/layer-words.ts';
import { deciderName, isByHand, isWrong } from './look-back-data.ts';

const WIDTH = 860;
const LEFT = 128;
const ROW = 26;
const TOP = 20;

type Sort = 'accepted' | 'remarked' | 'wrong' | 'automaton';

const LEGEND: readonly (readonly [Sort, string])[] = [
  ['accepted', 'accepted'],
  ['remarked', 'accepted with remark'],
  ['wrong', 'wrong, let through'],
  ['automaton', 'automaton'],
];

const sortOf = (step: TraceStep): Sort => {
  if (!isByHand(step)) return 'automaton';
  if (isWrong(step)) return 'wrong';
  return step.findings.length > 0 ? 'remarked' : 'accepted';
};

/** Filled when a person decided, a triangle when that was wrong, hollow for automata and apprentices. */
const Mark = ({ sort }: { readonly sort: Sort }) => {
  if (sort === 'wrong') return <path class="mark-wrong" d="M0 -9L9 8H-9Z" />;
  if (sort === 'automaton') return <circle class="mark-automaton" r="6" />;
  return (
    <>
      <circle class="mark-hand" r="7" />
      {sort === 'remarked' ? <circle class="mark-hole" r="2.6" /> : null}
    </>
  );
};

const Legend = () => (
  <ul class="legend">
    {LEGEND.map(([sort, words]) => (
      <li key={sort} class="layer-link">
        <svg width="22" height="22" viewBox="-11 -11 22 22" aria-hidden="true">
          <Mark sort={sort} />
        </svg>
        {words}
      </li>
    ))}
  </ul>
);

interface Lane {
  readonly decidedBy: string;
  readonly name: string;
}

/** People in the order in which they came, automata and apprentices below. */
const lanesOf = (outline: CrewOutline, steps: readonly TraceStep[]): readonly Lane[] => {
  const ids = [...new Set(steps.map(step => step.decidedBy))];
  const machines = ['apprentice', 'automaton'];
  return [
    ...ids.filter(id => !machines.includes(id)),
    ...machines.filter(id => ids.includes(id)),
  ].map(decidedBy => ({ decidedBy, name: deciderName(outline, decidedBy) }));
};

interface TimelineProps {
  readonly outline: CrewOutline;
  readonly steps: readonly TraceStep[];
  readonly at: number;
}

const timelineWords = (steps: readonly TraceStep[]): string => {
  const byHand = steps.filter(isByHand);
  return `Timeline: ${steps.length} steps, ${byHand.length} by hand, ${byHand.filter(isWrong).length} of them wrong.`;
};

/** Every step of the message in the lane of who decided it. */
export const Timeline = ({ outline, steps, at }: TimelineProps) => {
  const lanes = lanesOf(outline, steps);
  const xOf = (index: number): number =>
    LEFT + 20 + (index / Math.max(1, steps.length - 1)) * (WIDTH - LEFT - 40);
  const yOf = (decidedBy: string): number =>
    TOP + lanes.findIndex(lane => lane.decidedBy === decidedBy) * ROW;
  const height = TOP * 2 + (lanes.length - 1) * ROW;
  const now = steps[at];
  return (
    <>
      <Legend />
      <svg
        class="timeline"
        viewBox={`0 0 ${WIDTH} ${height}`}
        role="img"
        aria-label={timelineWords(steps)}
      >
        {lanes.map(({ decidedBy, name }) => (
          <g key={decidedBy}>
            <path class="lane-line" d={`M${LEFT} ${yOf(decidedBy)}H${WIDTH}`} />
            <text x="2" y={yOf(decidedBy) + 5}>
              {name}
            </text>
          </g>
        ))}
        <path class="playhead" d={`M${xOf(at)} 2V${height - 2}`} />
        {now === undefined ? null : (
          <circle class="mark-halo" cx={xOf(at)} cy={yOf(now.decidedBy)} r="16" />
        )}
        {steps.map((step, index) => (
          <g
            key={step.index}
            class={`layer-${stationParts(step.station).layer}`}
            transform={`translate(${xOf(index)} ${yOf(step.decidedBy)})`}
          >
            <Mark sort={sortOf(step)} />
          </g>
        ))}
      </svg>
    </>
  );
};
