import type { Help } from '../../shared/session/settings.ts';

/** What becomes of a wrong decision, as the forms offer it. */
export const HELP_CHOICES: readonly { value: Help; label: string; note: string }[] = [
  { value: 'coach', label: 'Coach', note: 'stopped before it leaves, with the reason' },
  { value: 'consequence', label: 'Consequence', note: 'it leaves, and the network answers' },
  { value: 'exam', label: 'Exam', note: 'silence until the round is over' },
];
