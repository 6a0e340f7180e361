import { type GameObjects, Scene } from 'phaser';
import { ATLAS, BACKDROP, capsuleFrame, paintAtlas, paintBackdrop } from './atlas.ts';
import {
  along,
  type Hop,
  type MapModel,
  type MapNode,
  nodeOf,
  type Point,
  placeOf,
  shapeOf,
  unitShapeOf,
  WORLD,
  zonesOf,
} from './model.ts';
import { type Palette, toNumber } from './palette.ts';

const HOP_MS = 600;
const SHOWN_MS = 1200;
const SANS = '"Hyperlegible", system-ui, sans-serif';
const MONO = '"Hyperlegible Mono", monospace';

interface Flight {
  readonly hop: Hop;
  readonly startsAtMs: number;
  readonly image: GameObjects.Image;
  readonly label: GameObjects.Text;
}

/** Draws the network. Reconciles with the model in update(); nothing in it decides anything. */
export class MapScene extends Scene {
  palette: Palette;
  private model: MapModel | null = null;
  private drawn = '';
  private painted = false;
  private reducedMotion: boolean;
  private ground: GameObjects.GameObject[] = [];
  private readonly waiting = new Map<string, GameObjects.Image>();
  private readonly flights = new Map<number, Flight>();
  private seen = new Set<number>();

  constructor(palette: Palette, reducedMotion: boolean) {
    super('map');
    this.palette = palette;
    this.reducedMotion = reducedMotion;
  }

  create(): void {
    this.input.addPointer(1);
    this.repaint(this.palette);
  }

  show(model: MapModel): void {
    // Hops that happened before the map was opened are not played again.
    if (this.model === null) this.seen = new Set(model.traffic.hops.map(hop => hop.id));
    this.model = model;
  }

  repaint(palette: Palette): void {
    this.palette = palette;
    paintBackdrop(this, palette);
    void paintAtlas(this, palette).then(() => {
      this.painted = true;
      this.drawn = '';
    });
  }

  override update(timeMs: number): void {
    if (!this.painted || this.model === null) return;
    const key = JSON.stringify([this.model.map, this.model.lit, this.palette.background]);
    if (key !== this.drawn) {
      this.drawn = key;
      this.drawGround(this.model);
    }
    this.markWaiting(this.model);
    this.takeOff(this.model, timeMs);
    for (const flight of this.flights.values()) this.fly(flight, timeMs);
  }

  private point(place: string): Point | null {
    const map = this.model?.map;
    const node = map?.nodes.find(({ name }) => name === nodeOf(place));
    return node === undefined || map === undefined ? null : placeOf(map, node);
  }

  private drawGround(model: MapModel): void {
    for (const thing of this.ground) thing.destroy();
    this.ground = [
      this.add
        .image(WORLD.width / 2, WORLD.height / 2, BACKDROP)
        .setDisplaySize(WORLD.width * 2, WORLD.height * 2)
        .setDepth(-3),
    ];
    this.drawZones(model);
    this.drawLinks(model);
    for (const node of model.map.nodes) this.drawNode(model, node);
  }

  private drawZones(model: MapModel): void {
    const pen = this.add.graphics().setDepth(-2);
    this.ground.push(pen);
    for (const zone of zonesOf(model.map)) {
      const places = zone.members.flatMap(name => this.point(name) ?? []);
      const left = Math.min(...places.map(place => place.x)) - 84;
      const right = Math.max(...places.map(place => place.x)) + 84;
      const top = Math.min(...places.map(place => place.y)) - 62;
      const bottom = Math.max(...places.map(place => place.y)) + 82;
      pen.fillStyle(toNumber(this.palette.line), 0.1);
      pen.fillRoundedRect(left, top, right - left, bottom - top, 22);
      pen.lineStyle(1.5, toNumber(this.palette.line), 0.8);
      pen.strokeRoundedRect(left, top, right - left, bottom - top, 22);
      this.ground.push(this.label(left + 18, top - 10, zone.title, 15, SANS, 0));
    }
  }

  private drawLinks(model: MapModel): void {
    const pen = this.add.graphics().setDepth(-1);
    this.ground.push(pen);
    const lit = (model.lit ?? 0) * model.map.links.length;
    for (const [index, link] of model.map.links.entries()) {
      const [a, b] = [this.point(link.a), this.point(link.b)];
      if (a === null || b === null) continue;
      if (link.up) {
        pen.lineStyle(4, toNumber(this.palette.line), 1);
        pen.lineBetween(a.x, a.y, b.x, b.y);
        this.drawLit(pen, a, b, Math.min(1, Math.max(0, lit - index)));
        continue;
      }
      pen.lineStyle(4, toNumber(this.palette.warn), 1);
      for (let step = 0; step < 9; step += 2) {
        const [from, to] = [along(a, b, step / 9), along(a, b, (step + 1) / 9)];
        pen.lineBetween(from.x, from.y, to.x, to.y);
      }
      const middle = along(a, b, 0.5);
      this.ground.push(this.add.image(middle.x, middle.y, ATLAS, 'cross').setScale(0.6));
    }
  }

  private drawLit(pen: GameObjects.Graphics, a: Point, b: Point, share: number): void {
    if (share === 0) return;
    const end = along(a, b, share);
    pen.lineStyle(7, toNumber(this.palette.lamp), 1);
    pen.lineBetween(a.x, a.y, end.x, end.y);
  }

  private drawNode(model: MapModel, node: MapNode): void {
    const { x, y } = placeOf(model.map, node);
    if (node.stack.some(({ mine }) => mine)) {
      this.ground.push(this.add.image(x, y, ATLAS, 'glow').setScale(1.25).setAlpha(0.5));
    }
    this.ground.push(this.add.image(x, y, ATLAS, shapeOf(node.role)).setScale(0.46));
    this.ground.push(this.label(x, y + 34, node.name, 16, SANS, 0.5, true));
    const [address] = node.addresses;
    if (address !== undefined) this.ground.push(this.label(x, y + 54, address, 13, MONO, 0.5));
  }

  private label(
    x: number,
    y: number,
    text: string,
    size: number,
    font: string,
    origin: number,
    bold = false,
  ): GameObjects.Text {
    return this.add
      .text(x, y, text, {
        fontFamily: font,
        fontSize: `${size}px`,
        fontStyle: bold ? 'bold' : 'normal',
        color: bold ? this.palette.text : this.palette.soft,
        backgroundColor: this.palette.plate,
        padding: { x: 4, y: 1 },
        resolution: 2,
      })
      .setOrigin(origin, 0);
  }

  /** A lamp at every device where one of this seat's units waits. */
  private markWaiting(model: MapModel): void {
    const mine = new Set(model.traffic.waiting.flatMap(({ node, mine }) => (mine ? [node] : [])));
    for (const name of mine) {
      const place = this.point(name);
      if (place === null || this.waiting.has(name)) continue;
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

  private takeOff(model: MapModel, timeMs: number): void {
    const fresh = model.traffic.hops.filter(({ id }) => !this.seen.has(id));
    for (const [order, hop] of fresh.entries()) {
      this.seen.add(hop.id);
      const shape = unitShapeOf(hop.label);
      const image = this.add
        .image(0, 0, ATLAS, capsuleFrame(shape, hop.byHand))
        .setScale(hop.mine ? 0.62 : 0.46)
        .setDepth(3)
        .setVisible(false);
      const label = this.add
        .text(0, 0, hop.label, {
          fontFamily: SANS,
          fontSize: '13px',
          fontStyle: 'bold',
          color: hop.byHand ? '#0b1420' : this.palette.text,
          resolution: 2,
        })
        .setOrigin(0.5)
        .setDepth(4)
        .setVisible(false);
      // However many steps the automata made at once, they are shown within two seconds.
      const gapMs = Math.min(HOP_MS, 1400 / fresh.length);
      this.flights.set(hop.id, { hop, startsAtMs: timeMs + order * gapMs, image, label });
    }
  }

  /** Where a unit is: a function of its start and the clock. */
  private fly({ hop, startsAtMs, image, label }: Flight, timeMs: number): void {
    const since = timeMs - startsAtMs;
    const [from, to] = [this.point(hop.from), this.point(hop.to)];
    if (from === null || to === null || since > SHOWN_MS) {
      image.destroy();
      label.destroy();
      this.flights.delete(hop.id);
      return;
    }
    const progress = this.reducedMotion ? 1 : Math.min(1, Math.max(0, since / HOP_MS));
    const eased = 1 - (1 - progress) ** 3;
    const place = along(from, to, hop.outcome === 'lost' ? eased * 0.5 : eased);
    const visible = since >= 0;
    const fading = since > SHOWN_MS - 400 ? (SHOWN_MS - since) / 400 : 1;
    image.setPosition(place.x, place.y).setVisible(visible).setAlpha(fading);
    label.setPosition(place.x, place.y).setVisible(visible).setAlpha(fading);
    if (hop.outcome === 'lost' || hop.outcome === 'dropped') {
      image.setTint(toNumber(this.palette.warn));
    }
  }
}
