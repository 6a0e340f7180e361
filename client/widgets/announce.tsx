import { signal } from '@preact/signals';
import { useState } from 'preact/hooks';

/** Two texts a screen reader speaks once: quiet ones in turn, loud ones at once. The count makes a repeat heard again. */
const quiet = signal({ text: '', count: 0 });
const loud = signal({ text: '', count: 0 });

export const announce = (text: string): void => {
  quiet.value = { text, count: quiet.value.count + 1 };
};

/** For arrivals and verdicts: interrupts what is being read. */
export const alertOnce = (text: string): void => {
  loud.value = { text, count: loud.value.count + 1 };
};

// A repeated sentence differs by a no-break space, or a screen reader stays silent.
const spoken = ({ text, count }: { text: string; count: number }): string =>
  count % 2 === 0 ? text : `${text}\u00a0`;

/** Stands once at the end of the page, and in each dialog, which silences all behind it. Says only what comes after it. */
export const Announcer = () => {
  const [before] = useState(() => ({ quiet: quiet.peek().count, loud: loud.peek().count }));
  return (
    <>
      <div class="sr" role="status">
        {quiet.value.count > before.quiet ? spoken(quiet.value) : ''}
      </div>
      <div class="sr" role="alert">
        {loud.value.count > before.loud ? spoken(loud.value) : ''}
      </div>
    </>
  );
};
