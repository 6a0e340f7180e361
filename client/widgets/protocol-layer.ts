import type { Layer } from '../../shared/network/task.ts';

const LAYER_OF: Readonly<Record<string, Layer>> = {
  ethernet: 'link',
  arp: 'link',
  ipv4: 'network',
  icmp: 'network',
  udp: 'transport',
  tcp: 'transport',
  dns: 'application',
  http: 'application',
  text: 'application',
  'line-code': 'physical',
};

/** Which layer writes the header of a protocol. */
export const layerOfProtocol = (protocol: string): Layer | null => LAYER_OF[protocol] ?? null;

/** The class that colours the bytes of a protocol. */
export const layerClassOf = (protocol: string): string => {
  const layer = layerOfProtocol(protocol);
  return layer === null ? 'plain' : `layer-${layer}`;
};
