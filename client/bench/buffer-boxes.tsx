import './buffer-boxes.css';
import type { Desk } from './desk.ts';
import { allValues } from './draft.ts';

const DRAWN = 64;
/** Boxes behind the edge that are drawn at most: they are not the daemon's. */
const MOST_BEYOND = 8;

interface Fill {
  readonly boxes: number;
  readonly came: number;
  /** What the player takes; null while nothing is chosen. */
  readonly taken: number | null;
}

const fillOf = ({ bench }: Desk): Fill | null => {
  const boxes = Number(bench.facts['boxes'] ?? 0);
  if (boxes === 0) return null;
  const { read } = allValues(bench);
  return {
    boxes,
    came: Number(bench.facts['came'] ?? 0),
    taken: typeof read === 'number' ? read : null,
  };
};

const wordsOf = ({ boxes, came, taken }: Fill): string => {
  const there = `${boxes} boxes, ${came} bytes lie in them.`;
  if (taken === null) return there;
  return taken > boxes
    ? `${there} You take ${taken}: ${taken - boxes} would fall behind the last box.`
    : `${there} You take ${taken}.`;
};

const boxClass = (from: number, { boxes, came, taken }: Fill): string => {
  if (from >= boxes) return 'box beyond';
  const isTaken = taken !== null && from < taken;
  return `box${from < came ? ' full' : ''}${isTaken ? ' taken' : ''}`;
};

/** The daemon's room for its input as a row of boxes: what lies there, and what is taken of it. */
export const BufferBoxes = ({ desk }: { readonly desk: Desk }) => {
  const fill = fillOf(desk);
  if (fill === null) return null;
  const each = Math.max(1, Math.ceil(fill.boxes / DRAWN));
  const beyond = Math.ceil(Math.max(0, (fill.taken ?? 0) - fill.boxes) / each);
  const drawn = Math.ceil(fill.boxes / each) + Math.min(MOST_BEYOND, beyond);
  return (
    <figure class="buffer-boxes">
      <div class="boxes" aria-hidden="true">
        {Array.from({ length: drawn }, (_, index) => (
          <span key={index} class={boxClass(index * each, fill)} />
        ))}
      </div>
      <figcaption class="t1 dim">
        {wordsOf(fill)} {each > 1 ? `Each box drawn stands for ${each}.` : ''}
      </figcaption>
    </figure>
  );
};
