/** Something in which we and tshark differ: a field's value or place, a checksum, a fault that only tshark finds
 *  (`missed`) or only we (`alone`). */
export interface Disagreement {
  readonly kind: 'field' | 'checksum' | 'missed' | 'alone';
  readonly what: string;
}

/** Disagreements that are known, and why we stay with ours. `after` are codes of ours one of which must be there. */
interface Known {
  readonly kind: Disagreement['kind'];
  readonly what: RegExp;
  readonly after?: RegExp;
  readonly protocols?: RegExp;
  readonly reason: string;
}

/** Objections to a header behind which nothing is where it should be. */
const BROKEN =
  /bad-version|short-header|short-data-offset|length-(?:too|mismatch|zero)|hardware-length|protocol-length|overruns|truncated|not-captured|option-length|source-route|name-|count-too/;

/** The list. A value that is read differently is never on it. */
export const KNOWN: readonly Known[] = [
  {
    kind: 'field',
    what: /tshark has no such field here|only tshark has it/,
    after: BROKEN,
    reason: 'one of the two stops at a broken header, the other shows what stands there',
  },
  {
    kind: 'field',
    what: /^(?:icmp\.data|icmpv6\.(?:data|options))\b/,
    reason: 'in a quoted packet tshark stops at the first fault, and we object to nothing',
  },
  {
    kind: 'field',
    what: /^(?:dns|ipv6\.opt)\S*: only tshark has it/,
    protocols: /tcp:dns|icmp(?:v6)?:ip/,
    reason: 'a message on a stream that is not whole, or the inside of a quoted packet',
  },
  {
    kind: 'field',
    what: /^ipv6\.(?:hopopts|opt)\S*: only tshark has it/,
    protocols: /ip:ipv6\.hopopts|\S+:ipv6\.hopopts/,
    reason: 'hop-by-hop options stand right behind the IPv6 header or nowhere, RFC 8200 §4.1',
  },
  {
    kind: 'field',
    what: /^(?:snap|ipv4|ipv6|udp|tcp|arp)\.\S+ tshark has no such field here/,
    protocols: /^eth:(?:\S*:)?llc:data$/,
    reason:
      'SNAP may come as an answer, whose last bit of the source service is set, IEEE 802.2 §3.3.1.2',
  },
  {
    kind: 'field',
    what: /^llc\.\S+ tshark has no such field here/,
    protocols: /ieee8021ad:ethertype/,
    reason: 'tshark reads no length behind a service tag',
  },
  {
    kind: 'field',
    what: /^llc\.(?:oui|pid|type): only tshark has it/,
    reason: 'SNAP needs an unnumbered information frame, RFC 1042',
  },
  {
    kind: 'field',
    what: /^icmp\.\S*: only tshark has it/,
    protocols: /ipv6:icmp(?!v6)/,
    reason: 'ICMP is not carried in IPv6, nor is it read there',
  },
  {
    kind: 'field',
    what: /^icmpv6\.opt\S*: only tshark has it/,
    reason: 'types of ICMPv6 whose messages we do not take apart',
  },
  {
    kind: 'checksum',
    what: /only for tshark/,
    after: BROKEN,
    reason: 'a sum over bytes that are not all there says nothing',
  },
  {
    kind: 'checksum',
    what: /only for us/,
    after: BROKEN,
    reason: 'tshark stops at a broken header before it makes the sum',
  },
  {
    kind: 'checksum',
    what: /only for tshark/,
    protocols: /icmp(?:v6)?:ip|ipv6:icmp(?!v6)|ip:icmpv6/,
    reason: 'sums of a quoted packet, and of ICMP in the other version of IP',
  },
  {
    kind: 'missed',
    what: /Hop-by-Hop|Exception occurred|MatchLen|Invalid option length/,
    protocols: /ip:ipv6\.hopopts|ipv6\.hopopts|ipv6:icmpv6$/,
    reason: 'headers and types that we do not take apart there',
  },
  {
    kind: 'missed',
    what: /Bogus IP|IPv6 header must be|Bad length value|Length is zero|Router Alert/,
    protocols: /icmp(?:v6)?:ip/,
    reason: 'a quoted packet is the start of one that may be long gone: nothing is objected to',
  },
  {
    kind: 'missed',
    what: /Router Alert must use|Tunnel|CALIPSO|TPF|DFF|Jumbo|payload length exceeds framing/,
    reason: 'options of IPv6 that we show without a rule of their own',
  },
  {
    kind: 'missed',
    what: /padding of zeros|Window scale shift|TTL is set/,
    reason: 'a value that is unusual and still read as it stands',
  },
  {
    kind: 'missed',
    what: /length isn't|length <|isn't a multiple|Suboption|subopt/,
    protocols: /dhcp/,
    reason: 'options of DHCP that are not of the course are bytes',
  },
  {
    kind: 'alone',
    what: /^tcp\/bad-option-length/,
    reason: 'a length below 2, behind the header or of a wrong size for its kind, RFC 9293 §3.1',
  },
  {
    kind: 'alone',
    what: /^icmpv6\/(?:hop-limit-not-255|bad-code|group-target)/,
    reason: 'neighbour discovery is discarded for it, RFC 4861 §7.1',
  },
  {
    kind: 'alone',
    what: /^(?:ipv4|ipv6)\/(?:group-source|time-to-live-zero|bad-option-length)/,
    reason: 'no host may send it, RFC 1122 §3.2.1 and RFC 8200 §4.2',
  },
  {
    kind: 'alone',
    what: /^arp\//,
    reason: 'a receiver looks at each of these fields before it believes the rest, RFC 826',
  },
  {
    kind: 'alone',
    what: /^dhcp\//,
    reason: 'what a server or client must check, RFC 2131 §4',
  },
  {
    kind: 'alone',
    what: /^header\/truncated at (?:tcp|udp|icmp|icmpv6|dns)/,
    reason: 'a header that is promised and has no room; tshark says nothing of no bytes at all',
  },
  {
    kind: 'alone',
    what: /^dns\/name-/,
    reason: 'a name that runs into what is behind it, RFC 1035 §3.1',
  },
];
