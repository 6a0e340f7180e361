/** The drawing inside an icon file, without its outer element, whose size and classes we set ourselves. */
const drawingOf = (svg: string): string =>
  svg.slice(svg.indexOf('>') + 1, svg.lastIndexOf('</svg>'));

interface IconProps {
  /** Text of a tabler outline file, imported with `?raw`. */
  readonly svg: string;
  readonly size?: 16 | 18 | 22;
  readonly class?: string;
}

/** A decorative icon: words beside it or the button's name say what it means. */
export const Icon = ({ svg, size, class: extra = '' }: IconProps) => (
  <span class={`icon ${size === undefined ? '' : `s${size}`} ${extra}`} aria-hidden="true">
    <svg
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
      dangerouslySetInnerHTML={{ __html: drawingOf(svg) }}
    />
  </span>
);

interface GlyphProps {
  readonly svg: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

/** The same drawing inside another picture, centred on (x, y). */
export const Glyph = ({ svg, x, y, size }: GlyphProps) => (
  <svg
    x={x - size / 2}
    y={y - size / 2}
    width={size}
    height={size}
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="2"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
    dangerouslySetInnerHTML={{ __html: drawingOf(svg) }}
  />
);
