import { expect, test } from 'vitest';
import { topologySchema } from '../../../shared/missions/schema/topology-schema.ts';

const networkWith = (ipv6: unknown, route = '2001:db8:1::/48') => ({
  nodes: [
    {
      name: 'a',
      role: 'host',
      x: 0,
      y: 0,
      interfaces: [{ name: 'eth0', mac: '02:00:00:00:00:01', ipv6 }],
      ipv6Routes: [{ prefix: route, nextHop: 'fe80::1', interface: 'eth0' }],
    },
    {
      name: 'b',
      role: 'host',
      x: 0,
      y: 0,
      interfaces: [
        { name: 'eth0', mac: '02:00:00:00:00:02', ipv6: { addresses: ['2001:db8::2/64'] } },
      ],
    },
  ],
  links: [{ a: 'a.eth0', b: 'b.eth0' }],
});

test('a mission file says what interfaces have of IPv6', () => {
  const read = topologySchema.parse(networkWith({ addresses: ['2001:db8::1/64'] }));
  const [a] = read.nodes;
  expect(a?.interfaces[0]?.ipv6?.addresses).toEqual([
    { address: 0x20010db8000000000000000000000001n, prefixLength: 64 },
  ]);
  expect(a?.ipv6Routes?.[0]?.prefix.length).toBe(48);
});

test.each([
  ['no length', { addresses: ['2001:db8::1'] }, '2001:db8:1::/48', /no IPv6 address with a prefix/],
  ['IPv4', { addresses: ['10.0.0.1/24'] }, '2001:db8:1::/48', /no IPv6 address with a prefix/],
  ['an address twice', { addresses: ['2001:db8::2/64'] }, '2001:db8:1::/48', /given twice/],
  ['a route with host bits', { addresses: [] }, '2001:db8::1/32', /no IPv6 prefix/],
])('%s is refused', (_fact, ipv6, route, message) => {
  const read = topologySchema.safeParse(networkWith(ipv6, route));
  expect(read.success).toBe(false);
  expect(read.error?.message).toMatch(message);
});
