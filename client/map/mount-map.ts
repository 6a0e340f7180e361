import './map.css';
import { AUTO, Game, Scale } from 'phaser';
import { MapCamera } from './camera.ts';
import { MapScene } from './map-scene.ts';
import { type MapModel, shapeWorld } from './model.ts';
import { NodeButtons } from './node-buttons.ts';
import { DARK, LIGHT, type Palette } from './palette.ts';
import type { Point } from './places.ts';

export interface MapOptions {
  /** Name of the map for screen readers. */
  readonly label: string;
  readonly onChoose?: (node: string) => void;
}

export interface MountedMap {
  readonly update: (model: MapModel) => void;
  readonly zoom: (factor: number) => void;
  readonly fit: () => void;
  readonly destroy: () => void;
}

const currentPalette = (): Palette =>
  document.documentElement.dataset.theme === 'light' ? LIGHT : DARK;

/** One game per page: a second one would keep the memory of the first. */
let only: { readonly game: Game; readonly scene: MapScene } | null = null;

const startGame = (parent: HTMLElement) => {
  const scene = new MapScene(
    currentPalette(),
    matchMedia('(prefers-reduced-motion: reduce)').matches,
  );
  const game = new Game({
    type: AUTO,
    parent,
    banner: false,
    audio: { noAudio: true },
    autoFocus: false,
    input: { keyboard: false },
    transparent: true,
    scale: { mode: Scale.NONE, width: 300, height: 150 },
    // Two textures in one batch tear rotated quads (phaserjs/phaser issue 7372).
    render: { maxTextures: 1, antialiasGL: false },
    scene,
  });
  return { game, scene };
};

const ratio = (): number => Math.min(2, devicePixelRatio);

/** Where a place of the world stands on the stage, in CSS pixels, and how large the world is drawn there. */
const cssPlace = (camera: MapCamera | null, place: Point) => {
  const { x, y } = camera?.screenOf(place) ?? { x: -100, y: -100 };
  return { x: x / ratio(), y: y / ratio(), zoom: (camera?.zoom ?? 1) / ratio() };
};

const sized = (game: Game, element: HTMLElement, map: MapModel['map'] | null): void => {
  game.scale.setZoom(1 / ratio());
  game.scale.resize(
    Math.max(1, Math.round(element.clientWidth * ratio())),
    Math.max(1, Math.round(element.clientHeight * ratio())),
  );
  // At a zoom of 1 the framework leaves the style of the size before.
  game.canvas.style.width = `${element.clientWidth}px`;
  game.canvas.style.height = `${element.clientHeight}px`;
  game.scale.updateBounds();
  shapeWorld({ width: element.clientWidth, height: element.clientHeight }, map);
};

const repaintWithTheme = (scene: MapScene): MutationObserver => {
  const themes = new MutationObserver(() => scene.repaint(currentPalette()));
  themes.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return themes;
};

const devicesOf = ({ map }: MapModel): string => map.nodes.map(({ name }) => name).join();

/** Draws the map into `element`, which must have a size of its own; `destroy` leaves the element empty. */
export const mountMap = (element: HTMLElement, options: MapOptions): MountedMap => {
  only ??= startGame(element);
  const { game, scene } = only;
  let camera: MapCamera | null = null;
  let shown: MapModel | null = null;
  const buttons = new NodeButtons(
    options.label,
    place => cssPlace(camera, place),
    name => options.onChoose?.(name),
  );
  const settle = (): void => {
    sized(game, element, shown?.map ?? null);
    camera?.fit();
  };
  const ready = (): void => {
    game.canvas.setAttribute('aria-hidden', 'true');
    game.canvas.tabIndex = -1;
    element.classList.add('map-stage');
    element.append(game.canvas, buttons.element);
    camera = new MapCamera(scene, () => buttons.place());
    game.loop.wake();
    settle();
  };
  if (scene.sys?.isActive()) ready();
  else game.events.once('ready', () => requestAnimationFrame(ready));
  const resizes = new ResizeObserver(settle);
  resizes.observe(element);
  const themes = repaintWithTheme(scene);
  return {
    update: model => {
      const another = shown === null || devicesOf(model) !== devicesOf(shown);
      shown = model;
      if (another && camera !== null) settle();
      scene.show(model);
      buttons.show(model);
    },
    zoom: factor => camera?.step(factor),
    fit: () => camera?.fit(),
    destroy: () => {
      resizes.disconnect();
      themes.disconnect();
      scene.input.removeAllListeners();
      game.loop.sleep();
      element.replaceChildren();
    },
  };
};
