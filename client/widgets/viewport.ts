import { type Signal, signal } from '@preact/signals';

const matched = (media: string): Signal<boolean> => {
  const query = matchMedia(media);
  const matches = signal(query.matches);
  query.addEventListener('change', event => {
    matches.value = event.matches;
  });
  return matches;
};

/** A phone, held upright; wider pages have one column or three. */
export const narrow = matched('(max-width: 560px)');

/** Tray, bench and coach stand side by side. */
export const threeColumns = matched('(min-width: 1100px)');

/** A finger points: a focused text field would open the keyboard over the form. */
export const byTouch = (): boolean => matchMedia('(pointer: coarse)').matches;
