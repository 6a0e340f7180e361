import { run } from './outside.ts';

/** What dig printed of a reply. `answers` are 'name ttl type data', lower-cased names, in order of the alphabet. */
export interface Dug {
  readonly status: string;
  readonly flags: readonly string[];
  readonly answers: readonly string[];
  readonly authorities: readonly string[];
  readonly isTruncatedThenStream: boolean;
  readonly text: string;
}

const NOT_THERE: readonly string[] = [];

const sectionOf = (text: string, name: string): readonly string[] => {
  const from = text.split(`;; ${name} SECTION:\n`)[1];
  if (from === undefined) return NOT_THERE;
  return (from.split('\n\n')[0] ?? '')
    .split('\n')
    .map(line => line.replace(/\s+/g, ' ').replace(' IN ', ' '))
    .filter(line => line !== '' && !line.startsWith(';'))
    .sort();
};

/** Asks `server` with the real dig. */
export const dig = async (server: string, ...question: readonly string[]): Promise<Dug> => {
  const wish = ['+tries=2', '+time=5', '+nocookie'];
  const { stdout } = await run('dig', [`@${server}`, ...wish, ...question]);
  return {
    status: /status: (\w+)/.exec(stdout)?.[1] ?? 'none',
    flags: (/flags: ([a-z ]*);/.exec(stdout)?.[1] ?? '').split(' '),
    answers: sectionOf(stdout, 'ANSWER'),
    authorities: sectionOf(stdout, 'AUTHORITY'),
    isTruncatedThenStream: stdout.includes('Truncated, retrying in TCP mode'),
    text: stdout,
  };
};
