import {
  DO,
  DONT,
  TERMINAL_IS,
  TERMINAL_SEND,
  type TelnetItem,
  WILL,
  WONT,
} from '../../protocols/telnet-items.ts';
import { bytesOfCharacters } from '../../protocols/text.ts';

export const ECHO = 1;
export const SUPPRESS_GO_AHEAD = 3;
export const TERMINAL_TYPE = 24;
export const WINDOW_SIZE = 31;

/** Options on one connection: which this side does, which the other does, and what has been asked and not answered. */
export interface TelnetOptions {
  readonly ours: readonly number[];
  readonly theirs: readonly number[];
  readonly askedOurs: readonly number[];
  readonly askedTheirs: readonly number[];
}

/** Which options a side agrees to: its own and the other's. */
export interface TelnetWillingness {
  readonly ours: readonly number[];
  readonly theirs: readonly number[];
}

/** No option is on at the start, RFC 854. */
export const NO_OPTIONS: TelnetOptions = { ours: [], theirs: [], askedOurs: [], askedTheirs: [] };

type Half = 'ours' | 'theirs';

const changed = (list: readonly number[], option: number, isIn: boolean): readonly number[] =>
  isIn ? [...new Set([...list, option])] : list.filter(one => one !== option);

const say = (half: Half, isOn: boolean, option: number): TelnetItem => ({
  kind: 'negotiation',
  verb: half === 'ours' ? (isOn ? WILL : WONT) : isOn ? DO : DONT,
  option,
});

/** Asks for options: its own (WILL) and the other side's (DO). */
export const ask = (
  wanted: TelnetWillingness,
): { readonly options: TelnetOptions; readonly says: readonly TelnetItem[] } => ({
  options: { ...NO_OPTIONS, askedOurs: wanted.ours, askedTheirs: wanted.theirs },
  says: [
    ...wanted.ours.map(option => say('ours', true, option)),
    ...wanted.theirs.map(option => say('theirs', true, option)),
  ],
});

/** Hears WILL, WONT, DO or DONT. Only a change is answered, so that two sides never answer each other for ever: RFC 854
 *  and RFC 1143 §7. */
export const negotiate = (
  options: TelnetOptions,
  willing: TelnetWillingness,
  { verb, option }: Extract<TelnetItem, { readonly kind: 'negotiation' }>,
): { readonly options: TelnetOptions; readonly says: readonly TelnetItem[] } => {
  const half: Half = verb === DO || verb === DONT ? 'ours' : 'theirs';
  const askedKey = half === 'ours' ? 'askedOurs' : 'askedTheirs';
  const isAgreed = (verb === DO || verb === WILL) && willing[half].includes(option);
  const wasAsked = options[askedKey].includes(option);
  const wasOn = options[half].includes(option);
  const isRefusal = verb === DONT || verb === WONT;
  const next = {
    ...options,
    [half]: changed(options[half], option, isAgreed),
    [askedKey]: changed(options[askedKey], option, false),
  };
  const isNews = isRefusal ? wasOn : !wasOn;
  return { options: next, says: isNews && !wasAsked ? [say(half, isAgreed, option)] : [] };
};

/** Asks the other side for the type of its terminal, RFC 1091 §2. */
export const ASK_TERMINAL: TelnetItem = {
  kind: 'subnegotiation',
  option: TERMINAL_TYPE,
  bytes: Uint8Array.of(TERMINAL_SEND),
};

/** Tells the type of the terminal. */
export const tellTerminal = (name: string): TelnetItem => ({
  kind: 'subnegotiation',
  option: TERMINAL_TYPE,
  bytes: Uint8Array.of(TERMINAL_IS, ...bytesOfCharacters(name)),
});

/** Tells the size of the window in characters, RFC 1073 §2. */
export const tellWindow = (width: number, height: number): TelnetItem => ({
  kind: 'subnegotiation',
  option: WINDOW_SIZE,
  bytes: Uint8Array.of(width >> 8, width & 0xff, height >> 8, height & 0xff),
});
