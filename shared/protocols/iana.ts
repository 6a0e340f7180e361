/** EtherTypes, IANA "IEEE 802 Numbers". */
export const ETHER_TYPES = {
  2048: 'IPv4',
  2054: 'ARP',
  2560: 'PUP',
  33024: 'VLAN tag',
  33079: 'IPX',
  34525: 'IPv6',
  34984: 'service VLAN tag',
  34997: 'local experiment',
} as const satisfies Readonly<Record<number, string>>;

/** Protocol numbers of IPv4 and next headers of IPv6, IANA "Assigned Internet Protocol Numbers". */
export const PROTOCOL_NUMBERS = {
  0: 'hop-by-hop options',
  1: 'ICMP',
  2: 'IGMP',
  4: 'IPv4',
  6: 'TCP',
  17: 'UDP',
  41: 'IPv6',
  43: 'routing header',
  44: 'fragment header',
  47: 'GRE',
  50: 'ESP',
  51: 'AH',
  58: 'ICMPv6',
  59: 'nothing',
  60: 'destination options',
  89: 'OSPF',
  253: 'experiment',
} as const satisfies Readonly<Record<number, string>>;

/** Well-known and registered ports of the course, IANA "Service Name and Port Number Registry". */
export const PORTS: Readonly<Record<number, string>> = {
  7: 'echo',
  20: 'ftp-data',
  21: 'ftp',
  22: 'ssh',
  23: 'telnet',
  25: 'smtp',
  53: 'domain',
  67: 'bootps',
  68: 'bootpc',
  69: 'tftp',
  80: 'http',
  110: 'pop3',
  123: 'ntp',
  143: 'imap',
  179: 'bgp',
  194: 'irc',
  443: 'https',
  445: 'microsoft-ds',
  465: 'submissions',
  587: 'submission',
  993: 'imaps',
  995: 'pop3s',
  3389: 'ms-wbt-server',
  5353: 'mdns',
  6667: 'ircu',
  8080: 'http-alt',
};

/** ICMP types, IANA "ICMP Parameters". */
export const ICMP_TYPES: Readonly<Record<number, string>> = {
  0: 'echo reply',
  3: 'destination unreachable',
  4: 'source quench',
  5: 'redirect',
  8: 'echo',
  9: 'router advertisement',
  10: 'router solicitation',
  11: 'time exceeded',
  12: 'parameter problem',
  13: 'timestamp',
  14: 'timestamp reply',
  15: 'information request',
  16: 'information reply',
  17: 'address mask request',
  18: 'address mask reply',
};

/** ICMPv6 types, IANA "ICMPv6 Parameters". */
export const ICMPV6_TYPES: Readonly<Record<number, string>> = {
  1: 'destination unreachable',
  2: 'packet too big',
  3: 'time exceeded',
  4: 'parameter problem',
  128: 'echo request',
  129: 'echo reply',
  130: 'multicast listener query',
  131: 'multicast listener report',
  132: 'multicast listener done',
  133: 'router solicitation',
  134: 'router advertisement',
  135: 'neighbor solicitation',
  136: 'neighbor advertisement',
  137: 'redirect',
  138: 'router renumbering',
  139: 'node information query',
  140: 'node information response',
  141: 'inverse neighbor solicitation',
  142: 'inverse neighbor advertisement',
  143: 'multicast listener report, version 2',
};

/** DNS resource record types, IANA "Domain Name System Parameters". */
export const RECORD_TYPES: Readonly<Record<number, string>> = {
  1: 'A',
  2: 'NS',
  5: 'CNAME',
  6: 'SOA',
  12: 'PTR',
  15: 'MX',
  16: 'TXT',
  28: 'AAAA',
  33: 'SRV',
  41: 'OPT',
  255: 'ANY',
  257: 'CAA',
};

/** DNS response codes, RFC 1035 §4.1.1. */
export const RESPONSE_CODES: Readonly<Record<number, string>> = {
  0: 'NOERROR',
  1: 'FORMERR',
  2: 'SERVFAIL',
  3: 'NXDOMAIN',
  4: 'NOTIMP',
  5: 'REFUSED',
};
