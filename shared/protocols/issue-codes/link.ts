/** Objections to any header, to frames, to ARP and to signals on the wire. */
export const LINK_ISSUES = [
  'header/truncated',
  'ethernet/group-source',
  'ethernet/length-mismatch',
  'ethernet/undefined-type',
  'ethernet/too-short',
  'ethernet/bad-frame-check-sequence',
  'arp/not-ethernet',
  'arp/not-ipv4',
  'arp/bad-hardware-length',
  'arp/bad-protocol-length',
  'arp/unknown-operation',
  'arp/group-sender',
  'manchester/missing-edge',
  'manchester/half-bit-left',
  'manchester/bits-left',
] as const;
