import { type GameObjects, Scene, type Textures } from 'phaser';
import { ATLAS, BACKDROP, paintAtlas, paintBackdrop } from './atlas.ts';
import { Capsules } from './capsules.ts';
import { Flights } from './flights.ts';
import { paintGround } from './ground.ts';
import { type MapModel, placesOf, worldSize } from './model.ts';
import type { Palette } from './palette.ts';

const GROUND = 'ground';

/**
 * Draws the network. What stands still is one picture, painted again when it or the camera changes; only units are
 * drawn one by one. Nothing in it decides anything.
 */
export class MapScene extends Scene {
  private palette: Palette;
  private readonly reducedMotion: boolean;
  private model: MapModel | null = null;
  private painted = false;
  /** What the ground was last painted for. */
  private drawn = '';
  private version = 0;
  private backdrop: GameObjects.Image | null = null;
  private ground: GameObjects.Image | null = null;
  private capsules: Capsules | null = null;
  private flights: Flights | null = null;
  private readonly waiting = new Map<string, GameObjects.Image>();

  constructor(palette: Palette, reducedMotion: boolean) {
    super('map');
    this.palette = palette;
    this.reducedMotion = reducedMotion;
  }

  create(): void {
    this.input.addPointer(1);
    this.capsules = new Capsules(this, this.palette);
    this.flights = new Flights(this, this.capsules, this.reducedMotion);
    this.repaint(this.palette);
    this.backdrop = this.add
      .image(worldSize().width / 2, worldSize().height / 2, BACKDROP)
      .setDisplaySize(worldSize().width * 2, worldSize().height * 2)
      .setDepth(-3);
    this.textures.createCanvas(GROUND, 16, 16);
    this.ground = this.add.image(0, 0, GROUND).setOrigin(0).setScrollFactor(0).setDepth(-2);
  }

  show(model: MapModel): void {
    const before = this.model;
    this.model = model;
    if (before?.map !== model.map || before.lit !== model.lit) this.version += 1;
    if (this.painted && before !== model) this.flights?.takeOff(model, this.game.loop.time);
  }

  repaint(palette: Palette): void {
    this.palette = palette;
    paintBackdrop(this, palette);
    this.backdrop?.setTexture(BACKDROP);
    this.capsules?.repaint(palette);
    this.flights?.repaint();
    // Names are painted, not laid out: they wait for their fonts.
    void Promise.all([paintAtlas(this, palette), document.fonts.ready]).then(() => {
      this.version += 1;
      for (const image of this.waiting.values()) image.setTexture(ATLAS, 'glow');
      if (!this.painted && this.model !== null) this.flights?.takeOff(this.model, 0);
      this.painted = true;
    });
  }

  override update(timeMs: number): void {
    if (!this.painted || this.model === null) return;
    this.drawGround(this.model);
    this.markWaiting(this.model);
    this.flights?.fly(timeMs, this.palette);
  }

  private drawGround(model: MapModel): void {
    const { scrollX, scrollY, zoom, width, height } = this.cameras.main;
    const key = `${this.version} ${scrollX} ${scrollY} ${zoom} ${width} ${height}`;
    if (key === this.drawn || this.ground === null) return;
    this.drawn = key;
    const texture = this.textures.get(GROUND) as Textures.CanvasTexture;
    if (texture.width !== width || texture.height !== height) {
      texture.setSize(width, height);
      this.ground.setTexture(GROUND);
    }
    const pen = texture.getContext();
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.clearRect(0, 0, width, height);
    const toX = width / 2 - (scrollX + width / 2) * zoom;
    const toY = height / 2 - (scrollY + height / 2) * zoom;
    pen.setTransform(zoom, 0, 0, zoom, toX, toY);
    paintGround({ pen, model, palette: this.palette, stamp: this.stampWith(pen) });
    texture.refresh();
    // The camera scales everything about its middle; this picture is already scaled.
    this.ground.setScale(1 / zoom).setPosition(middle(width, zoom), middle(height, zoom));
  }

  private stampWith(pen: CanvasRenderingContext2D) {
    const atlas = this.textures.get(ATLAS);
    const picture = atlas.getSourceImage() as HTMLCanvasElement;
    return (
      name: string,
      at: { readonly x: number; readonly y: number },
      scale: number,
      alpha = 1,
    ): void => {
      const { cutX, cutY, cutWidth, cutHeight } = atlas.get(name);
      const [wide, high] = [cutWidth * scale, cutHeight * scale];
      pen.globalAlpha = alpha;
      pen.drawImage(
        picture,
        cutX,
        cutY,
        cutWidth,
        cutHeight,
        at.x - wide / 2,
        at.y - high / 2,
        wide,
        high,
      );
      pen.globalAlpha = 1;
    };
  }

  /** A lamp at every device where one of this seat's units waits. */
  private markWaiting({ map, traffic }: MapModel): void {
    const mine = new Set(traffic.waiting.flatMap(({ node, mine }) => (mine ? [node] : [])));
    for (const name of mine) {
      const place = placesOf(map).get(name);
      if (place === undefined || this.waiting.has(name)) continue;
      this.waiting.set(
        name,
        this.add
          .image(place.x, place.y - 40, ATLAS, 'glow')
          .setScale(0.4)
          .setDepth(2),
      );
    }
    for (const [name, image] of this.waiting) {
      if (mine.has(name)) continue;
      image.destroy();
      this.waiting.delete(name);
    }
  }
}

const middle = (size: number, zoom: number): number => (size - size / zoom) / 2;
