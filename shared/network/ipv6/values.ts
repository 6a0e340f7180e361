import { type Ipv6Address, parseIpv6 } from '../../base/ipv6.ts';
import type { HeaderTable, Values } from '../values.ts';
import { headerFrom } from '../values.ts';

/** IPv6 addresses stand in decisions as text. The one at `path`; `fallback` for what is none. */
export const ipv6At = (values: Values, path: string, fallback: Ipv6Address): Ipv6Address => {
  const parsed = parseIpv6(String(values[path] ?? ''));
  return parsed.ok ? parsed.value : fallback;
};

/** As `headerFrom`, with the addresses among the fields. */
export const wideHeaderFrom = (
  table: HeaderTable,
  values: Values,
): Record<string, number | bigint> => {
  const header: Record<string, number | bigint> = headerFrom(table, values);
  for (const { name, kind } of table.fields) {
    const path = `${table.id}.${name}`;
    if (kind === 'ipv6' && values[path] !== undefined) header[name] = ipv6At(values, path, 0n);
  }
  return header;
};
