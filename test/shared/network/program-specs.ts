import type { ProgramSpec, ZoneRecord } from '../../../shared/network/topology.ts';

/** A record of a zone. */
export const record = (
  name: string,
  type: ZoneRecord['type'],
  data: string,
  timeToLiveSeconds = 3600,
): ZoneRecord => ({ name, type, timeToLiveSeconds, data });

/** A name server's program with those records. */
export const named = (records: readonly ZoneRecord[]): ProgramSpec => ({
  kind: 'dns-server',
  name: 'named',
  pid: 53,
  listens: { protocol: 'udp', port: 53 },
  records,
});

/** A web server's program with those pages. */
export const pages = (files: Readonly<Record<string, string>>): ProgramSpec => ({
  kind: 'web-server',
  name: 'httpd',
  pid: 80,
  listens: { protocol: 'tcp', port: 80 },
  files,
});
