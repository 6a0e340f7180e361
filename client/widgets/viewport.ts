import { signal } from '@preact/signals';

const query = matchMedia('(max-width: 760px)');

/** A phone, or a page at 200 % and more. */
export const narrow = signal(query.matches);

query.addEventListener('change', event => {
  narrow.value = event.matches;
});
