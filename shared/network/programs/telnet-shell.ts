/** What a small shell knows. */
export interface ShellFacts {
  readonly user: string;
  readonly files: Readonly<Record<string, string>>;
  readonly terminal: string;
  readonly width: number;
  readonly height: number;
}

const crlf = (content: string): string => content.replace(/\r?\n/g, '\r\n');

const shown = ({ files }: ShellFacts, name: string): string => {
  if (!Object.hasOwn(files, name)) return `cat: ${name}: no such file\r\n`;
  const content = crlf(files[name] ?? '');
  return content.endsWith('\r\n') ? content : `${content}\r\n`;
};

type Command = (facts: ShellFacts, words: readonly string[]) => string;

const COMMANDS: Readonly<Record<string, Command>> = {
  echo: (_facts, words) => `${words.join(' ')}\r\n`,
  whoami: ({ user }) => `${user}\r\n`,
  ls: ({ files }) =>
    Object.keys(files)
      .map(name => `${name}\r\n`)
      .join(''),
  cat: (facts, words) => words.map(name => shown(facts, name)).join(''),
  stty: ({ terminal, width, height }) =>
    `terminal ${terminal || 'unknown'}; rows ${height}; columns ${width};\r\n`,
  help: () => 'cat echo exit help ls stty whoami\r\n',
};

/** What the shell prints on a line that was typed; null when it ends. */
export const shellAnswer = (facts: ShellFacts, typed: string): string | null => {
  const [command = '', ...words] = typed.trim().split(/\s+/);
  if (command === 'exit' || command === 'logout') return null;
  if (command === '') return '';
  const known = Object.hasOwn(COMMANDS, command) ? COMMANDS[command] : undefined;
  return known === undefined ? `${command}: not found\r\n` : known(facts, words);
};
