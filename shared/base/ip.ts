import { formatIpv4, type Ipv4Address, parseIpv4 } from './address.ts';
import { formatIpv6, type Ipv6Address, parseIpv6 } from './ipv6.ts';

/** An address of either version: a number has 32 bits, a bigint 128. */
export type IpAddress = Ipv4Address | Ipv6Address;

export const isIpv6 = (address: IpAddress): address is Ipv6Address => typeof address === 'bigint';

/** As each version is written: '10.0.0.1', '2001:db8::1'. */
export const formatIp = (address: IpAddress): string =>
  isIpv6(address) ? formatIpv6(address) : formatIpv4(address);

/** With its port: '10.0.0.1:80'; an IPv6 address in brackets, RFC 5952 §6. */
export const formatEnd = (address: IpAddress, port: number | string): string =>
  isIpv6(address) ? `[${formatIpv6(address)}]:${port}` : `${formatIpv4(address)}:${port}`;

/** An address of either version; undefined for what is none. */
export const parseIp = (typed: string): IpAddress | undefined => {
  const parsed = typed.includes(':') ? parseIpv6(typed) : parseIpv4(typed);
  return parsed.ok ? parsed.value : undefined;
};
