import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

interface CardProps {
  readonly title: string;
  readonly note?: ComponentChildren;
  readonly class?: string;
  readonly children: ComponentChildren;
}

/** A titled panel that is a landmark for screen readers. */
export const Card = ({ title, note, class: extra = '', children }: CardProps) => {
  const id = useId();
  return (
    <section class={`card ${extra}`} aria-labelledby={note === undefined ? id : `${id} ${id}-note`}>
      <div class="heading">
        <h2 id={id}>{title}</h2>
        {note === undefined ? null : (
          <span class="dim" id={`${id}-note`}>
            {note}
          </span>
        )}
      </div>
      {children}
    </section>
  );
};
