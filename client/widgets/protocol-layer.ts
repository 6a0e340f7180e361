import type { Layer } from '../../shared/network/task.ts';

const LAYER_OF: Readonly<Record<string, Layer>> = {
  ethernet: 'link',
  arp: 'link',
  ipv4: 'network',
  icmp: 'network',
  udp: 'transport',
  tcp: 'transport',
  dns: 'application',
  dhcp: 'application',
  http: 'application',
  smtp: 'application',
  text: 'application',
  'line-code': 'physical',
};

const HEADER_BYTES: Readonly<Record<string, number>> = {
  ethernet: 14,
  arp: 28,
  icmp: 8,
  udp: 8,
};

/** How many of the bytes are the header, which IPv4 and TCP say themselves, in words of 32 bits. */
export const headerLength = (protocol: string, bytes: Uint8Array): number => {
  if (protocol === 'ipv4') return 4 * ((bytes[0] ?? 0) & 15);
  if (protocol === 'tcp') return 4 * ((bytes[12] ?? 0) >> 4);
  return HEADER_BYTES[protocol] ?? bytes.length;
};

/** Which layer writes the header of a protocol. */
export const layerOfProtocol = (protocol: string): Layer | null => LAYER_OF[protocol] ?? null;

/** The class that colours the bytes of a protocol. */
export const layerClassOf = (protocol: string): string => {
  const layer = layerOfProtocol(protocol);
  return layer === null ? 'plain' : `layer-${layer}`;
};
