import type { ComponentChildren } from 'preact';

interface ScrollFrameProps {
  readonly label: string;
  readonly children: ComponentChildren;
}

/** What is wider than a small screen scrolls inside its own frame, by keyboard too. */
export const ScrollFrame = ({ label, children }: ScrollFrameProps) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: arrows scroll only what has the focus
  <section class="scroll-x" tabIndex={0} aria-label={label}>
    {children}
  </section>
);
