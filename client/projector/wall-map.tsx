import { useEffect, useRef } from 'preact/hooks';
import type { MapPart } from '../../shared/session/views/seat.ts';
import type { MountedMap } from '../map/mount-map.ts';

interface WallMapProps {
  readonly map: MapPart;
  /** 0..1: how much of the cable is lit by right decisions. */
  readonly lit: number;
}

const NO_TRAFFIC = { waiting: [], hops: [] };

/** The network as a picture; Phaser comes only now. */
export const WallMap = ({ map, lit }: WallMapProps) => {
  const element = useRef<HTMLDivElement>(null);
  const mounted = useRef<MountedMap | null>(null);
  const latest = useRef(map);
  latest.current = map;
  useEffect(() => {
    let gone = false;
    void import('../map/mount-map.ts').then(({ mountMap }) => {
      if (gone || element.current === null) return;
      mounted.current = mountMap(element.current, { label: 'Network map' });
      mounted.current.update({ map: latest.current, traffic: NO_TRAFFIC, lit });
    });
    return () => {
      gone = true;
      mounted.current?.destroy();
    };
  }, []);
  useEffect(() => mounted.current?.update({ map, traffic: NO_TRAFFIC, lit }), [map, lit]);
  return <div ref={element} class="wall-map" />;
};
