import { useEffect, useState } from 'preact/hooks';
import type { TrafficPart } from '../../shared/session/views/seat.ts';
import type { Placed } from './strip.ts';

type Hop = TrafficPart['hops'][number];

const HOP_MS = 600;
const LINGER_MS = 900;
const MOST_AT_ONCE = 6;

interface FlightProps {
  readonly hop: Hop;
  readonly from: Placed;
  readonly to: Placed;
}

/** One unit on its way: filled when a person decided, hollow when not. */
const Flight = ({ hop, from, to }: FlightProps) => {
  const [arrived, setArrived] = useState(false);
  useEffect(() => {
    const frame = requestAnimationFrame(() => setArrived(true));
    return () => cancelAnimationFrame(frame);
  }, []);
  const at = arrived ? to : from;
  return (
    <g
      class={`strip-flight ${hop.byHand ? 'by-hand' : 'by-automaton'} ${hop.mine ? 'mine' : ''} ${hop.outcome}`}
      style={{ transform: `translate(${at.x}px, ${at.y}px)` }}
    >
      <rect x="-21" y="-11" width="42" height="22" rx="7" />
      <text class="strip-unit-name" y="5" text-anchor="middle">
        {hop.label.slice(0, 5)}
      </text>
    </g>
  );
};

interface HopsProps {
  readonly hops: readonly Hop[];
  readonly places: ReadonlyMap<string, Placed>;
}

/** The newest hops, each shown once; old ones fade from the list. */
export const Hops = ({ hops, places }: HopsProps) => {
  const [shown, setShown] = useState<readonly Hop[]>([]);
  const [last, setLast] = useState(() => hops.at(-1)?.id ?? -1);
  useEffect(() => {
    const fresh = hops.filter(({ id }) => id > last).slice(-MOST_AT_ONCE);
    if (fresh.length === 0) return;
    setLast(fresh.at(-1)?.id ?? last);
    setShown(fresh);
    const timer = setTimeout(() => setShown([]), HOP_MS + LINGER_MS);
    return () => clearTimeout(timer);
  }, [hops]);
  return (
    <>
      {shown.map(hop => {
        const from = places.get(hop.from);
        const to = places.get(hop.to);
        return from === undefined || to === undefined ? null : (
          <Flight key={hop.id} hop={hop} from={from} to={to} />
        );
      })}
    </>
  );
};
