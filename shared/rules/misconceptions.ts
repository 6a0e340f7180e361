/** Stable tags of wrong beliefs (the course's table). Exported in reports: never rename one. */
export const MISCONCEPTION_TAGS = [
  'mac-is-final-host',
  'router-rewrites-ip',
  'arp-for-remote',
  'gateway-for-local',
  'route-back-assumed',
  'port-is-protocol',
  'port-is-service',
  'name-is-address',
  'www-is-web',
  'tcp-encrypts',
  'header-ownership',
  'message-travels-whole',
  'ttl-is-seconds',
  'source-is-checked',
  'bad-checksum-is-attack',
  'udp-is-broken',
] as const;
export type MisconceptionTag = (typeof MISCONCEPTION_TAGS)[number];
