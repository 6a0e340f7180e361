import { leavesOf, type Span } from '../../shared/protocols/span.ts';

const MOST_LINES = 80;

/** What a unit says field by field, as an analyser lists it; what is locked stands there as so many bytes. */
export const CapturedFields = ({
  spans,
  title,
  open = false,
}: {
  readonly spans: readonly Span[];
  readonly title: string;
  readonly open?: boolean;
}) => (
  <details class="captured" open={open}>
    <summary>{title}</summary>
    <dl>
      {leavesOf(spans)
        .slice(0, MOST_LINES)
        .map(({ path, label, shown }) => (
          <div key={path}>
            <dt>{label}</dt>
            <dd>{shown}</dd>
          </div>
        ))}
    </dl>
  </details>
);
