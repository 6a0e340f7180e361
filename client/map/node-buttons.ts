import { describeNode, type MapModel, placesOf } from './model.ts';
import type { Point } from './places.ts';

/** Size of a button over a device at zoom 1, and the least one that a finger meets. */
const BUTTON_PIXELS = 60;
const LEAST_PIXELS = 24;

type ScreenOf = (place: Point) => Point & { readonly zoom: number };

const STEPS: Readonly<Record<string, Point>> = {
  ArrowRight: { x: 1, y: 0 },
  ArrowLeft: { x: -1, y: 0 },
  ArrowDown: { x: 0, y: 1 },
  ArrowUp: { x: 0, y: -1 },
};

/** How far `to` lies in a direction, sideways counting double; infinite behind us. */
const distance = (from: Point, to: Point, direction: Point): number => {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const ahead = dx * direction.x + dy * direction.y;
  const aside = Math.abs(dx * direction.y) + Math.abs(dy * direction.x);
  return ahead <= 0 ? Number.POSITIVE_INFINITY : ahead + 2 * aside;
};

/**
 * A real button over every device: what the canvas shows can be reached by keyboard and read aloud. One tab stop;
 * arrows go to the nearest device that way.
 */
export class NodeButtons {
  readonly element = document.createElement('ul');
  private readonly onChoose: (node: string) => void;
  private readonly screenOf: ScreenOf;
  private readonly buttons = new Map<string, HTMLButtonElement>();
  private model: MapModel | null = null;
  private current = '';

  constructor(label: string, screenOf: ScreenOf, onChoose: (node: string) => void) {
    this.screenOf = screenOf;
    this.onChoose = onChoose;
    this.element.className = 'map-buttons';
    this.element.setAttribute('aria-label', label);
    this.element.addEventListener('keydown', event => this.pressed(event));
    this.element.addEventListener('click', event => {
      const name = (event.target as Element).closest('button')?.dataset.node;
      if (name !== undefined) this.choose(name);
    });
  }

  show(model: MapModel): void {
    const before = this.model?.map;
    this.model = model;
    if (model.map === before) return;
    const names = model.map.nodes.map(node => node.name);
    if (names.join() !== [...this.buttons.keys()].join()) this.rebuild(model);
    for (const node of model.map.nodes) {
      this.buttons.get(node.name)?.setAttribute('aria-label', describeNode(model.map, node));
    }
    this.place();
  }

  /** Puts the buttons where the camera shows their devices. */
  place(): void {
    const map = this.model?.map;
    if (map === undefined) return;
    for (const [name, place] of placesOf(map)) {
      const { x, y, zoom } = this.screenOf(place);
      const half = Math.max(LEAST_PIXELS, BUTTON_PIXELS * zoom) / 2;
      const button = this.buttons.get(name);
      if (button === undefined) continue;
      button.style.transform = `translate(${x - half}px, ${y - half}px)`;
      button.style.width = `${half * 2}px`;
      button.style.height = `${half * 2}px`;
    }
  }

  private rebuild(model: MapModel): void {
    this.current = model.map.nodes[0]?.name ?? '';
    this.buttons.clear();
    this.element.replaceChildren(
      ...model.map.nodes.map(node => {
        const item = document.createElement('li');
        const button = document.createElement('button');
        button.type = 'button';
        button.dataset.node = node.name;
        button.tabIndex = node.name === this.current ? 0 : -1;
        this.buttons.set(node.name, button);
        item.append(button);
        return item;
      }),
    );
  }

  private choose(name: string): void {
    const before = this.buttons.get(this.current);
    if (before !== undefined) before.tabIndex = -1;
    this.current = name;
    const button = this.buttons.get(name);
    if (button !== undefined) button.tabIndex = 0;
    this.onChoose(name);
  }

  private pressed(event: KeyboardEvent): void {
    const direction = STEPS[event.key];
    const nodes = this.model?.map.nodes ?? [];
    const here = nodes.find(({ name }) => name === this.current);
    if (direction === undefined || here === undefined) return;
    event.preventDefault();
    const [next] = nodes
      .filter(node => node !== here)
      .map(node => ({ node, far: distance(here, node, direction) }))
      .filter(({ far }) => Number.isFinite(far))
      .sort((a, b) => a.far - b.far);
    if (next === undefined) return;
    this.choose(next.node.name);
    this.buttons.get(next.node.name)?.focus();
  }
}
