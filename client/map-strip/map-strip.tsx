import './map-strip.css';
import { useState } from 'preact/hooks';
import { fallenWords } from '../../shared/lessons/session-en.ts';
import type { MapPart, TrafficPart } from '../../shared/session/views/seat.ts';
import { announce } from '../widgets/announce.tsx';
import { LAYER_NAMES } from '../widgets/layer-words.ts';
import { DevicePicture } from './device-picture.tsx';
import { Hops } from './hops.tsx';
import { placeStrip } from './placing.ts';
import { StackPicture, WaitingUnit } from './stack-picture.tsx';
import { type Placed, STRIP } from './strip.ts';

interface MapStripProps {
  readonly map: MapPart;
  readonly traffic: TrafficPart;
  /** Short name of the unit on the own bench; '' for none. */
  readonly ownUnit?: string;
}

/** Names of the devices at both ends of a link. */
const endsOf = ({ a, b }: MapPart['links'][number]): readonly [string, string] => [
  a.split('.')[0] ?? a,
  b.split('.')[0] ?? b,
];

const bend = (placed: Placed): string => {
  if (placed.as === 'device') return `${placed.x} ${placed.y}`;
  const out = placed.as === 'left' ? 40 : -40;
  return `${placed.x} ${placed.y}L${placed.x + out} ${placed.y}`;
};

const pathBetween = (a: Placed, b: Placed): string => {
  const [first, second] = a.as === 'device' ? [b, a] : [a, b];
  if (second.as === 'device') return `M${bend(first)}L${second.x} ${second.y}`;
  return `M${bend(first)}L${second.x - 40} ${second.y}L${second.x} ${second.y}`;
};

interface ClipProps {
  readonly tap: Placed | undefined;
  readonly from: Placed;
  readonly to: Placed;
}

/** A tap holds on to the middle of the wire that it reads. */
const Clip = ({ tap, from, to }: ClipProps) =>
  tap === undefined ? null : (
    <path class="strip-clip" d={`M${bend(tap)}L${(from.x + to.x) / 2} ${(from.y + to.y) / 2}`} />
  );

const Links = ({
  map,
  places,
}: {
  readonly map: MapPart;
  readonly places: ReadonlyMap<string, Placed>;
}) => (
  <>
    {map.links.map(link => {
      const { a, b, up, tap } = link;
      const [from, to] = endsOf(link).map(name => places.get(name));
      if (from === undefined || to === undefined) return null;
      return (
        <g key={`${a} ${b}`}>
          <Clip tap={places.get(tap ?? '')} from={from} to={to} />
          <path class={up ? 'strip-wire' : 'strip-wire broken'} d={pathBetween(from, to)} />
          {up ? null : (
            <path
              class="strip-cross"
              d={`M${(from.x + to.x) / 2 - 6} ${(from.y + to.y) / 2 - 6}l12 12m0 -12l-12 12`}
            />
          )}
        </g>
      );
    })}
  </>
);

const described = ({ node, as }: Placed, map: MapPart): string => {
  const neighbours = map.links
    .map(endsOf)
    .filter(ends => ends.includes(node.name))
    .map(ends => ends.find(end => end !== node.name));
  const tapped = map.links.filter(({ tap }) => tap === node.name).map(endsOf);
  const people = node.stack
    .filter(({ nickname, mine }) => mine || nickname !== null)
    .map(({ layer, nickname, mine }) => `${LAYER_NAMES[layer]} ${mine ? 'you' : nickname}`);
  return [
    node.name,
    as === 'device' || node.stack.length < 5 ? node.role.replace('-', ' ') : 'host, five layers',
    ...node.addresses,
    ...people,
    ...fallenWords(node.fallen),
    ...(neighbours.length === 0 ? [] : [`linked to ${neighbours.join(', ')}`]),
    ...tapped.map(ends => `reads along between ${ends.join(' and ')}`),
  ].join(', ');
};

const DIRECTIONS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
};

/** Index of the nearest device in the direction of the arrow, or the same one. */
const nearest = (all: readonly Placed[], at: number, key: string): number => {
  const [dx, dy] = DIRECTIONS[key] ?? [0, 0];
  const here = all[at];
  if (here === undefined) return at;
  const distances = all.map((other, index) => {
    const along = (other.x - here.x) * dx + (other.y - here.y) * dy;
    const across = Math.abs((other.x - here.x) * dy) + Math.abs((other.y - here.y) * dx);
    return { index, cost: along > 4 ? along + across * 2 : Number.POSITIVE_INFINITY };
  });
  const best = distances.toSorted((a, b) => a.cost - b.cost)[0];
  return best === undefined || best.cost === Number.POSITIVE_INFINITY ? at : best.index;
};

const buttonPlace = ({ as, x, y }: Placed): { left: string; top: string; width?: string } => {
  if (as === 'device') return { left: `${x}px`, top: `${y}px` };
  const middle = as === 'left' ? x - STRIP.stackWidth / 2 : x + STRIP.stackWidth / 2;
  return { left: `${middle}px`, top: '84px', width: `${STRIP.stackWidth}px` };
};

const Buttons = ({ all, map }: { readonly all: readonly Placed[]; readonly map: MapPart }) => {
  const [at, setAt] = useState(0);
  const move = (event: KeyboardEvent): void => {
    if (DIRECTIONS[event.key] === undefined || !(event.currentTarget instanceof HTMLElement))
      return;
    event.preventDefault();
    const next = nearest(all, at, event.key);
    setAt(next);
    event.currentTarget.querySelectorAll('button')[next]?.focus();
  };
  return (
    <ul class="strip-buttons" aria-label="Devices" onKeyDown={move} data-map>
      {all.map((placed, index) => (
        <li key={placed.node.name}>
          <button
            type="button"
            class={placed.as === 'device' ? '' : 'tall'}
            style={buttonPlace(placed)}
            tabIndex={index === at ? 0 : -1}
            aria-label={described(placed, map)}
            onClick={() => {
              setAt(index);
              announce(described(placed, map));
            }}
          />
        </li>
      ))}
    </ul>
  );
};

/** Waiting units, one per station: where several wait at one place only the first is drawn. */
const onePerStation = (waiting: TrafficPart['waiting']): TrafficPart['waiting'] => {
  const seen = new Set<string>();
  return waiting.filter(({ node, layer }) => {
    const key = `${node}.${layer}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
};

/** The whole game in one strip: down through people, along the wire, up through people. */
export const MapStrip = ({ map, traffic, ownUnit = '' }: MapStripProps) => {
  const all = placeStrip(map.nodes);
  const places = new Map(all.map(placed => [placed.node.name, placed]));
  return (
    <section class="map-strip" aria-label="Map">
      <div class="strip-canvas">
        <svg viewBox={`0 0 ${STRIP.width} ${STRIP.height}`} aria-hidden="true">
          <Links map={map} places={places} />
          {all.map(placed =>
            placed.as === 'device' ? (
              <DevicePicture key={placed.node.name} placed={placed} />
            ) : (
              <StackPicture key={placed.node.name} placed={placed} />
            ),
          )}
          {onePerStation(traffic.waiting).map(waiting => {
            const placed = places.get(waiting.node);
            return placed === undefined ? null : (
              <WaitingUnit
                key={`${waiting.node}.${waiting.layer}`}
                placed={placed}
                waiting={waiting}
                ownUnit={ownUnit}
              />
            );
          })}
          <Hops hops={traffic.hops} places={places} />
        </svg>
        <Buttons all={all} map={map} />
      </div>
    </section>
  );
};
