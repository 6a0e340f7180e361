import type { Scene } from 'phaser';
import { unitShapeOf } from './model.ts';
import type { Palette, UnitShape } from './palette.ts';

export const CAPSULES = 'capsules';
const CELL = { width: 200, height: 64, columns: 5, rows: 8 };
/** A capsule is painted larger than it is shown, so that it stays crisp when somebody zooms in. */
export const CAPSULE_SCALE = 0.46;
const TEXT = { font: 'bold 28px "Hyperlegible", system-ui, sans-serif', room: 40, most: 150 };

type Outline = (pen: CanvasRenderingContext2D, right: number) => void;

const OUTLINES: Readonly<Record<UnitShape, Outline>> = {
  application: (pen, right) => pen.roundRect(4, 8, right - 4, 44, 22),
  transport: (pen, right) => pen.roundRect(4, 8, right - 4, 44, 6),
  network: (pen, right) => {
    pen.moveTo(14, 8);
    pen.lineTo(right, 8);
    pen.lineTo(right - 10, 52);
    pen.lineTo(4, 52);
  },
  link: (pen, right) => {
    pen.moveTo(18, 8);
    pen.lineTo(right - 15, 8);
    pen.lineTo(right, 30);
    pen.lineTo(right - 15, 52);
    pen.lineTo(18, 52);
    pen.lineTo(3, 30);
  },
  physical: (pen, right) => pen.roundRect(4, 14, right - 4, 32, 3),
};

/** Filled where a person decided the step, hollow where an automaton did. Gives the width in pixels. */
const paintCapsule = (
  pen: CanvasRenderingContext2D,
  label: string,
  byHand: boolean,
  palette: Palette,
): number => {
  const shape = unitShapeOf(label);
  pen.font = TEXT.font;
  const textWidth = Math.min(TEXT.most, pen.measureText(label).width);
  const right = Math.max(96, Math.ceil(textWidth) + TEXT.room);
  pen.fillStyle = byHand ? palette.unit[shape] : palette.background;
  pen.strokeStyle = byHand ? palette.lamp : palette.unit[shape];
  pen.lineWidth = 4;
  pen.beginPath();
  OUTLINES[shape](pen, right);
  pen.closePath();
  pen.fill();
  pen.stroke();
  pen.fillStyle = byHand ? palette.onUnit : palette.text;
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.fillText(label, (right + 4) / 2, 31, TEXT.most);
  return right + 4;
};

/** Units with their names on them: each sort is painted once, when the first of its sort appears. */
export class Capsules {
  private readonly scene: Scene;
  private palette: Palette;

  constructor(scene: Scene, palette: Palette) {
    this.scene = scene;
    this.palette = palette;
    this.repaint(palette);
  }

  /** The frame of a sort of unit in the texture. */
  frame(label: string, byHand: boolean): string {
    const name = `${label}/${byHand ? 'filled' : 'hollow'}`;
    const texture = this.scene.textures.get(CAPSULES);
    if (!texture.has(name)) this.add(name, label, byHand);
    return name;
  }

  /** Paints all sorts that are known again, in the colours of `palette`. */
  repaint(palette: Palette): void {
    this.palette = palette;
    const { textures } = this.scene;
    const names = textures.exists(CAPSULES) ? textures.get(CAPSULES).getFrameNames() : [];
    if (textures.exists(CAPSULES)) textures.remove(CAPSULES);
    textures.createCanvas(CAPSULES, CELL.width * CELL.columns, CELL.height * CELL.rows);
    for (const name of names) {
      const [label = '', look] = name.split('/');
      this.add(name, label, look === 'filled');
    }
  }

  private add(name: string, label: string, byHand: boolean): void {
    const texture = this.scene.textures.get(CAPSULES);
    if (!('getContext' in texture)) return;
    const sheet = texture as ReturnType<Scene['textures']['createCanvas']>;
    if (sheet === null) return;
    const cell = Math.min(sheet.frameTotal - 1, CELL.columns * CELL.rows - 1);
    const x = (cell % CELL.columns) * CELL.width;
    const y = Math.floor(cell / CELL.columns) * CELL.height;
    const pen = sheet.getContext();
    pen.save();
    pen.translate(x, y);
    const width = paintCapsule(pen, label, byHand, this.palette);
    pen.restore();
    sheet.add(name, 0, x, y, width, 60);
    sheet.refresh();
  }
}
