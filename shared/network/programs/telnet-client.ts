import { concat } from '../../base/bytes.ts';
import { decodeTelnet, encodeTelnet } from '../../protocols/telnet.ts';
import type { TelnetItem } from '../../protocols/telnet-items.ts';
import { bytesOfCharacters, charactersOf } from '../../protocols/text.ts';
import type { Peer, Program, ProgramEffect } from './program.ts';
import {
  ECHO,
  NO_OPTIONS,
  negotiate,
  SUPPRESS_GO_AHEAD,
  TERMINAL_TYPE,
  type TelnetOptions,
  tellTerminal,
  tellWindow,
  WINDOW_SIZE,
} from './telnet-options.ts';

/** What a user of a TELNET client types: each line as soon as the screen ends with what is awaited. */
export interface TelnetClientSpec {
  readonly server: Peer;
  readonly terminal: string;
  readonly width: number;
  readonly height: number;
  readonly types: readonly { readonly awaits: string; readonly line: string }[];
}

interface TelnetScreen {
  readonly options: TelnetOptions;
  readonly shown: string;
  /** From where on the screen was not waited for yet. */
  readonly seenTo: number;
  readonly typed: number;
  readonly unread: Uint8Array;
  readonly isOver: boolean;
}

const CONNECTION = -1;
const MOST_SHOWN = 1_000_000;
const MOST_UNREAD = 1024;
const TERMINAL_SEND = 1;
const WILLING = {
  ours: [SUPPRESS_GO_AHEAD, TERMINAL_TYPE, WINDOW_SIZE],
  theirs: [ECHO, SUPPRESS_GO_AHEAD],
};

interface Step {
  readonly screen: TelnetScreen;
  readonly says: readonly TelnetItem[];
}

const hear = (
  { terminal, width, height }: TelnetClientSpec,
  screen: TelnetScreen,
  item: TelnetItem,
): Step => {
  switch (item.kind) {
    case 'data': {
      const more = charactersOf(item.bytes, 0, item.bytes.length);
      const shown = (screen.shown + more).slice(0, MOST_SHOWN);
      return { screen: { ...screen, shown }, says: [] };
    }
    case 'negotiation': {
      const { options, says } = negotiate(screen.options, WILLING, item);
      const isNew =
        options.ours.includes(WINDOW_SIZE) && !screen.options.ours.includes(WINDOW_SIZE);
      const size = isNew ? [tellWindow(width, height)] : [];
      return { screen: { ...screen, options }, says: [...says, ...size] };
    }
    case 'subnegotiation': {
      const isAsked = item.option === TERMINAL_TYPE && item.bytes[0] === TERMINAL_SEND;
      const isAgreed = screen.options.ours.includes(TERMINAL_TYPE);
      return { screen, says: isAsked && isAgreed ? [tellTerminal(terminal)] : [] };
    }
    case 'command':
      return { screen, says: [] };
  }
};

/** Types what the screen asks for, a line for each thing that it shows. */
const typeNext = ({ types }: TelnetClientSpec, { screen, says }: Step): Step => {
  const next = types[screen.typed];
  if (next === undefined || !screen.shown.slice(screen.seenTo).endsWith(next.awaits)) {
    return { screen, says };
  }
  const bytes = bytesOfCharacters(`${next.line}\r\n`);
  return {
    screen: { ...screen, typed: screen.typed + 1, seenTo: screen.shown.length },
    says: [...says, { kind: 'data', bytes }],
  };
};

const hearAll = (spec: TelnetClientSpec, before: TelnetScreen, bytes: Uint8Array): Step => {
  const whole = concat(before.unread, bytes);
  const { items, lengthBytes } = decodeTelnet(whole);
  const unread = whole.slice(lengthBytes).subarray(0, MOST_UNREAD);
  let screen: TelnetScreen = { ...before, unread };
  const says: TelnetItem[] = [];
  for (const item of items) {
    const step = hear(spec, screen, item);
    screen = step.screen;
    says.push(...step.says);
  }
  return typeNext(spec, { screen, says });
};

const over = (spec: TelnetClientSpec, screen: TelnetScreen, isBroken: boolean): ProgramEffect[] => {
  const met = !isBroken && screen.typed === spec.types.length;
  const finish: ProgramEffect[] = isBroken ? [] : [{ type: 'finish', connection: CONNECTION }];
  return [...finish, { type: 'done', met, result: screen.shown }];
};

/** A TELNET client, RFC 854, with a terminal of a type and size. Its result is all that was on the screen. */
export const telnetClientProgram = (spec: TelnetClientSpec): Program<TelnetScreen> => ({
  start: () => ({
    state: {
      options: NO_OPTIONS,
      shown: '',
      seenTo: 0,
      typed: 0,
      unread: new Uint8Array(0),
      isOver: false,
    },
    effects: [{ type: 'connect', connection: CONNECTION, peer: spec.server }],
  }),
  step: (screen, event) => {
    if (screen.isOver) return { state: screen, effects: [] };
    if (event.type === 'finished' || event.type === 'broken') {
      const effects = over(spec, screen, event.type === 'broken');
      return { state: { ...screen, isOver: true }, effects };
    }
    if (event.type !== 'received') return { state: screen, effects: [] };
    const step = hearAll(spec, screen, event.bytes);
    const bytes = encodeTelnet(...step.says);
    return {
      state: step.screen,
      effects: bytes.length > 0 ? [{ type: 'send', connection: CONNECTION, bytes }] : [],
    };
  },
});
