import { type Cameras, type Input, Math as PhaserMath, type Scene } from 'phaser';
import { worldSize } from './model.ts';
import type { Point } from './places.ts';

const NEAREST = 6;

/** Wheel about the pointer, drag, two-finger pinch and buttons; always inside the world. */
export class MapCamera {
  private readonly camera: Cameras.Scene2D.Camera;
  private readonly onChange: () => void;
  private pinchPixels = 0;

  constructor(scene: Scene, onChange: () => void) {
    this.camera = scene.cameras.main;
    this.onChange = onChange;
    scene.input.on('wheel', (pointer: Input.Pointer, _over: unknown, _x: number, deltaY: number) =>
      this.zoomAt(pointer.x, pointer.y, this.camera.zoom * Math.exp(-deltaY * 0.0015)),
    );
    scene.input.on('pointermove', (pointer: Input.Pointer) => this.dragged(scene.input, pointer));
    scene.input.on('pointerup', () => {
      this.pinchPixels = 0;
    });
  }

  /** The whole world in the picture. */
  fit(): void {
    this.camera.setZoom(this.smallest());
    this.camera.centerOn(worldSize().width / 2, worldSize().height / 2);
    this.onChange();
  }

  step(factor: number): void {
    this.zoomAt(this.camera.width / 2, this.camera.height / 2, this.camera.zoom * factor);
  }

  /** Canvas pixels to a pixel of the world. */
  get zoom(): number {
    return this.camera.zoom;
  }

  /** Canvas pixels of a world point. */
  screenOf({ x, y }: Point): Point {
    const { scrollX, scrollY, width, height, zoom } = this.camera;
    return {
      x: (x - scrollX - width / 2) * zoom + width / 2,
      y: (y - scrollY - height / 2) * zoom + height / 2,
    };
  }

  private smallest(): number {
    return Math.min(this.camera.width / worldSize().width, this.camera.height / worldSize().height);
  }

  // In closed form: the camera's own view of the world is one frame old here.
  private zoomAt(screenX: number, screenY: number, wanted: number): void {
    const zoom = PhaserMath.Clamp(wanted, this.smallest(), this.smallest() * NEAREST);
    const change = 1 / this.camera.zoom - 1 / zoom;
    this.camera.scrollX += (screenX - this.camera.width / 2) * change;
    this.camera.scrollY += (screenY - this.camera.height / 2) * change;
    this.camera.setZoom(zoom);
    this.stayInside();
  }

  private dragged({ pointer1, pointer2 }: Input.InputPlugin, pointer: Input.Pointer): void {
    if (pointer1.isDown && pointer2.isDown) {
      const apart = Math.hypot(pointer1.x - pointer2.x, pointer1.y - pointer2.y);
      const [x, y] = [(pointer1.x + pointer2.x) / 2, (pointer1.y + pointer2.y) / 2];
      if (this.pinchPixels > 0) this.zoomAt(x, y, (this.camera.zoom * apart) / this.pinchPixels);
      this.pinchPixels = apart;
      return;
    }
    if (!pointer.isDown || pointer.getDistance() < 6) return;
    this.camera.scrollX -= (pointer.x - pointer.prevPosition.x) / this.camera.zoom;
    this.camera.scrollY -= (pointer.y - pointer.prevPosition.y) / this.camera.zoom;
    this.stayInside();
  }

  private stayInside(): void {
    const { zoom, width, height, scrollX, scrollY } = this.camera;
    const middle = (at: number, size: number, world: number): number => {
      const half = size / zoom / 2;
      return PhaserMath.Clamp(at, Math.min(half, world / 2), Math.max(world - half, world / 2));
    };
    this.camera.centerOn(
      middle(scrollX + width / 2, width, worldSize().width),
      middle(scrollY + height / 2, height, worldSize().height),
    );
    this.onChange();
  }
}
