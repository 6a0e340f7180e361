import { LAYERS, type Layer } from '../../shared/network/task.ts';
import type { TrafficPart } from '../../shared/session/views/seat.ts';
import { LAYER_NAMES } from '../widgets/layer-words.ts';
import { type Placed, STRIP } from './strip.ts';

const BAR = { height: 20, step: 23, top: 26 } as const;

const barMiddle = (layer: number): number => BAR.top + layer * BAR.step + BAR.height / 2;

interface LayerBarProps {
  readonly placed: Placed;
  readonly layer: Layer;
  readonly top: number;
}

const LONGEST_NAME = 16;

const short = (name: string): string =>
  name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name;

/** The grip stands on the outer side of the stack, the names mirror it. */
const PLACES = {
  left: { grip: 4, label: 19, who: STRIP.stackWidth - 9 },
  right: { grip: STRIP.stackWidth - 12, label: 10, who: STRIP.stackWidth - 19 },
} as const;

const LayerBar = ({ placed, layer, top }: LayerBarProps) => {
  const seat = placed.node.stack.find(candidate => candidate.layer === layer);
  const side = placed.as === 'right' ? 'right' : 'left';
  const x = side === 'right' ? placed.x : STRIP.stackLeft;
  const mine = seat?.mine === true;
  const state = `${mine ? 'mine' : ''} ${seat === undefined ? 'absent' : ''}`;
  return (
    <g class={`layer-${layer} strip-layer ${state}`} transform={`translate(${x} ${top})`}>
      <rect class="strip-bar" width={STRIP.stackWidth} height={BAR.height} rx="7.5" />
      <rect class="strip-grip" x={PLACES[side].grip} y="4" width="8" height="12" rx="3" />
      <text class="strip-label" x={PLACES[side].label} y="14.6">
        {LAYER_NAMES[layer]}
      </text>
      <text class="strip-who" x={PLACES[side].who} y="14.6" text-anchor="end">
        {seat === undefined ? '' : mine ? 'You' : short(seat.nickname ?? 'Bot')}
      </text>
    </g>
  );
};

/** A host as five bars with a name in each; the own one is lit. */
export const StackPicture = ({ placed }: { readonly placed: Placed }) => {
  const right = placed.as === 'right';
  const x = right ? placed.x : STRIP.stackLeft;
  const { node } = placed;
  const nameX = right ? x + STRIP.stackWidth : x;
  return (
    <>
      <text class="strip-name" x={nameX} y="18" text-anchor={right ? 'end' : 'start'}>
        {node.name}
        <tspan class="strip-address" dx="6">
          {node.addresses[0] ?? ''}
        </tspan>
      </text>
      {LAYERS.map((layer, index) => (
        <LayerBar key={layer} placed={placed} layer={layer} top={BAR.top + index * BAR.step} />
      ))}
    </>
  );
};

const UNIT_NAMES = {
  application: 'DATA',
  transport: 'L4',
  network: 'IP',
  link: 'ETH',
  physical: 'bits',
} as const;

type Waiting = TrafficPart['waiting'][number];

interface WaitingUnitProps {
  readonly placed: Placed;
  readonly waiting: Waiting;
  /** What the own unit is: 'TCP', 'ARP'; '' where only its layer is known. */
  readonly ownUnit: string;
}

/** A unit that waits at a station: own ones have the lamp's edge. */
export const WaitingUnit = ({ placed, waiting, ownUnit }: WaitingUnitProps) => {
  const layer = LAYERS.indexOf(waiting.layer);
  const at =
    placed.as === 'device'
      ? { x: placed.x, y: Math.max(16, placed.y - (placed.aside ? 12 : 38)) }
      : { x: placed.as === 'left' ? placed.x + 20 : placed.x - 20, y: barMiddle(layer) };
  return (
    <g
      class={`layer-${waiting.layer} strip-unit ${waiting.mine ? 'mine' : ''} ${waiting.allHands ? 'all-hands' : ''}`}
      transform={`translate(${at.x} ${at.y})`}
    >
      {waiting.mine ? <circle class="strip-glow" r="25" /> : null}
      <rect x="-21" y="-11" width="42" height="22" rx="7" />
      <text class="strip-unit-name" y="5" text-anchor="middle">
        {waiting.mine && ownUnit !== '' ? ownUnit : UNIT_NAMES[waiting.layer]}
      </text>
    </g>
  );
};
