import book from '@tabler/icons/outline/address-book.svg?raw';
import swap from '@tabler/icons/outline/arrows-exchange.svg?raw';
import laptop from '@tabler/icons/outline/device-laptop.svg?raw';
import router from '@tabler/icons/outline/router.svg?raw';
import world from '@tabler/icons/outline/world-www.svg?raw';
import { Glyph } from '../widgets/icon.tsx';
import { labelOffset } from './free-room.ts';
import { type Placed, STRIP } from './strip.ts';

interface Look {
  readonly layer: string;
  readonly icon: string;
  readonly shape: (r: number) => string;
}

const hexagon = (r: number): string => {
  const wide = r * 1.1;
  return `M${-wide} 0L${-wide / 2} ${-r}H${wide / 2}L${wide} 0L${wide / 2} ${r}H${-wide / 2}Z`;
};
const circle = (r: number): string =>
  `M${-r} 0a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
const square = (r: number): string => {
  const side = r * 0.9;
  return `M${-side} ${-side}H${side}V${side}H${-side}Z`;
};
const shield = (r: number): string =>
  `M0 ${-r * 1.1}L${r} ${-r * 0.7}V${r * 0.2}Q${r * 0.9} ${r * 0.9} 0 ${r * 1.2}Q${-r * 0.9} ${r * 0.9} ${-r} ${r * 0.2}V${-r * 0.7}Z`;
const withBase = (r: number): string =>
  `${square(r)}M${-r * 0.9} ${r * 0.9}H${r * 0.9}V${r * 1.2}H${-r * 0.9}Z`;

const LOOKS: Readonly<Record<string, Look>> = {
  switch: { layer: 'transport', icon: swap, shape: hexagon },
  router: { layer: 'network', icon: router, shape: circle },
  'name-server': { layer: 'application', icon: book, shape: shield },
  server: { layer: 'physical', icon: world, shape: withBase },
};
const HOST: Look = { layer: 'link', icon: laptop, shape: square };

const LabelBeside = ({ placed }: { readonly placed: Placed }) => (
  <>
    <text class="strip-name" x={placed.x + labelOffset(placed)} y={placed.y + 4}>
      {placed.node.name}
    </text>
    {placed.y > STRIP.middle || !placed.addressed ? null : (
      <text class="strip-address" x={placed.x + labelOffset(placed)} y={placed.y + 19}>
        {placed.node.addresses[0] ?? ''}
      </text>
    )}
  </>
);

/** Where it is crowded a name has its place below a small picture. */
const LabelUnder = ({ placed }: { readonly placed: Placed }) => (
  <text class="strip-name" x={placed.x} y={placed.y + 34} text-anchor="middle">
    {placed.node.name}
  </text>
);

const AsideLabel = ({ placed }: { readonly placed: Placed }) =>
  placed.namedBelow === true ? <LabelUnder placed={placed} /> : <LabelBeside placed={placed} />;

const LabelBelow = ({ placed, mine }: { readonly placed: Placed; readonly mine: boolean }) => (
  <>
    <text class="strip-name" x={placed.x} y={placed.y + (mine ? 44 : 39)} text-anchor="middle">
      {placed.node.name}
      {mine ? ', you' : ''}
    </text>
    {placed.addressed ? (
      <text class="strip-address" x={placed.x} y={placed.y + (mine ? 60 : 55)} text-anchor="middle">
        {placed.node.addresses[0] ?? ''}
      </text>
    ) : null}
  </>
);

/** A daemon there has fallen over: a cross over the device, and the name of the daemon. */
const Fallen = ({ placed: { node, x, y } }: { readonly placed: Placed }) =>
  node.fallen === undefined ? null : (
    <>
      <path class="strip-cross" d={`M${x - 14} ${y - 14}l28 28m0 -28l-28 28`} />
      <text class="strip-name" x={x} y={y - 30} text-anchor="middle">
        {node.fallen.join(', ')} down
      </text>
    </>
  );

/** Shape, icon, colour and name: a device is never told by its colour alone. */
export const DevicePicture = ({ placed }: { readonly placed: Placed }) => {
  const { node, aside } = placed;
  const look = LOOKS[node.role] ?? HOST;
  const r = aside ? 16 : 22;
  const mine = node.stack.some(seat => seat.mine);
  return (
    <>
      <g class={`layer-${look.layer}`} transform={`translate(${placed.x} ${placed.y})`}>
        {mine ? <circle class="strip-ring" r={r + (aside ? 6 : 8)} /> : null}
        <path class="strip-device" stroke-linejoin="round" d={look.shape(r)} />
        <g class="strip-glyph">
          <Glyph svg={look.icon} x={0} y={0} size={r * 0.95} />
        </g>
      </g>
      <Fallen placed={placed} />
      {aside ? <AsideLabel placed={placed} /> : <LabelBelow placed={placed} mine={mine} />}
    </>
  );
};
