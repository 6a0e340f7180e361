import { useEffect, useRef } from 'preact/hooks';
import type { MapPart, TrafficPart } from '../../shared/session/views/seat.ts';
import type { MountedMap } from '../map/mount-map.ts';

interface LargeMapProps {
  readonly map: MapPart;
  readonly traffic: TrafficPart;
}

/** The whole network as a picture that can be zoomed; Phaser comes only now. */
export const LargeMap = ({ map, traffic }: LargeMapProps) => {
  const element = useRef<HTMLDivElement>(null);
  const mounted = useRef<MountedMap | null>(null);
  const latest = useRef({ map, traffic });
  latest.current = { map, traffic };
  useEffect(() => {
    let gone = false;
    void import('../map/mount-map.ts').then(({ mountMap }) => {
      if (gone || element.current === null) return;
      mounted.current = mountMap(element.current, { label: 'Large map' });
      mounted.current.update(latest.current);
    });
    return () => {
      gone = true;
      mounted.current?.destroy();
    };
  }, []);
  useEffect(() => mounted.current?.update({ map, traffic }), [map, traffic]);
  return <div ref={element} class="large-map" />;
};
