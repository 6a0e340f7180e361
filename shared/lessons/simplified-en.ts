/** What held our word for a protocol against the world, and what a real one does that ours does not. */
export interface SimplifiedProtocol {
  readonly name: string;
  readonly rfc: string;
  /** Programs that nobody here wrote, and what each agreed to. */
  readonly judges: readonly string[];
  readonly leftOut: readonly string[];
}

export interface SimplifiedLayer {
  readonly layer: string;
  readonly protocols: readonly SimplifiedProtocol[];
}

/** The honest list, lowest layer first. Whoever simplifies something adds a line here. */
export const SIMPLIFIED: readonly SimplifiedLayer[] = [
  {
    layer: 'Link and wire',
    protocols: [
      {
        name: 'Ethernet II',
        rfc: 'IEEE 802.3 §3',
        judges: ['tshark: bytes and frame check sequence'],
        leftOut: [
          'Links are point to point and send both ways at once: no collisions, no pause frames.',
          'The gap between frames is not drawn.',
        ],
      },
      {
        name: 'ARP',
        rfc: 'RFC 826',
        judges: ['tshark', 'arping and the Linux kernel'],
        leftOut: ['No gratuitous ARP and no probe for a double address (RFC 5227).'],
      },
    ],
  },
];
