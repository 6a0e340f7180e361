import { along, layoutOf, type MapModel, type MapNode, placesOf, shapeOf } from './model.ts';
import type { Palette } from './palette.ts';
import { nodeOf, type Point } from './places.ts';
import { zonesOf } from './zones.ts';

const SANS = '"Hyperlegible", system-ui, sans-serif';
const MONO = '"Hyperlegible Mono", monospace';
const DEVICE_PIXELS = 58;

/** Paints a picture of the atlas around a point, `scale` times as large as it is there. */
export type Stamp = (frame: string, at: Point, scale: number, alpha?: number) => void;

/** What stands still, painted in world coordinates: the pen is already moved and scaled as the camera is. */
export interface Ground {
  readonly pen: CanvasRenderingContext2D;
  readonly model: MapModel;
  readonly palette: Palette;
  readonly stamp: Stamp;
}

interface LabelLook {
  readonly font: string;
  readonly sizePixels: number;
  readonly colour: string;
  /** 0: the place is the left edge; 0.5: the middle. */
  readonly origin: number;
}

const paintLabel = ({ pen, palette }: Ground, text: string, at: Point, look: LabelLook): void => {
  pen.font = look.font;
  const width = pen.measureText(text).width + 8;
  const left = at.x - width * look.origin;
  pen.fillStyle = palette.plate;
  pen.fillRect(left, at.y, width, look.sizePixels + 5);
  pen.fillStyle = look.colour;
  pen.textBaseline = 'middle';
  pen.fillText(text, left + 4, at.y + (look.sizePixels + 6) / 2);
};

const paintZones = (ground: Ground): void => {
  const { pen, model, palette } = ground;
  for (const { title, hull, titleAt } of zonesOf(model.map, layoutOf(model.map))) {
    const { left, right, top, bottom } = hull;
    const line = palette.line;
    pen.beginPath();
    pen.roundRect(left, top, right - left, bottom - top, 22);
    pen.fillStyle = `${line}1a`;
    pen.fill();
    pen.strokeStyle = `${line}cc`;
    pen.lineWidth = 1.5;
    pen.stroke();
    paintLabel(ground, title, titleAt, {
      font: `15px ${SANS}`,
      sizePixels: 15,
      colour: palette.soft,
      origin: 0,
    });
  }
};

const paintLine = (
  pen: CanvasRenderingContext2D,
  a: Point,
  b: Point,
  colour: string,
  width: number,
): void => {
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  pen.beginPath();
  pen.moveTo(a.x, a.y);
  pen.lineTo(b.x, b.y);
  pen.stroke();
};

const paintBroken = ({ pen, palette, stamp }: Ground, a: Point, b: Point): void => {
  for (let step = 0; step < 9; step += 2) {
    paintLine(pen, along(a, b, step / 9), along(a, b, (step + 1) / 9), palette.warn, 4);
  }
  stamp('cross', along(a, b, 0.5), 0.6);
};

/** A tap holds on to the middle of the wire that it reads. */
const paintTaps = ({ pen, model, palette }: Ground): void => {
  const places = placesOf(model.map);
  for (const link of model.map.links) {
    const [a, b] = [places.get(nodeOf(link.a)), places.get(nodeOf(link.b))];
    const tap = places.get(link.tap ?? '');
    if (a === undefined || b === undefined || tap === undefined) continue;
    paintLine(pen, tap, along(a, b, 0.5), `${palette.line}99`, 2);
  }
};

/** Links, lit from the first on as far as right decisions have come. */
const paintLinks = (ground: Ground): void => {
  const { pen, model, palette } = ground;
  const places = placesOf(model.map);
  const lit = (model.lit ?? 0) * model.map.links.length;
  for (const [index, link] of model.map.links.entries()) {
    const [a, b] = [places.get(nodeOf(link.a)), places.get(nodeOf(link.b))];
    if (a === undefined || b === undefined) continue;
    if (!link.up) {
      paintBroken(ground, a, b);
      continue;
    }
    paintLine(pen, a, b, palette.line, 4);
    const share = Math.min(1, Math.max(0, lit - index));
    if (share > 0) paintLine(pen, a, along(a, b, share), palette.lamp, 7);
  }
};

const paintNode = (ground: Ground, node: MapNode): void => {
  const { model, palette, stamp } = ground;
  const place = placesOf(model.map).get(node.name);
  if (place === undefined) return;
  const { x, y } = place;
  if (node.stack.some(({ mine }) => mine)) stamp('glow', place, 1.25, 0.5);
  stamp(shapeOf(node.role), place, DEVICE_PIXELS / 128);
  if (node.fallen !== undefined) stamp('cross', place, 0.9);
  paintLabel(
    ground,
    node.name,
    { x, y: y + 34 },
    { font: `bold 16px ${SANS}`, sizePixels: 16, colour: palette.text, origin: 0.5 },
  );
  const [address] = node.addresses;
  if (address === undefined) return;
  paintLabel(
    ground,
    address,
    { x, y: y + 54 },
    { font: `13px ${MONO}`, sizePixels: 13, colour: palette.soft, origin: 0.5 },
  );
};

/** Zones, links, devices and their names. */
export const paintGround = (ground: Ground): void => {
  paintZones(ground);
  paintTaps(ground);
  paintLinks(ground);
  for (const node of ground.model.map.nodes) paintNode(ground, node);
};
