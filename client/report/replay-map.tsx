import { useEffect, useRef } from 'preact/hooks';
import type { CrewOutline } from '../../shared/session/outline.ts';
import type { TraceStep } from '../../shared/session/replay.ts';
import type { TrafficPart } from '../../shared/session/views/seat.ts';
import type { MountedMap } from '../map/mount-map.ts';
import { isByHand } from './look-back-data.ts';

interface ReplayMapProps {
  readonly outline: CrewOutline;
  readonly step: TraceStep | undefined;
}

const LABELS = {
  application: 'text',
  transport: 'TCP',
  network: 'IP',
  link: 'ETH',
  physical: 'bits',
} as const;

/** Where the unit waits before the decision, and the hop that the decision made. */
const trafficOf = (step: TraceStep | undefined, me: string | null, hopId: number): TrafficPart => {
  if (step === undefined) return { waiting: [], hops: [] };
  const { node, layer, to, decidedBy, allHands } = step;
  const mine = decidedBy === me;
  const waiting = [{ node, layer, mine, allHands: allHands !== null }];
  if (to === null || to.split('.')[0] === node) return { waiting, hops: [] };
  const label = LABELS[layer];
  const byHand = isByHand(step);
  return {
    waiting: [],
    hops: [{ id: hopId, from: node, to, label, byHand, mine, outcome: 'moved' }],
  };
};

/** The network with the unit on its way; drawn only when somebody looks. */
export const ReplayMap = ({ outline, step }: ReplayMapProps) => {
  const element = useRef<HTMLDivElement>(null);
  const mounted = useRef<MountedMap | null>(null);
  const hopId = useRef(0);
  const { map, me } = outline;
  const latest = useRef({ map, step });
  latest.current = { map, step };
  useEffect(() => {
    let gone = false;
    void import('../map/mount-map.ts').then(({ mountMap }) => {
      if (gone || element.current === null) return;
      mounted.current = mountMap(element.current, { label: 'Network map of the replay' });
      const { map: devices, step: first } = latest.current;
      const traffic = trafficOf(first, null, 0);
      mounted.current.update({ map: devices, traffic: { ...traffic, hops: [] } });
    });
    return () => {
      gone = true;
      mounted.current?.destroy();
    };
  }, []);
  useEffect(() => {
    hopId.current += 1;
    mounted.current?.update({ map, traffic: trafficOf(step, me, hopId.current) });
  }, [map, step, me]);
  return <div ref={element} class="replay-map" />;
};
