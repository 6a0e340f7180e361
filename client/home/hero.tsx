import swap from '@tabler/icons/outline/arrows-exchange.svg?raw';
import router from '@tabler/icons/outline/router.svg?raw';
import { LAYERS, type Layer } from '../../shared/network/task.ts';
import { Glyph } from '../widgets/icon.tsx';
import { LAYER_NAMES } from '../widgets/layer-words.ts';

const LEFT = ['Mei', 'Sol', 'Tomás', 'Ines', 'Juno'];
const RIGHT = ['Ayo', 'Lena', 'Kai', 'Noor', 'Ivo'];
const BAR = { width: 190, height: 50, step: 60 };

interface BarsProps {
  readonly x: number;
  readonly people: readonly string[];
  readonly gripRight?: boolean;
}

const Bars = ({ x, people, gripRight = false }: BarsProps) => (
  <>
    {LAYERS.map((layer: Layer, index) => (
      <g
        key={layer}
        class={`layer-${layer}`}
        transform={`translate(${x} ${10 + index * BAR.step})`}
      >
        <rect class="hero-bar" width={BAR.width} height={BAR.height} rx="18" />
        <rect class="hero-grip" x={gripRight ? 181 : 4} y="4" width="7" height="42" rx="3" />
        <text class="hero-layer" x={gripRight ? 10 : 18} y="31">
          {LAYER_NAMES[layer]}
        </text>
        <text class="hero-name" text-anchor="end" x={gripRight ? 172 : 181} y="31">
          {people[index]}
        </text>
      </g>
    ))}
  </>
);

const HEXAGON = 'M-27 0L-13.5 -24.5H13.5L27 0L13.5 24.5H-13.5Z';

const Switch = ({ x, name }: { readonly x: number; readonly name: string }) => (
  <g class="layer-transport" transform={`translate(${x} 434)`}>
    <path class="hero-device" stroke-linejoin="round" d={HEXAGON} />
    <g class="hero-glyph">
      <Glyph svg={swap} x={0} y={0} size={22} />
    </g>
    <text class="hero-label" text-anchor="middle" y="47">
      {name}
    </text>
  </g>
);

/** The promise of the game in one picture: down one stack of people, along the wire, up the other. */
export const Hero = () => (
  <figure class="hero" aria-hidden="true">
    <svg viewBox="0 0 644 492" aria-hidden="true">
      <path class="hero-wire" d="M98 300V434H442H544V300" />
      <path class="hero-way" d="M98 302V434H168" />
      {[322, 350, 378, 406].map(y => (
        <path key={y} class="hero-chevron" d={`M94 ${y}l4 4l4 -4`} />
      ))}
      {[124, 152].map(x => (
        <path key={x} class="hero-chevron" d={`M${x} 430l4 4l-4 4`} />
      ))}
      <path class="hero-talk" d="M208 35H436" />
      <text class="hero-request" text-anchor="middle" x="322" y="66">
        GET /prices.html
      </text>
      <Bars x={2} people={LEFT} />
      <Bars x={450} people={RIGHT} gripRight />
      <circle class="hero-glow" cx="256" cy="434" r="43" />
      <Switch x={196} name="Ravi" />
      <Switch x={446} name="Theo" />
      <g class="layer-network" transform="translate(322 434)">
        <circle class="hero-device" r="28" />
        <g class="hero-glyph">
          <Glyph svg={router} x={0} y={0} size={26} />
        </g>
        <text class="hero-label" text-anchor="middle" y="50">
          Anouk
        </text>
      </g>
      <g class="layer-application" transform="translate(256 434)">
        <rect class="hero-unit" x="-28" y="-17" width="56" height="34" rx="15" />
        <text class="hero-unit-name" text-anchor="middle" y="6">
          GET
        </text>
      </g>
    </svg>
  </figure>
);
