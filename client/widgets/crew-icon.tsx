import anchor from '@tabler/icons/outline/anchor.svg?raw';
import bulb from '@tabler/icons/outline/bulb.svg?raw';
import compass from '@tabler/icons/outline/compass.svg?raw';
import fish from '@tabler/icons/outline/fish.svg?raw';
import flag from '@tabler/icons/outline/flag.svg?raw';
import kayak from '@tabler/icons/outline/kayak.svg?raw';
import lifebuoy from '@tabler/icons/outline/lifebuoy.svg?raw';
import ripple from '@tabler/icons/outline/ripple.svg?raw';
import sailboat from '@tabler/icons/outline/sailboat.svg?raw';
import ship from '@tabler/icons/outline/ship.svg?raw';
import telescope from '@tabler/icons/outline/telescope.svg?raw';
import wind from '@tabler/icons/outline/wind.svg?raw';
import { Icon } from './icon.tsx';

const ICONS = [
  anchor,
  bulb,
  compass,
  sailboat,
  flag,
  ripple,
  ship,
  lifebuoy,
  kayak,
  fish,
  telescope,
  wind,
] as const;

/** A crew keeps its sign on the console, on the wall and in the standings. */
export const CrewIcon = ({ crew }: { readonly crew: number }) => (
  <Icon svg={ICONS[crew % ICONS.length] ?? anchor} size={18} />
);
