import { signal } from '@preact/signals';

/** Path of the page that is shown. */
export const path = signal(location.pathname);

addEventListener('popstate', () => {
  path.value = location.pathname;
});

/** Shows another page of ours without loading anew. `replace` leaves no step to go back to. */
export const navigate = (to: string, replace = false): void => {
  if (to === location.pathname) return;
  history[replace ? 'replaceState' : 'pushState'](null, '', to);
  path.value = location.pathname;
  scrollTo(0, 0);
};

/** Click handler for links to our own pages; leaves new tabs and downloads to the browser. */
export const followLink = (event: MouseEvent): void => {
  const link = event.currentTarget;
  if (!(link instanceof HTMLAnchorElement)) return;
  if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  navigate(link.pathname);
};
