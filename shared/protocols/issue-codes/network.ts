/** Objections to packets and to what reports about them. */
export const NETWORK_ISSUES = [
  'ipv4/bad-version',
  'ipv4/short-header-length',
  'ipv4/total-length-too-long',
  'ipv4/total-length-too-short',
  'ipv4/reserved-flag-set',
  'ipv4/time-to-live-zero',
  'ipv4/bad-checksum',
  'ipv4/bad-option-length',
  'ipv4/group-source',
  'icmp/bad-checksum',
  'icmp/unknown-type',
] as const;
