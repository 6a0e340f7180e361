import type { Ipv6Address, Ipv6Prefix } from '../base/ipv6.ts';
import type { FilterSpec } from './boundary/filter.ts';
import type { TranslatorSpec } from './boundary/translator.ts';
import type { ServiceSettings } from './programs/service.ts';
import type { TcpSettings } from './tcp/settings.ts';

/** A network as a mission starts it. Addresses are unsigned integers (see base/address), names are unique. */
export interface Topology {
  readonly nodes: readonly NodeSpec[];
  readonly links: readonly LinkSpec[];
}

export const NODE_ROLES = ['host', 'router', 'switch', 'name-server', 'server', 'tap'] as const;
/**
 * How a node is drawn; name servers and servers behave as hosts with programs that listen. A tap has no interface: it
 * is clipped onto links and sends nothing.
 */
export type NodeRole = (typeof NODE_ROLES)[number];

export interface NodeSpec {
  readonly name: string;
  readonly role: NodeRole;
  /** Place on the map, 0..1000 each, x to the right, y down. */
  readonly x: number;
  readonly y: number;
  readonly interfaces: readonly InterfaceSpec[];
  readonly routes: readonly RouteSpec[];
  /** Address of the name server that programs here ask, or null. */
  readonly resolver: number | null;
  readonly programs: readonly ProgramSpec[];
  /** Jobs of a router at a boundary. */
  readonly filter?: FilterSpec;
  readonly nat?: TranslatorSpec;
  /** Switch only: the size of its table and how long a row stays; much room and five minutes when left out. */
  readonly macTable?: MacTableSpec;
  /** Whose packets routers must not cut, RFC 791 §3.1; all of them when left out, as RFC 1191 §3 has it. */
  readonly dontFragment?: readonly ('icmp' | 'tcp' | 'udp')[];
  /** Where its TCP does more than the plain one. */
  readonly tcp?: TcpChoices;
  /** Beside those of its own networks. */
  readonly ipv6Routes?: readonly Ipv6RouteSpec[];
  /** Of a tap: nodes whose TLS keys it was given. */
  readonly keysOf?: readonly string[];
  /** Where somebody waits to answer in the place of a name server. */
  readonly forger?: ForgerSpec;
}

/** What a forger is after: names, of which it tells the questions of one resolver an address of its own. */
export interface ForgerSpec {
  /** Node of the resolver. */
  readonly victim: string;
  /** Name server in whose place it answers. */
  readonly server: number;
  readonly names: readonly string[];
  /** The address that it tells. */
  readonly lookAlike: number;
  /** Its tap: while that is clipped to a wire, it sees the questions that go by there, else it has to guess. */
  readonly tap?: string;
}

/** How much a switch can remember, and for how long, IEEE 802.1Q §8.8.3. */
export interface MacTableSpec {
  readonly most: number;
  readonly ageingMicros: number;
}

/** What a mission may switch; programs of the simulator read at once, and the path says what it carries. */
export type TcpChoices = Partial<Omit<TcpSettings, 'readsAtOnce' | 'pathMtuBytes'>>;

export interface InterfaceSpec {
  readonly name: string;
  /** null on switch ports. */
  readonly mac: number | null;
  readonly address: number | null;
  readonly prefixLength: number;
  /** The address comes from a DHCP server: a 'dhcp-client' of this node asks for it. */
  readonly dhcp?: true;
  /** Left out where the interface speaks no IPv6; it derives a link-local address itself, RFC 4862 §5.3. */
  readonly ipv6?: Ipv6InterfaceSpec;
}

/** What an interface has of IPv6 from the start. */
export interface Ipv6InterfaceSpec {
  readonly addresses: readonly { readonly address: Ipv6Address; readonly prefixLength: number }[];
  /** A host: takes its addresses and its way out from router advertisements, RFC 4862 §5.5. */
  readonly autoconfigures?: boolean;
  /** A router: tells of its prefixes and of itself, RFC 4861 §6.2. */
  readonly advertises?: boolean;
}

/** A route for IPv6; a connected one has no next hop. */
export interface Ipv6RouteSpec {
  readonly prefix: Ipv6Prefix;
  readonly nextHop: Ipv6Address | null;
  readonly interface: string;
}

/** A connected route has no next hop. */
export interface RouteSpec {
  readonly prefix: { readonly address: number; readonly length: number };
  readonly nextHop: number | null;
  readonly interface: string;
}

/** A process and what it listens on. `kind` says which automaton runs it. */
export interface ProgramSpec {
  readonly kind:
    | 'browser'
    | 'web-server'
    | 'dns-client'
    | 'dns-server'
    | 'text'
    | 'service'
    | 'system';
  readonly name: string;
  readonly pid: number;
  readonly listens: { readonly protocol: 'udp' | 'tcp'; readonly port: number } | null;
  /** Files by path for a web server. */
  readonly files?: Readonly<Record<string, string>>;
  /** Which row of programs/services.ts a 'service' runs, and what that program is told. */
  readonly service?: string;
  readonly settings?: ServiceSettings;
  /** Records of its zones for a name server. */
  readonly records?: readonly ZoneRecord[];
}

export interface ZoneRecord {
  readonly name: string;
  readonly type: 'A' | 'AAAA' | 'NS' | 'CNAME' | 'SOA' | 'MX' | 'PTR' | 'TXT';
  readonly timeToLiveSeconds: number;
  /** As in a zone file: '10.1.74.10', '10 mail.game.example', 'www.game.example'. */
  readonly data: string;
}

export interface LinkSpec {
  /** 'node.interface' at both ends. */
  readonly a: string;
  readonly b: string;
  readonly delayMicros: number;
  /** 0..1, drawn per frame with a keyed draw. */
  readonly lossRatio: number;
  readonly corruptionRatio: number;
  readonly mtuBytes: number;
  readonly up: boolean;
  /** The tap that gets a copy of each frame here, if there is one. */
  readonly tap?: string;
}
