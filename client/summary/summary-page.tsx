import './summary.css';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import type { SummaryPart } from '../../shared/session/views/progress.ts';
import type { HeadPart } from '../../shared/session/views/seat.ts';
import { forgetSeat } from '../net/seat.ts';
import { markFinished } from '../practice/finished.ts';
import { givenWords } from '../widgets/action-words.ts';
import { Button } from '../widgets/button.tsx';
import { Card } from '../widgets/card.tsx';
import { navigate } from '../widgets/route.ts';
import { TopBar } from '../widgets/top-bar.tsx';
import { findingWords, kindName, tagWords } from '../widgets/words.ts';

interface SummaryProps {
  readonly head: HeadPart;
  readonly summary: SummaryPart | null;
  readonly notices: ComponentChildren;
  readonly clock: ComponentChildren;
}

const Figures = ({ summary }: { readonly summary: SummaryPart }) => (
  <dl class="figures">
    <div>
      <dt>right decisions</dt>
      <dd class="num">{summary.rightDecisions}</dd>
    </div>
    <div>
      <dt>at the first try</dt>
      <dd class="num">{summary.firstTry}</dd>
    </div>
    <div>
      <dt>repaired yourself</dt>
      <dd class="num">{summary.repaired}</dd>
    </div>
    <div>
      <dt>all-hands messages</dt>
      <dd class="num">{summary.allHands}</dd>
    </div>
    <div>
      <dt>hints opened</dt>
      <dd class="num">{summary.hints}</dd>
    </div>
  </dl>
);

const kindsTitle = (count: number): string =>
  count === 1 ? '1 kind of decision' : `${count} kinds of decision`;

const Kinds = ({ summary }: { readonly summary: SummaryPart }) => (
  <Card title={kindsTitle(summary.kinds.length)} note="that you have met">
    <ul class="chips">
      {summary.kinds.map(kind => (
        <li key={kind} class="tag">
          {kindName(kind)}
        </li>
      ))}
    </ul>
  </Card>
);

const Tags = ({ summary }: { readonly summary: SummaryPart }) =>
  summary.tags.length === 0 ? null : (
    <Card title="What you stumbled over" note="everybody does, once">
      <ul class="stack">
        {summary.tags.map(({ tag, count, repaired }) => (
          <li key={tag} class="row wrap">
            <span class="tag code">{tag}</span>
            <span>{tagWords(tag)}</span>
            <span class={repaired ? 'good-text' : 'dim'}>
              {repaired ? 'repaired' : `${count === 1 ? 'once' : `${count} times`}, still open`}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );

const Findings = ({ summary }: { readonly summary: SummaryPart }) =>
  summary.findings.length === 0 ? null : (
    <Card title="All findings" note={`${summary.findings.length}, in order`}>
      <ol class="stack">
        {summary.findings.map(({ kind, finding }, index) => {
          const words = findingWords(finding);
          return (
            <li key={index}>
              <b>{words.happened}</b> <span class="dim">{kindName(kind)}</span>
              <p class="t1 soft">
                You gave {givenWords(finding)}. {words.why} {finding.rfc}
              </p>
            </li>
          );
        })}
      </ol>
    </Card>
  );

const Standing = ({
  head,
  summary,
}: {
  readonly head: HeadPart;
  readonly summary: SummaryPart;
}) => {
  const own = summary.standings?.rows.find(({ crew }) => crew === head.me.crew);
  if (own === undefined || summary.standings === null) return null;
  return (
    <Card title={`Crew ${own.name}`} note={summary.standings.final ? 'final' : 'so far'}>
      <p class="t4">
        {own.sealed ? 'Sealed until the reveal' : `Rank ${own.rank}, ${own.points} points`}
      </p>
      <Button size="small" onClick={() => navigate(`/standings/${head.sessionId}`)}>
        All standings
      </Button>
    </Card>
  );
};

/** After the round: what this seat has done and met; nothing about anybody else. */
export const SummaryPage = ({ head, summary, notices, clock }: SummaryProps) => {
  useEffect(() => {
    document.title = `Summary · ${head.mission.title} · All Hands on Stack`;
  }, [head.mission.title]);
  const practised = head.format === 'practice' && (summary?.rightDecisions ?? 0) > 0;
  useEffect(() => {
    if (practised) markFinished(head.mission.id);
  }, [practised, head.mission.id]);
  return (
    <>
      <TopBar title={head.mission.title} subtitle={head.mission.goal}>
        <span class="grow" />
        {clock}
      </TopBar>
      {notices}
      <main class="summary">
        <h2 class="summary-title">
          {summary === null
            ? 'The round is over'
            : `${head.me.nickname}, ${summary.rightDecisions} right`}
        </h2>
        {summary === null ? null : <Figures summary={summary} />}
        <div class="row wrap">
          <Button look="lamp" size="tall" onClick={() => navigate(`/look-back/${head.sessionId}`)}>
            Look back
          </Button>
          {head.format === 'practice' ? (
            <Button size="tall" onClick={() => navigate('/practice')}>
              Practise on
            </Button>
          ) : null}
          {head.phase === 'ended' ? (
            <Button
              size="tall"
              onClick={() => {
                forgetSeat();
                navigate('/');
              }}
            >
              To the first page
            </Button>
          ) : (
            <span class="soft">
              The next round starts when the host says so; stay on this page.
            </span>
          )}
        </div>
        {summary === null ? null : (
          <div class="summary-cards">
            <Standing head={head} summary={summary} />
            <Kinds summary={summary} />
            <Tags summary={summary} />
            <Findings summary={summary} />
          </div>
        )}
        {summary?.seed ? (
          <p class="t1 dim">
            Seed <code class="hash">{summary.seed.value}</code>, hash{' '}
            <code class="hash">{summary.seed.hash}</code>
          </p>
        ) : null}
      </main>
    </>
  );
};
