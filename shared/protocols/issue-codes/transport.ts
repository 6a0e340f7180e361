/** Objections to datagrams and segments. */
export const TRANSPORT_ISSUES = [
  'udp/length-too-long',
  'udp/length-too-short',
  'udp/bad-checksum',
  'udp/checksum-missing',
  'udp/destination-port-zero',
  'tcp/short-data-offset',
  'tcp/bad-checksum',
  'tcp/bad-option-length',
  'tcp/padding-not-zero',
  'tcp/port-zero',
  'tcp/syn-with-fin',
  'tcp/syn-with-rst',
  'tcp/no-flags',
  'tcp/acknowledgment-without-ack',
  'tcp/urgent-pointer-without-urg',
  'tcp/reserved-bits-set',
] as const;
