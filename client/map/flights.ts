import type { GameObjects, Scene } from 'phaser';
import { CAPSULE_SCALE, CAPSULES, type Capsules } from './capsules.ts';
import { along, type Hop, type MapModel, placesOf } from './model.ts';
import { type Palette, toNumber } from './palette.ts';
import { nodeOf, type Point } from './places.ts';

const HOP_MS = 600;
const SHOWN_MS = 1200;
const FADE_MS = 400;
/** However many steps the automata made at once, the last takes off within this. */
const LAST_AFTER_MS = 1400;
const MINE = 1.35;

interface Flight {
  readonly hop: Hop;
  readonly from: Point;
  readonly to: Point;
  readonly startsAtMs: number;
  image: GameObjects.Image | null;
}

/** Units on their way. Images that have arrived are used again for the next. */
export class Flights {
  private readonly scene: Scene;
  private readonly capsules: Capsules;
  private readonly reducedMotion: boolean;
  private readonly idle: GameObjects.Image[] = [];
  private flying: Flight[] = [];
  private seen: Set<number> | null = null;

  constructor(scene: Scene, capsules: Capsules, reducedMotion: boolean) {
    this.scene = scene;
    this.capsules = capsules;
    this.reducedMotion = reducedMotion;
  }

  /** Lets every hop that is new take off, one after the other. */
  takeOff({ map, traffic }: MapModel, timeMs: number): void {
    // Hops that happened before the map was opened are not played again.
    const seen = this.seen ?? new Set(traffic.hops.map(hop => hop.id));
    const fresh = traffic.hops.filter(({ id }) => !seen.has(id));
    this.seen = new Set(traffic.hops.map(hop => hop.id));
    const gapMs = Math.min(HOP_MS, LAST_AFTER_MS / fresh.length);
    const places = placesOf(map);
    for (const [order, hop] of fresh.entries()) {
      const [from, to] = [places.get(nodeOf(hop.from)), places.get(nodeOf(hop.to))];
      if (from === undefined || to === undefined) continue;
      this.flying.push({ hop, from, to, startsAtMs: timeMs + order * gapMs, image: null });
    }
  }

  /** Where every unit is: a function of its start and the clock. */
  fly(timeMs: number, palette: Palette): void {
    let landed = false;
    for (const flight of this.flying) {
      const since = timeMs - flight.startsAtMs;
      if (since > SHOWN_MS) landed = true;
      else if (since >= 0) this.move(flight, since, palette);
    }
    if (landed) this.flying = this.flying.filter(flight => this.keep(flight, timeMs));
  }

  /** After new colours every frame is another one. */
  repaint(): void {
    for (const { hop, image } of this.flying) {
      image?.setTexture(CAPSULES, this.capsules.frame(hop.label, hop.byHand));
    }
    for (const image of this.idle.splice(0)) image.destroy();
  }

  private keep(flight: Flight, timeMs: number): boolean {
    if (timeMs - flight.startsAtMs <= SHOWN_MS) return true;
    if (flight.image !== null) this.idle.push(flight.image.setVisible(false));
    return false;
  }

  private move(flight: Flight, since: number, palette: Palette): void {
    const { hop, from, to } = flight;
    flight.image ??= this.show(hop, palette);
    const { image } = flight;
    const progress = this.reducedMotion ? 1 : Math.min(1, since / HOP_MS);
    const eased = 1 - (1 - progress) ** 3;
    const place = along(from, to, hop.outcome === 'lost' ? eased * 0.5 : eased);
    image.setPosition(place.x, place.y);
    if (since > SHOWN_MS - FADE_MS) image.setAlpha((SHOWN_MS - since) / FADE_MS);
  }

  private show(hop: Hop, palette: Palette): GameObjects.Image {
    const frame = this.capsules.frame(hop.label, hop.byHand);
    const known = this.idle.pop()?.setTexture(CAPSULES, frame);
    const image = known ?? this.scene.add.image(0, 0, CAPSULES, frame).setDepth(3);
    image
      .setVisible(true)
      .setAlpha(1)
      .setScale(CAPSULE_SCALE * (hop.mine ? MINE : 1));
    if (hop.outcome === 'lost' || hop.outcome === 'dropped') image.setTint(toNumber(palette.warn));
    else image.clearTint();
    return image;
  }
}
