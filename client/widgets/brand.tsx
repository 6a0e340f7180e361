import { LAYERS } from '../../shared/network/task.ts';
import { followLink } from './route.ts';

const BARS: readonly (readonly [x: number, width: number])[] = [
  [7, 13],
  [2, 16],
  [9, 17],
  [4, 15],
  [8, 19],
];

/** The mark: five bars, one per layer. */
const StackMark = ({ size = 28 }: { readonly size?: number }) => (
  <svg width={size} height={size} viewBox="0 0 30 30" aria-hidden="true">
    {LAYERS.map((layer, index) => (
      <rect
        key={layer}
        class={`layer-${layer} mark-bar`}
        x={BARS[index]?.[0] ?? 0}
        y={2 + index * 5.4}
        width={BARS[index]?.[1] ?? 0}
        height="4.4"
        rx="2.2"
      />
    ))}
  </svg>
);

interface BrandProps {
  readonly named?: boolean;
  /** Pixels of the mark. */
  readonly size?: number;
}

/** Link to the home page; without `named` only the mark is shown. */
export const Brand = ({ named = false, size }: BrandProps) => (
  <a class="brand" href="/" aria-label="All Hands on Stack, home" onClick={followLink}>
    <StackMark {...(size === undefined ? {} : { size })} />
    {named ? <span>All Hands on Stack</span> : null}
  </a>
);
