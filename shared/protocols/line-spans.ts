import type { LineElement, LineGrammar, LinePiece } from './line-grammar.ts';
import type { Span } from './span.ts';
import { type Line, textSpan } from './text.ts';

/** A piece found in a list, with its sort. */
export interface PlacedPiece {
  readonly sort: LinePiece;
  readonly text: string;
}

/** An element where it was found; offsets count characters of the line. */
export interface PlacedElement {
  readonly element: LineElement;
  readonly from: number;
  readonly to: number;
  readonly pieces: readonly PlacedPiece[] | undefined;
}

/** A line that was taken apart, as far as its spans need it. */
export interface PlacedLine {
  readonly bytes: Uint8Array;
  readonly line: Line;
  readonly grammar: LineGrammar;
  readonly prefix: string;
  readonly characters: string;
  readonly placed: readonly PlacedElement[];
}

/** Path of a piece in the list at `path`, where it is the one with that index. */
export const piecePath = (path: string, index: number, { part }: LinePiece): string =>
  `${path}.${index}.${part.name}`;

export const elementPath = (prefix: string, { part }: LineElement): string =>
  `${prefix}.${part.name}`;

const pieceSpans = (
  { bytes, line }: PlacedLine,
  path: string,
  pieces: readonly PlacedPiece[],
  from: number,
): Span[] => {
  const spans: Span[] = [];
  let at = line.start + from;
  for (const { sort, text } of pieces) {
    const end = at + text.length;
    const own = piecePath(path, spans.length, sort);
    spans.push(...textSpan(own, sort.part, bytes, at, end, { value: text }));
    at = end;
  }
  return spans;
};

/** The spans of a line: they tile it. */
export const lineSpans = (found: PlacedLine): readonly Span[] => {
  const { bytes, line, grammar, prefix, characters, placed } = found;
  const { start, contentEnd, end } = line;
  const elements = placed.flatMap(({ element, from, to, pieces }) => {
    const path = elementPath(prefix, element);
    const value = characters.slice(from, to);
    const children =
      pieces === undefined ? {} : { children: pieceSpans(found, path, pieces, from) };
    return textSpan(path, element.part, bytes, start + from, start + to, { value, ...children });
  });
  const surplusStart = start + (placed.at(-1)?.to ?? 0);
  const { part: surplus } = grammar.surplus;
  const { part: ending } = grammar.ending;
  return [
    ...elements,
    ...textSpan(`${prefix}.${surplus.name}`, surplus, bytes, surplusStart, contentEnd),
    ...textSpan(`${prefix}.${ending.name}`, ending, bytes, contentEnd, end),
  ];
};
