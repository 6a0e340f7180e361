/** What a terminal shows before what is typed. */
export const PROMPT = '$ ';
const MOST_TYPED = 1000;
const END_OF_INPUT = '\x04';

/** A line as it is typed, what is shown meanwhile, and whether the shell is over. */
export interface Typing {
  readonly typed: string;
  readonly shown: string;
  readonly isOver: boolean;
}

type Answer = (line: string) => string | null;

const enter = ({ typed, shown }: Typing, hasTerminal: boolean, answer: Answer): Typing => {
  const answered = answer(typed);
  const newLine = hasTerminal ? '\r\n' : '';
  if (answered === null) return { typed: '', shown: shown + newLine, isOver: true };
  const prompt = hasTerminal ? PROMPT : '';
  return { typed: '', shown: shown + newLine + answered + prompt, isOver: false };
};

const erase = ({ typed, shown }: Typing, hasTerminal: boolean): Typing => {
  const erased = hasTerminal && typed !== '' ? '\b \b' : '';
  return { typed: typed.slice(0, -1), shown: shown + erased, isOver: false };
};

/** One more key: enter gives the line to `answer`, whose null ends the shell; a terminal sees its keys come back. */
export const typeKey = (
  key: string,
  typing: Typing,
  hasTerminal: boolean,
  answer: Answer,
): Typing => {
  if (key === END_OF_INPUT) return { ...typing, isOver: true };
  if (key === '\r' || key === '\n') return enter(typing, hasTerminal, answer);
  if (key === '\x7f' || key === '\b') return erase(typing, hasTerminal);
  if (typing.typed.length >= MOST_TYPED) return typing;
  const { typed, shown } = typing;
  return { typed: typed + key, shown: shown + (hasTerminal ? key : ''), isOver: false };
};
