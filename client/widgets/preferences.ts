import { effect, signal } from '@preact/signals';

type Theme = 'dark' | 'light';

const PREFIX = 'all-hands-on-stack.';

// Storage throws where cookies are blocked: a preference is then kept for this page only.
const read = (key: string): string | null => {
  try {
    return localStorage.getItem(PREFIX + key);
  } catch {
    return null;
  }
};

const write = (key: string, value: string): void => {
  try {
    localStorage.setItem(PREFIX + key, value);
  } catch {
    return;
  }
};

export const theme = signal<Theme>(read('theme') === 'light' ? 'light' : 'dark');
/** Off until asked for. */
export const soundOn = signal(read('sound') === 'on');
/** Single-letter shortcuts can be switched off (WCAG 2.1.4). */
export const lettersOn = signal(read('letters') !== 'off');

effect(() => {
  document.documentElement.dataset['theme'] = theme.value;
  write('theme', theme.value);
});
effect(() => write('sound', soundOn.value ? 'on' : 'off'));
effect(() => write('letters', lettersOn.value ? 'on' : 'off'));
