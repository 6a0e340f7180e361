import {
  Application,
  BitmapFont,
  BitmapText,
  Container,
  Graphics,
  type PointData,
  Sprite,
  Texture,
} from 'pixi.js';
import {
  along,
  type Hop,
  layoutOf,
  type MapModel,
  placesOf,
  worldSize,
} from '../../client/map/model.ts';
import { DARK, toNumber } from '../../client/map/palette.ts';
import { nodeOf } from '../../client/map/places.ts';
import { zonesOf } from '../../client/map/zones.ts';

const HOP_MS = 600;
const SHOWN_MS = 1200;

interface Unit {
  readonly hop: Hop;
  readonly from: PointData;
  readonly to: PointData;
  readonly startsAtMs: number;
  sprite: Sprite | null;
}

const painted = (
  width: number,
  height: number,
  paint: (pen: CanvasRenderingContext2D) => void,
): Texture => {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [width, height];
  const pen = canvas.getContext('2d');
  if (pen !== null) paint(pen);
  return Texture.from(canvas);
};

const deviceTexture = (): Texture =>
  painted(128, 128, pen => {
    pen.strokeStyle = DARK.device.host;
    pen.lineWidth = 5;
    pen.arc(64, 64, 58, 0, Math.PI * 2);
    pen.stroke();
  });

const unitTexture = (label: string): Texture =>
  painted(140, 60, pen => {
    pen.fillStyle = DARK.unit.network;
    pen.roundRect(4, 8, 132, 44, 12);
    pen.fill();
    pen.fillStyle = DARK.onUnit;
    pen.font = 'bold 28px sans-serif';
    pen.textAlign = 'center';
    pen.fillText(label, 70, 40, 120);
  });

const drawZones = ({ map }: MapModel, pen: Graphics): void => {
  for (const { hull } of zonesOf(map, layoutOf(map))) {
    const { left, right, top, bottom } = hull;
    pen.roundRect(left, top, right - left, bottom - top, 22);
    pen.fill({ color: toNumber(DARK.line), alpha: 0.1 });
    pen.stroke({ color: toNumber(DARK.line), width: 1.5 });
  }
};

const drawLinks = ({ map }: MapModel, pen: Graphics): void => {
  for (const { a, b, up } of map.links) {
    const [from, to] = [placesOf(map).get(nodeOf(a)), placesOf(map).get(nodeOf(b))];
    if (from === undefined || to === undefined) continue;
    pen.moveTo(from.x, from.y).lineTo(to.x, to.y);
    pen.stroke({ color: toNumber(up ? DARK.line : DARK.warn), width: 4 });
  }
};

const drawDevices = ({ map }: MapModel, still: Container): void => {
  const texture = deviceTexture();
  BitmapFont.install({
    name: 'map',
    style: { fontFamily: 'sans-serif', fontSize: 32, fill: '#fff' },
  });
  for (const { name, addresses } of map.nodes) {
    const { x, y } = placesOf(map).get(name) ?? { x: 0, y: 0 };
    still.addChild(new Sprite({ texture, x, y, anchor: 0.5, scale: 0.46 }));
    for (const [index, text] of [name, ...addresses].entries()) {
      const style = { fontFamily: 'map', fontSize: index === 0 ? 16 : 13 };
      const anchor = { x: 0.5, y: 0 };
      still.addChild(new BitmapText({ text, style, x, y: y + 34 + index * 20, anchor }));
    }
  }
};

const drawStill = (model: MapModel, still: Container): void => {
  const pen = new Graphics();
  still.addChild(pen);
  drawZones(model, pen);
  drawLinks(model, pen);
  drawDevices(model, still);
};

/** Units that move as those of the game's map do, with sprites that are used again. */
class Units {
  private readonly layer: Container;
  private readonly textures = new Map<string, Texture>();
  private readonly idle: Sprite[] = [];
  private flying: Unit[] = [];

  constructor(layer: Container) {
    this.layer = layer;
  }

  takeOff({ map, traffic: { hops } }: MapModel): void {
    const places = placesOf(map);
    const gapMs = Math.min(HOP_MS, 1400 / hops.length);
    for (const [order, hop] of hops.entries()) {
      const [from, to] = [places.get(nodeOf(hop.from)), places.get(nodeOf(hop.to))];
      if (from === undefined || to === undefined) continue;
      const startsAtMs = performance.now() + order * gapMs;
      this.flying.push({ hop, from, to, startsAtMs, sprite: null });
    }
  }

  fly(): void {
    const now = performance.now();
    for (const unit of this.flying) {
      const since = now - unit.startsAtMs;
      if (since >= 0 && since <= SHOWN_MS) this.move(unit, since);
    }
    this.flying = this.flying.filter(({ startsAtMs, sprite }) => {
      if (now - startsAtMs <= SHOWN_MS) return true;
      if (sprite !== null) {
        sprite.visible = false;
        this.idle.push(sprite);
      }
      return false;
    });
  }

  private move(unit: Unit, since: number): void {
    unit.sprite ??= this.appear(unit.hop);
    const progress = Math.min(1, since / HOP_MS);
    const place = along(unit.from, unit.to, 1 - (1 - progress) ** 3);
    unit.sprite.position.set(place.x, place.y);
    unit.sprite.alpha = Math.min(1, (SHOWN_MS - since) / 400);
  }

  private appear({ label, mine }: Hop): Sprite {
    const texture = this.textures.get(label) ?? unitTexture(label);
    this.textures.set(label, texture);
    const known = this.idle.pop();
    const sprite = known ?? this.layer.addChild(new Sprite({ anchor: 0.5 }));
    sprite.texture = texture;
    sprite.visible = true;
    sprite.scale.set(mine ? 0.62 : 0.46);
    return sprite;
  }
}

/** The same map written by hand with PixiJS: what stands still once, units as sprites. */
export const mountPixi = async (): Promise<(model: MapModel) => void> => {
  const app = new Application();
  await app.init({ resizeTo: globalThis.window, preference: 'webgl', background: DARK.background });
  document.body.append(app.canvas);
  const still = new Container({ isRenderGroup: true });
  const moving = new Container({ isRenderGroup: true });
  const units = new Units(moving);
  const scale = Math.min(
    app.screen.width / worldSize().width,
    app.screen.height / worldSize().height,
  );
  app.stage.addChild(still, moving);
  app.stage.scale.set(scale);
  app.ticker.add(() => units.fly());
  let isDrawn = false;
  return model => {
    if (!isDrawn) drawStill(model, still);
    isDrawn = true;
    units.takeOff(model);
  };
};
