import { useEffect } from 'preact/hooks';
import { decideMain, openList } from '../bench/actions.tsx';
import type { Desk } from '../bench/desk.ts';
import { announce } from '../widgets/announce.tsx';
import { lettersOn } from '../widgets/preferences.ts';
import { byTouch } from '../widgets/viewport.ts';

export const SHORTCUTS: readonly (readonly [keys: string, what: string])[] = [
  ['Ctrl Enter', 'send'],
  ['H', 'hint'],
  ['1 to 6', 'choose a value'],
  ['[ and ]', 'previous and next field'],
  ['T', 'tray'],
  ['B', 'bench'],
  ['C', 'coach'],
  ['M', 'map'],
  ['D', 'drop and say why'],
  ['↑ ↓ ⌫', 'paint the signal'],
  ['?', 'this list'],
];

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement && !target.readOnly;

const focusIn = (selector: string): void => {
  document.querySelector<HTMLElement>(selector)?.focus();
};

export const focusCoach = (): void => focusIn('#coach-title');

/** First open field of the bench, else its choices, else its first button. */
const focusBench = (): void => {
  const place =
    document.querySelector<HTMLElement>(
      '.bench-form input[data-field]:not([readonly]), .bench-form [data-first-field]',
    ) ??
    document.querySelector<HTMLElement>('.bench-form [role="radio"][tabindex="0"]') ??
    document.querySelector<HTMLElement>('.bench-form input[data-field], .actions button');
  place?.focus();
};

/** Brings the field that came back into sight. */
export const showWrong = (): void =>
  document
    .querySelector('.bench-form .field.wrong, .bench-form .gap.wrong')
    ?.scrollIntoView({ block: 'center' });

/**
 * To what is to be done now. On touch a focused field would open the keyboard over the form: there the bench's title
 * takes the focus, and the field that came back is brought into sight.
 */
export const goToBench = (): void => {
  if (!byTouch()) {
    focusBench();
    return;
  }
  document.querySelector<HTMLElement>('#bench-title')?.focus({ preventScroll: true });
  showWrong();
};

/** Nothing is left to do: who stood on the button that is gone would stand nowhere. */
export const stayAtBench = (): void => {
  if (document.activeElement === document.body) focusIn('#bench-title, #side-title');
};

const stepField = (by: 1 | -1): void => {
  const fields = [...document.querySelectorAll<HTMLElement>('.bench-form input[data-field]')];
  const at = fields.findIndex(field => field === document.activeElement);
  fields[(at + by + fields.length) % fields.length]?.focus();
};

const choose = (place: number): void => {
  const options = document.querySelectorAll<HTMLElement>('.bench-form [role="radio"]');
  options[place]?.click();
};

type Press = (desk: Desk | null, help: () => void) => void;

const LETTERS: Readonly<Record<string, Press>> = {
  h: desk => desk?.hint?.(),
  t: () => focusIn('.tray-item[aria-current], .tray-item'),
  b: focusBench,
  c: focusCoach,
  m: () => focusIn('.strip-buttons button[tabindex="0"]'),
  d: desk => {
    if (desk?.bench.actions.some(({ action }) => action === 'drop') === true) {
      openList.value = 'drop';
      requestAnimationFrame(() => focusIn('.choice-list button'));
    }
  },
  '[': () => stepField(-1),
  ']': () => stepField(1),
  '?': (_desk, help) => help(),
};

const send = (desk: Desk | null): void => {
  const notYet = desk === null ? null : decideMain(desk);
  if (notYet !== null) announce(notYet);
};

const pressed = (event: KeyboardEvent, desk: Desk | null, help: () => void): boolean => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    send(desk);
    return true;
  }
  if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return false;
  if (!lettersOn.value || document.querySelector('dialog[open]') !== null) return false;
  if (/^[1-6]$/.test(event.key)) {
    choose(Number(event.key) - 1);
    return true;
  }
  const act = LETTERS[event.key.toLowerCase()];
  act?.(desk, help);
  return act !== undefined;
};

/** One handler for the whole page; letters do nothing while text is being typed. */
export const useShortcuts = (desk: Desk | null, help: () => void): void =>
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (pressed(event, desk, help)) event.preventDefault();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  });
