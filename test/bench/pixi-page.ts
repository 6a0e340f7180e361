import { measureMap } from './frame-times.ts';
import { mountPixi } from './pixi-scene.ts';

measureMap(mountPixi);
