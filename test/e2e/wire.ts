import type { Page } from '@playwright/test';

/** Everything that reached one browser: socket frames and answers of the API, as texts of one byte per character. */
export interface Wire {
  readonly texts: readonly string[];
  /** Texts so far are kept apart from what comes later. */
  readonly mark: () => number;
}

export const listen = (page: Page): Wire => {
  const texts: string[] = [];
  page.on('websocket', socket =>
    socket.on('framereceived', ({ payload }) => {
      texts.push(typeof payload === 'string' ? payload : payload.toString('latin1'));
    }),
  );
  page.on('response', response => {
    if (!new URL(response.url()).pathname.startsWith('/api/')) return;
    // A download or an answer without a body has no text to keep.
    response.text().then(
      text => texts.push(text),
      () => texts.push(''),
    );
  });
  return { texts, mark: () => texts.length };
};

type Json = Readonly<Record<string, unknown>>;

/** Quoted texts are stepped over whole: braces within them count for nothing. */
const TOKENS = /"(?:[^"\\]|\\.)*"|[{}]/gs;

/** Where the object that begins at `start` ends, or -1. */
const endOf = (text: string, start: number): number => {
  let depth = 0;
  TOKENS.lastIndex = start;
  for (let found = TOKENS.exec(text); found !== null; found = TOKENS.exec(text)) {
    if (found[0] === '{') depth += 1;
    if (found[0] === '}') depth -= 1;
    if (depth === 0) return TOKENS.lastIndex;
  }
  return -1;
};

const parse = (text: string): Json | null => {
  try {
    return JSON.parse(text) as Json;
  } catch (problem) {
    if (problem instanceof SyntaxError) return null;
    throw problem;
  }
};

/** Every JSON object that lies between other bytes, outermost ones only. */
export const objectsIn = (text: string): readonly Json[] => {
  const found: Json[] = [];
  let at = text.indexOf('{"');
  while (at >= 0) {
    const end = endOf(text, at);
    const value = end < 0 ? null : parse(text.slice(at, end));
    if (value !== null) found.push(value);
    at = text.indexOf('{"', value === null ? at + 1 : end);
  }
  return found;
};

/** All values under `key`, however deep. */
export const valuesOf = (value: unknown, key: string): readonly unknown[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [
    ...(name === key ? [inner] : []),
    ...valuesOf(inner, key),
  ]);
};
