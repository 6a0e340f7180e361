import { formatIpv4, formatMac, parseIpv4, parseMac, parsePrefix } from '../../base/address.ts';
import type { DhcpBinding, DhcpSubnet } from './dhcp/bindings.ts';
import { dhcpClient } from './dhcp/client.ts';
import type { DhcpClientSettings } from './dhcp/client-state.ts';
import { DHCP_CLIENT } from './dhcp/client-state.ts';
import { dhcpInform } from './dhcp/inform.ts';
import { dhcpRelay } from './dhcp/relay.ts';
import { type DhcpServerSettings, dhcpServer } from './dhcp/server.ts';
import { keyOfCard } from './dhcp/server-words.ts';
import { type Plug, type ServiceSettings, type Services, service } from './service.ts';
import { flagOf, numberOf, rowsOf, textOf, textsByName, textsOf } from './settings.ts';

const USUAL_LEASE_SECONDS = 86_400;

const addressesOf = (settings: ServiceSettings, name: string): readonly number[] =>
  textsOf(settings, name).flatMap(text => {
    const parsed = parseIpv4(text);
    return parsed.ok ? [parsed.value] : [];
  });

const addressOf = (settings: ServiceSettings, name: string): number => {
  const parsed = parseIpv4(textOf(settings, name));
  return parsed.ok ? parsed.value : 0;
};

const subnetOf = (settings: ServiceSettings): DhcpSubnet[] => {
  const prefix = parsePrefix(textOf(settings, 'prefix'));
  if (!prefix.ok) return [];
  return [
    {
      prefix: prefix.value,
      first: addressOf(settings, 'first'),
      last: addressOf(settings, 'last'),
      routers: addressesOf(settings, 'routers'),
      nameServers: addressesOf(settings, 'nameServers'),
      domainName: textOf(settings, 'domainName'),
      leaseSeconds: numberOf(settings, 'leaseSeconds', USUAL_LEASE_SECONDS),
    },
  ];
};

const cardOf = (settings: ServiceSettings): number => {
  const parsed = parseMac(textOf(settings, 'card'));
  return parsed.ok ? parsed.value : 0;
};

const bindingOf = (settings: ServiceSettings): DhcpBinding => ({
  client: keyOfCard(cardOf(settings)),
  address: addressOf(settings, 'address'),
  kind: 'leased',
  untilMicros: numberOf(settings, 'seconds', USUAL_LEASE_SECONDS) * 1_000_000,
});

/** What a server is told: its LANs (one without a prefix is left out), and the `leases` that it has given already, each
 *  with `address`, `card` and `seconds`. */
export const dhcpServerSettings = (settings: ServiceSettings): DhcpServerSettings => ({
  subnets: rowsOf(settings, 'subnets').flatMap(subnetOf),
  bindings: rowsOf(settings, 'leases').map(bindingOf),
});

/** What a client is told: its card, how it calls itself, and the address that it had before. */
export const dhcpClientSettings = (settings: ServiceSettings): DhcpClientSettings => {
  const hostName = textOf(settings, 'hostName');
  const formerAddress = addressOf(settings, 'formerAddress');
  return {
    card: cardOf(settings),
    ...(hostName === '' ? {} : { hostName }),
    ...(formerAddress === 0 ? {} : { formerAddress }),
    ...(flagOf(settings, 'hearsBroadcast') ? { hearsBroadcast: true } : {}),
    ...(flagOf(settings, 'probes') ? { probes: true } : {}),
  };
};

/** `subnets`, each with its `prefix`, the `first` and `last` address of its pool, `routers`, `nameServers`, `domainName`
 *  and `leaseSeconds`. */
const server = service('daemon', settings => dhcpServer(dhcpServerSettings(settings)));

/** Passes messages on to `servers`; `circuits` are the names of its LANs by its own address there. */
const relay = service('daemon', settings => {
  const circuits = Object.entries(textsByName(settings, 'circuits')).flatMap(([text, name]) => {
    const parsed = parseIpv4(text);
    return parsed.ok ? [[parsed.value, name] as const] : [];
  });
  return dhcpRelay({
    servers: addressesOf(settings, 'servers'),
    circuits: Object.fromEntries(circuits),
  });
});

/** The interface that is meant, else the first one that `fits`. */
const cardAt = (
  interfaces: readonly Plug[],
  settings: ServiceSettings,
  fits: (one: Plug) => boolean,
): ServiceSettings => {
  const wished = textOf(settings, 'interface');
  const own = interfaces.find(one => (wished === '' ? fits(one) : one.name === wished));
  if (own === undefined || own.mac === null) return settings;
  const address = own.address === null ? {} : { address: formatIpv4(own.address) };
  return { ...settings, interface: own.name, card: formatMac(own.mac), ...address };
};

/** Asks for the address of an `interface`, the first that wants one when left out; may say its `hostName`. */
const client = service(
  'daemon',
  settings => dhcpClient(dhcpClientSettings(settings)),
  (interfaces, settings) => cardAt(interfaces, settings, one => one.dhcp === true),
);

/** Asks what else there is to know, of a host that has its address. */
const inform = service(
  'on-demand',
  settings => dhcpInform({ card: cardOf(settings), address: addressOf(settings, 'address') }),
  (interfaces, settings) => cardAt(interfaces, settings, one => one.address !== null),
);

/** Programs by which hosts get their addresses. */
export const DHCP_SERVICES: Services = {
  'dhcp-server': server,
  'dhcp-relay': relay,
  [DHCP_CLIENT]: client,
  'dhcp-inform': inform,
};
