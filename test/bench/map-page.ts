import { mountMap } from '../../client/map/mount-map.ts';
import { measureMap } from './frame-times.ts';

measureMap(() => {
  const element = document.createElement('div');
  element.style.cssText = 'position: fixed; inset: 0';
  document.body.append(element);
  return mountMap(element, { label: 'Map' }).update;
});
