import { LAYERS, type Layer } from '../../shared/network/task.ts';
import { LAYER_NAMES } from '../widgets/layer-words.ts';
import type { StationStory } from './station-story.ts';

const layerNamed = (name: string): string => {
  const layer = LAYERS.find(candidate => LAYER_NAMES[candidate] === name);
  return layer === undefined ? 'layer-sealed' : `layer-${layer}`;
};

const Bar = ({ y, name }: { readonly y: number; readonly name: string }) => (
  <g class={layerNamed(name)} transform={`translate(20 ${y})`}>
    <rect class={name === 'You' ? 'story-bar you' : 'story-bar'} width="220" height="35" rx="12" />
    <text class={name === 'You' ? 'story-name you' : 'story-name'} x="16" y="23">
      {name}
    </text>
  </g>
);

const Arrow = ({ y }: { readonly y: number }) => (
  <path class="story-arrow" d={`M92 ${y}v24m-9 -9l9 9l9 -9`} />
);

const Cargo = ({
  x,
  y,
  width,
  text,
}: {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly text: string;
}) => (
  <g transform={`translate(${x} ${y})`}>
    <rect class="story-cargo" width={width} height="34" rx="7" />
    <text class="story-sealed" x={width / 2} y="22" text-anchor="middle">
      {text}
    </text>
  </g>
);

interface PictureProps {
  readonly layer: Layer;
  readonly story: StationStory;
}

const Take = ({ story }: PictureProps) => (
  <>
    <Bar y={4} name={story.from} />
    <Arrow y={56} />
    <Cargo x={120} y={53} width={106} text={story.sealed === '' ? '?' : story.sealed} />
    <Bar y={100} name="You" />
  </>
);

const Address = ({ layer, story }: PictureProps) => (
  <>
    <Bar y={4} name="You" />
    <g class={`layer-${layer}`} transform="translate(20 66)">
      <rect class="story-head" width="108" height="50" rx="8" />
      <text class="story-head-text" x="54" y="20" text-anchor="middle">
        {story.head[0]}
      </text>
      <text class="story-head-text" x="54" y="39" text-anchor="middle">
        {story.head[1]}
      </text>
    </g>
    {story.sealed === '' ? null : <Cargo x={132} y={74} width={106} text={story.sealed} />}
  </>
);

const Pass = ({ layer, story }: PictureProps) => (
  <>
    <Bar y={4} name="You" />
    <Arrow y={56} />
    <g class={`layer-${layer}`}>
      <rect class="story-head" x="120" y="53" width="42" height="34" rx="7" />
    </g>
    <Cargo x={165} y={53} width={66} text={story.sealed} />
    <Bar y={100} name={story.to} />
  </>
);

export const STORY_PICTURES = [Take, Address, Pass] as const;
