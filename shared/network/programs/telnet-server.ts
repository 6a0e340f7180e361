import { concat } from '../../base/bytes.ts';
import { decodeTelnet, encodeTelnet } from '../../protocols/telnet.ts';
import type { TelnetItem } from '../../protocols/telnet-items.ts';
import { bytesOfCharacters } from '../../protocols/text.ts';
import type { Program, ProgramEffect, ProgramEvent } from './program.ts';
import {
  ASK_TERMINAL,
  ask,
  ECHO,
  negotiate,
  SUPPRESS_GO_AHEAD,
  TERMINAL_TYPE,
  type TelnetOptions,
  WINDOW_SIZE,
} from './telnet-options.ts';
import { shellAnswer } from './telnet-shell.ts';

/** What a TELNET server must know. Passwords by name; files of the small shell by name. */
export interface TelnetServerConfig {
  readonly port: number;
  readonly hostName: string;
  readonly users: Readonly<Record<string, string>>;
  readonly files: Readonly<Record<string, string>>;
}

interface Terminal {
  readonly options: TelnetOptions;
  readonly phase: 'login' | 'password' | 'shell' | 'over';
  readonly user: string;
  readonly wrongTimes: number;
  /** What was typed of a line. */
  readonly line: string;
  /** The last character was a carriage return: a line feed or zero behind it belongs to it. */
  readonly isAfterReturn: boolean;
  readonly terminal: string;
  readonly width: number;
  readonly height: number;
  /** Bytes of a command whose end has not come. */
  readonly unread: Uint8Array;
}

/** State of a TELNET server: a terminal by connection. */
export type TelnetServerState = ReadonlyMap<number, Terminal>;

const LONGEST_LINE = 256;
const MOST_UNREAD = 1024;
const MOST_WRONG = 3;
const WILLING = {
  ours: [ECHO, SUPPRESS_GO_AHEAD],
  theirs: [SUPPRESS_GO_AHEAD, TERMINAL_TYPE, WINDOW_SIZE],
};

/** A terminal after something, and what is shown on it. */
interface Step {
  readonly terminal: Terminal;
  readonly says: readonly TelnetItem[];
}

const print = (characters: string): TelnetItem => ({
  kind: 'data',
  bytes: bytesOfCharacters(characters),
});

const prompt = ({ user }: Terminal, { hostName }: TelnetServerConfig): string =>
  `${user}@${hostName}$ `;

const check = (config: TelnetServerConfig, terminal: Terminal, typed: string): Step => {
  const { user, wrongTimes } = terminal;
  const isRight = Object.hasOwn(config.users, user) && config.users[user] === typed;
  if (isRight) {
    const next: Terminal = { ...terminal, phase: 'shell' };
    return { terminal: next, says: [print(`\r\n${prompt(next, config)}`)] };
  }
  const isLast = wrongTimes + 1 >= MOST_WRONG;
  const next: Terminal = {
    ...terminal,
    user: '',
    wrongTimes: wrongTimes + 1,
    phase: isLast ? 'over' : 'login',
  };
  const again = isLast ? '' : 'login: ';
  return { terminal: next, says: [print(`\r\nLogin incorrect\r\n${again}`)] };
};

/** A line is typed to its end. */
const enter = (config: TelnetServerConfig, before: Terminal): Step => {
  const typed = before.line;
  const terminal = { ...before, line: '' };
  switch (terminal.phase) {
    case 'login': {
      const named: Terminal = { ...terminal, user: typed.trim(), phase: 'password' };
      return typed.trim() === ''
        ? { terminal, says: [print('login: ')] }
        : { terminal: named, says: [print('Password: ')] };
    }
    case 'password':
      return check(config, terminal, typed);
    default: {
      const answer = shellAnswer({ ...terminal, files: config.files }, typed);
      if (answer === null) return { terminal: { ...terminal, phase: 'over' }, says: [] };
      return { terminal, says: [print(`${answer}${prompt(terminal, config)}`)] };
    }
  }
};

/** Whether the server shows what is typed: not a password, and only where it was agreed. */
const echoes = ({ options, phase }: Terminal): boolean =>
  options.ours.includes(ECHO) && phase !== 'password';

const isErasing = (character: string): boolean => character === '\b' || character === '\x7f';

/** A character that is no line ending; what goes beyond the longest line rings the bell. */
const typeCharacter = (terminal: Terminal, character: string): Step => {
  const { line } = terminal;
  const isShown = echoes(terminal);
  if (isErasing(character)) {
    const rubbed = isShown && line !== '' ? [print('\b \b')] : [];
    return { terminal: { ...terminal, line: line.slice(0, -1) }, says: rubbed };
  }
  if (line.length >= LONGEST_LINE) return { terminal, says: [print('\x07')] };
  const shown = isShown ? [print(character)] : [];
  return { terminal: { ...terminal, line: line + character }, says: shown };
};

/** One character is typed; a line ends with CR LF or CR NUL, RFC 854. */
const type = (config: TelnetServerConfig, before: Terminal, character: string): Step => {
  const terminal = { ...before, isAfterReturn: character === '\r' };
  const isRestOfReturn = before.isAfterReturn && (character === '\n' || character === '\0');
  if (terminal.phase === 'over' || isRestOfReturn || character === '\0')
    return { terminal, says: [] };
  if (character === '\r' || character === '\n') {
    const entered = enter(config, terminal);
    const isShown = terminal.options.ours.includes(ECHO);
    return isShown ? { ...entered, says: [print('\r\n'), ...entered.says] } : entered;
  }
  return typeCharacter(terminal, character);
};

const learn = (terminal: Terminal, option: number, bytes: Uint8Array): Terminal => {
  if (option === TERMINAL_TYPE && bytes[0] === 0) {
    const name = String.fromCharCode(...bytes.subarray(1, 41)).replace(/[^ -~]/g, '');
    return { ...terminal, terminal: name };
  }
  if (option !== WINDOW_SIZE || bytes.length !== 4) return terminal;
  const [wideHigh = 0, wideLow = 0, tallHigh = 0, tallLow = 0] = bytes;
  return { ...terminal, width: 256 * wideHigh + wideLow, height: 256 * tallHigh + tallLow };
};

const ARE_YOU_THERE = 246;
const INTERRUPT = 244;

const command = (terminal: Terminal, which: number): Step => {
  if (which === ARE_YOU_THERE) return { terminal, says: [print('\r\n[Yes]\r\n')] };
  return { terminal: which === INTERRUPT ? { ...terminal, line: '' } : terminal, says: [] };
};

const hear = (config: TelnetServerConfig, terminal: Terminal, item: TelnetItem): Step => {
  switch (item.kind) {
    case 'command':
      return command(terminal, item.command);
    case 'subnegotiation':
      return { terminal: learn(terminal, item.option, item.bytes), says: [] };
    case 'negotiation': {
      const { options, says } = negotiate(terminal.options, WILLING, item);
      const isNewType =
        options.theirs.includes(TERMINAL_TYPE) && !terminal.options.theirs.includes(TERMINAL_TYPE);
      const more = isNewType ? [ASK_TERMINAL] : [];
      return { terminal: { ...terminal, options }, says: [...says, ...more] };
    }
    case 'data':
      return [...item.bytes].reduce<Step>(
        (step, byte) => {
          const typed = type(config, step.terminal, String.fromCharCode(byte));
          return { terminal: typed.terminal, says: [...step.says, ...typed.says] };
        },
        { terminal, says: [] },
      );
  }
};

const hearAll = (config: TelnetServerConfig, before: Terminal, bytes: Uint8Array): Step => {
  const whole = concat(before.unread, bytes);
  const { items, lengthBytes } = decodeTelnet(whole);
  const unread = whole.slice(lengthBytes);
  let terminal: Terminal = { ...before, unread };
  const says: TelnetItem[] = [];
  for (const item of items) {
    const step = hear(config, terminal, item);
    terminal = step.terminal;
    says.push(...step.says);
  }
  if (unread.length <= MOST_UNREAD) return { terminal, says };
  return { terminal: { ...terminal, phase: 'over' }, says };
};

const opened = (hostName: string): Step => {
  const { options, says } = ask({ ours: WILLING.ours, theirs: [TERMINAL_TYPE, WINDOW_SIZE] });
  const terminal: Terminal = {
    options,
    phase: 'login',
    user: '',
    wrongTimes: 0,
    line: '',
    isAfterReturn: false,
    terminal: '',
    width: 0,
    height: 0,
    unread: new Uint8Array(0),
  };
  return { terminal, says: [...says, print(`${hostName}\r\nlogin: `)] };
};

const stepOf = (
  config: TelnetServerConfig,
  state: TelnetServerState,
  event: ProgramEvent,
): Step | null => {
  if (event.type === 'connected') return opened(config.hostName);
  const terminal = 'connection' in event ? state.get(event.connection) : undefined;
  if (terminal === undefined) return null;
  if (event.type === 'received') return hearAll(config, terminal, event.bytes);
  return { terminal: { ...terminal, phase: 'over' }, says: [] };
};

/** A TELNET server with a login and a small shell, RFC 854; it echoes (RFC 857) but for passwords. */
export const telnetServerProgram = (config: TelnetServerConfig): Program<TelnetServerState> => ({
  start: () => ({
    state: new Map(),
    effects: [{ type: 'listen', protocol: 'tcp', port: config.port }],
  }),
  step: (state, event) => {
    const step = stepOf(config, state, event);
    if (step === null || !('connection' in event)) return { state, effects: [] };
    const { connection } = event;
    const { terminal, says } = step;
    const next = new Map(state);
    const isOver = terminal.phase === 'over';
    if (isOver) next.delete(connection);
    else next.set(connection, terminal);
    const bytes = encodeTelnet(...says);
    const effects: ProgramEffect[] = bytes.length > 0 ? [{ type: 'send', connection, bytes }] : [];
    const isBroken = event.type === 'broken';
    return {
      state: next,
      effects: isOver && !isBroken ? [...effects, { type: 'finish', connection }] : effects,
    };
  },
});
