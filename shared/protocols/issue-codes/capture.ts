/** Objections to capture files. */
export const CAPTURE_ISSUES = [
  'pcapng/no-section-header',
  'pcapng/byte-order-magic',
  'pcapng/block-length',
  'pcapng/trailing-length',
  'pcapng/block-unknown',
  'pcapng/block-short',
  'pcapng/option-length',
  'pcapng/packet-interface',
  'pcapng/packet-length',
  'pcap/no-file-header',
  'pcap/record-length',
  'cooked/packet-type',
  'cooked/reserved',
  'loopback/family',
] as const;
