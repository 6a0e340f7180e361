import addressBook from '@tabler/icons/outline/address-book.svg?raw';
import desktop from '@tabler/icons/outline/device-desktop.svg?raw';
import router from '@tabler/icons/outline/router.svg?raw';
import server from '@tabler/icons/outline/server.svg?raw';
import switchIcon from '@tabler/icons/outline/switch-2.svg?raw';
import type { Scene } from 'phaser';
import type { DeviceShape, Palette } from './palette.ts';

/** Everything is a quad of one texture that is painted once: it survives a lost graphics context. */
export const ATLAS = 'atlas';
export const BACKDROP = 'backdrop';
const DEVICE_SIZE = 128;
const CELL = DEVICE_SIZE + 8;
const MARK_ROW = CELL + 4;

const ICONS: Readonly<Record<DeviceShape, string>> = {
  host: desktop,
  switch: switchIcon,
  router,
  'name-server': addressBook,
  server,
};

const DEVICES = Object.keys(ICONS) as DeviceShape[];

const asImage = (svg: string, colour: string): Promise<HTMLImageElement> =>
  new Promise((resolve, reject) => {
    const image = new Image();
    const text = svg
      .replaceAll('currentColor', colour)
      .replace('width="24"', 'width="96"')
      .replace('height="24"', 'height="96"');
    // The page's policy allows no data: images, a blob of our own is one.
    const address = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }));
    image.onload = () => {
      URL.revokeObjectURL(address);
      resolve(image);
    };
    image.onerror = () => reject(new Error('an icon of the map could not be drawn'));
    image.src = address;
  });

const hexagon = (pen: CanvasRenderingContext2D, half: number): void => {
  for (let corner = 0; corner < 6; corner += 1) {
    const angle = (Math.PI / 3) * corner;
    pen.lineTo(half + (half - 4) * Math.cos(angle), half + (half - 4) * Math.sin(angle));
  }
};

const shield = (pen: CanvasRenderingContext2D, size: number): void => {
  pen.moveTo(size / 2, 6);
  pen.lineTo(size - 9, 18);
  pen.lineTo(size - 9, size / 2 + 6);
  pen.quadraticCurveTo(size - 12, size - 18, size / 2, size - 5);
  pen.quadraticCurveTo(12, size - 18, 9, size / 2 + 6);
  pen.lineTo(9, 18);
};

/** A device is told by its shape as well as its colour. */
const outline = (pen: CanvasRenderingContext2D, shape: DeviceShape): void => {
  const half = DEVICE_SIZE / 2;
  pen.beginPath();
  if (shape === 'router') pen.arc(half, half, half - 6, 0, Math.PI * 2);
  else if (shape === 'switch') hexagon(pen, half);
  else if (shape === 'name-server') shield(pen, DEVICE_SIZE);
  else pen.roundRect(8, 8, DEVICE_SIZE - 16, DEVICE_SIZE - 16, shape === 'server' ? 10 : 26);
  pen.closePath();
};

const paintDevice = (
  pen: CanvasRenderingContext2D,
  shape: DeviceShape,
  icon: HTMLImageElement,
  palette: Palette,
): void => {
  const colour = palette.device[shape];
  pen.fillStyle = palette.plate.slice(0, 7);
  pen.strokeStyle = colour;
  pen.lineWidth = 5;
  pen.lineJoin = 'round';
  outline(pen, shape);
  pen.fill();
  pen.stroke();
  pen.drawImage(icon, 32, shape === 'name-server' ? 28 : 32, 64, 64);
  if (shape === 'server') {
    pen.fillStyle = colour;
    pen.fillRect(14, DEVICE_SIZE - 20, DEVICE_SIZE - 28, 5);
  }
};

const paintMarks = (pen: CanvasRenderingContext2D, palette: Palette): void => {
  const glow = pen.createRadialGradient(64, 64, 0, 64, 64, 64);
  glow.addColorStop(0, `${palette.lamp}d0`);
  glow.addColorStop(0.35, `${palette.lamp}50`);
  glow.addColorStop(1, `${palette.lamp}00`);
  pen.fillStyle = glow;
  pen.fillRect(0, 0, 128, 128);
  pen.strokeStyle = palette.warn;
  pen.lineWidth = 8;
  pen.lineCap = 'round';
  pen.beginPath();
  pen.moveTo(146, 16);
  pen.lineTo(178, 48);
  pen.moveTo(178, 16);
  pen.lineTo(146, 48);
  pen.stroke();
};

const at = (pen: CanvasRenderingContext2D, x: number, y: number, paint: () => void): void => {
  pen.save();
  pen.translate(x, y);
  paint();
  pen.restore();
};

/** Paints the one texture of the map: devices, the glow and the cross. */
export const paintAtlas = async (scene: Scene, palette: Palette): Promise<void> => {
  const icons = await Promise.all(
    DEVICES.map(shape => asImage(ICONS[shape], palette.device[shape])),
  );
  if (scene.textures.exists(ATLAS)) scene.textures.remove(ATLAS);
  const texture = scene.textures.createCanvas(ATLAS, 1024, 512);
  if (texture === null) return;
  const pen = texture.getContext();
  for (const [column, shape] of DEVICES.entries()) {
    const icon = icons[column];
    if (icon === undefined) continue;
    at(pen, column * CELL + 4, 4, () => paintDevice(pen, shape, icon, palette));
    texture.add(shape, 0, column * CELL + 4, 4, DEVICE_SIZE, DEVICE_SIZE);
  }
  at(pen, 0, MARK_ROW, () => paintMarks(pen, palette));
  texture.add('glow', 0, 0, MARK_ROW, 128, 128);
  texture.add('cross', 0, 136, MARK_ROW + 6, 52, 52);
  texture.refresh();
};

/** A dark ground with dots for depth. */
export const paintBackdrop = (scene: Scene, palette: Palette): void => {
  if (scene.textures.exists(BACKDROP)) scene.textures.remove(BACKDROP);
  const texture = scene.textures.createCanvas(BACKDROP, 1024, 512);
  if (texture === null) return;
  const pen = texture.getContext();
  const ground = pen.createRadialGradient(480, 240, 40, 512, 256, 640);
  ground.addColorStop(0, palette.glow);
  ground.addColorStop(1, palette.background);
  pen.fillStyle = ground;
  pen.fillRect(0, 0, 1024, 512);
  pen.fillStyle = palette.dot;
  for (let y = 12; y < 512; y += 24) for (let x = 12; x < 1024; x += 24) pen.fillRect(x, y, 2, 2);
  texture.refresh();
};
