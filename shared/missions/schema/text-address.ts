import { z } from 'zod';
import { parseIpv4, parseMac, parsePrefix } from '../../base/address.ts';
import { parseIpv6, parseIpv6Prefix } from '../../base/ipv6.ts';
import type { Result } from '../../base/result.ts';

/** A text of a mission file that `read` turns into a number; else a problem that names the text. */
const read = <T>(what: string, parse: (text: string) => Result<T, unknown>) =>
  z.string().transform((text, context): T => {
    const result = parse(text);
    if (result.ok) return result.value;
    context.addIssue({ code: 'custom', message: `'${text}' is no ${what}` });
    return z.NEVER;
  });

/** '10.60.145.241' */
export const ipv4Text = read('IPv4 address', parseIpv4);

/** '02:00:00:00:00:01' */
export const macText = read('hardware address', parseMac);

/** '10.60.145.0/24' */
export const prefixText = read('prefix', parsePrefix);

/** An address with the length of its network, '10.60.145.241/24'; or 'dhcp' where it is asked for. */
export const interfaceText = z.string().transform((text, context) => {
  if (text === 'dhcp') return { address: null, prefixLength: 0, dhcp: true } as const;
  const [address = '', length = ''] = text.split('/');
  const parsed = parseIpv4(address);
  const prefixLength = Number(length);
  const fits = /^\d{1,2}$/.test(length) && prefixLength <= 32;
  if (parsed.ok && fits) return { address: parsed.value, prefixLength };
  context.addIssue({ code: 'custom', message: `'${text}' is no address with a prefix length` });
  return z.NEVER;
});

/** '2001:db8::1' */
export const ipv6Text = read('IPv6 address', parseIpv6);

/** '2001:db8::/32' */
export const ipv6PrefixText = read('IPv6 prefix', parseIpv6Prefix);

/** An IPv6 address with the length of its network, '2001:db8::1/64'. */
export const ipv6InterfaceText = z.string().transform((text, context) => {
  const [address = '', length = ''] = text.split('/');
  const parsed = parseIpv6(address);
  const prefixLength = Number(length);
  const fits = /^\d{1,3}$/.test(length) && prefixLength <= 128;
  if (parsed.ok && fits) return { address: parsed.value, prefixLength };
  context.addIssue({
    code: 'custom',
    message: `'${text}' is no IPv6 address with a prefix length`,
  });
  return z.NEVER;
});
