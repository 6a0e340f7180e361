import { signal } from '@preact/signals';

const query = matchMedia('(max-width: 560px)');

/** A phone, held upright; wider pages have one column or three. */
export const narrow = signal(query.matches);

query.addEventListener('change', event => {
  narrow.value = event.matches;
});
