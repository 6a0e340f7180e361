import type { BecauseKey } from '../rules/because.ts';
import type { MisconceptionTag } from '../rules/misconceptions.ts';
import type { NoveltyKey } from '../rules/moves/move.ts';
import type { ColumnId, TableId } from '../rules/own-table.ts';
import type { TypedCode } from '../rules/typed-value.ts';

/** What cannot be read of what was typed. */
export const TYPED_WORDS: Readonly<Record<TypedCode, string>> = {
  'address/empty': 'Type an address.',
  'address/part-count': '{given} does not have {expected} parts.',
  'address/part-not-a-number': '{part} in {given} cannot be read.',
  'address/part-out-of-range': '{part} in {given} is too large: each part counts from 0 to 255.',
  'address/leading-zero':
    '{part} begins with a zero, and programs do not agree on what that means.',
  'prefix/no-length': '{given} has no length: write it as in 192.0.2.0/24.',
  'prefix/bad-length': 'The length of {given} counts bits, from 0 to 32.',
  'prefix/host-bits': '{given} has bits behind its length.',
  'number/empty': 'Type a number.',
  'number/not-a-number': '{given} is no number. Decimal, or hex with 0x before it.',
  'number/leading-zero':
    '{given} begins with a zero, and programs do not agree on what that means.',
  'number/out-of-range': '{given} is too large here: the field counts up to {max}.',
  'hex/bad-digit': '{given} is no hex digit.',
  'hex/odd-length': 'A byte has two hex digits; one is missing.',
  'hex/wrong-length': 'This field has {expected} bytes, and {given} are here.',
  'flags/unknown': '{given} is no flag of TCP.',
  'signal/length': 'A byte has sixteen half bits, each high or low.',
  'choice/unknown': '{given} is not among the choices.',
  'text/empty': 'Type something.',
};

/** Headings of own tables. */
export const TABLE_WORDS: Readonly<Record<TableId, string>> = {
  sockets: 'Sockets',
  arp: 'ARP table',
  routes: 'Routes',
  interfaces: 'Interfaces',
  cards: 'Cards on this wire',
  processes: 'Processes',
  zone: 'Zone',
  cache: 'Cache',
  'open-queries': 'Open questions',
  'root-hints': 'Root servers',
  pool: 'Pool',
  leases: 'Leases',
  lease: 'This host and its lease',
  offers: 'Offers',
  files: 'Files',
  mac: 'Switch table',
  rules: 'List of the boundary',
  flows: 'Conversations let through',
  translations: 'Translations',
  lies: 'What you are after',
  'line-code': 'Line code',
};

export const COLUMN_WORDS: Readonly<Record<ColumnId, string>> = {
  address: 'Address',
  age: 'Age',
  bit: 'Bit',
  client: 'Client',
  data: 'Data',
  destination: 'Destination',
  direction: 'Going',
  file: 'File',
  inside: 'Inside',
  first: 'First',
  interface: 'Interface',
  last: 'Last',
  length: 'Length',
  listens: 'Listens on',
  local: 'Local end',
  mac: 'MAC',
  name: 'Name',
  nameServer: 'Name server',
  nextHop: 'Next hop',
  outside: 'Outside',
  pid: 'PID',
  port: 'Port',
  prefix: 'Prefix',
  process: 'Process',
  protocol: 'Protocol',
  receiveNext: 'Expects next',
  remote: 'Remote end',
  router: 'Router',
  rule: 'Line',
  sendNext: 'Sends next',
  source: 'Source',
  state: 'State',
  timeToLive: 'TTL',
  server: 'Server',
  id: 'Id',
  remaining: 'Left',
  type: 'Type',
  verdict: 'Verdict',
  wave: 'Wave',
};

/** Why an apprentice gives a unit back. */
export const NOVELTY_WORDS: Readonly<Record<NoveltyKey, string>> = {
  'new-destination': 'It goes to an address that I have not seen you handle.',
  'new-ether-type': 'The EtherType is a new one for me.',
  'new-protocol': 'What it carries is new to me.',
  'low-time-to-live': 'It has hardly any hop left.',
  'alias-in-answer': 'There is an alias in the answer.',
  'options-in-header': 'The header is longer than usual.',
  'bad-sum': 'Its checksum does not fit.',
  'no-route': 'I find no route for it.',
  'new-port': 'The port is new to me.',
  reset: 'Somebody refuses the connection.',
  'not-found': 'What was asked for is not there.',
  'other-id': 'The number is not the one that we sent.',
  'other-type': 'The name is there, but not with that type.',
  'missing-edge': 'In one bit nothing changes.',
  'too-long': 'It is too long for the next link.',
  'odd-source': 'Its source address does not belong to the side that it comes from.',
  'card-moved': 'The card stands in the table with another port.',
  'table-full': 'There is no room in the table.',
  'carries-quote': 'It quotes another packet.',
  'row-too-old': 'Its row has not been used for long.',
  'pool-full': 'There is no address left to give.',
  'second-server': 'There is more than one server.',
  refusal: 'An address is refused.',
  renewal: 'The host has an address already and wants more time.',
};

/** Answers to "Why did that happen?" after a refutation. */
export const BECAUSE_WORDS: Readonly<Record<BecauseKey, string>> = {
  'mac-names-next-card':
    'A hardware address names the next card on this LAN, not the end of the way.',
  'mac-of-server-unknown': 'The server had not told its hardware address yet.',
  'frame-was-damaged': 'The frame was damaged on the wire.',
  'answer-goes-to-source':
    'Answers go to the source address, so it has to stay the one of the sender.',
  'routers-hide-hosts': 'Routers keep hosts secret from each other.',
  'checksum-forbids-it': 'The checksum does not allow other addresses.',
  'broadcast-ends-at-router': 'The question is a broadcast, and it ends at the edge of the LAN.',
  'remote-was-switched-off': 'The remote host was switched off.',
  'arp-is-too-slow': 'ARP is too slow for far hosts.',
  'same-network-needs-no-router': 'Hosts of one network reach each other directly.',
  'router-was-busy': 'The router was busy.',
  'mask-is-for-routers': 'Masks are only for routers.',
  'two-fields-two-layers': 'Ports and protocol numbers are two fields of two layers.',
  'number-was-too-small': 'The number was too small.',
  'port-was-blocked': 'Somebody blocked the port.',
  'process-chooses-its-port': 'A process chooses its port; the number is only a habit.',
  'service-was-stopped': 'The service was stopped.',
  'port-is-reserved': 'The port is reserved by law.',
  'each-layer-reads-its-own': 'Each layer reads and writes its own header only.',
  'header-was-too-long': 'The header was too long.',
  'order-does-not-matter': 'The order of headers does not matter.',
  'each-router-takes-one': 'Each router takes one off; the clock has no part in it.',
  'clock-ran-too-fast': 'The clock of the router ran too fast.',
  'packet-waited-too-long': 'The packet waited too long.',
  'names-are-looked-up': 'A name has to be looked up before anything can be sent.',
  'name-was-too-long': 'The name was too long.',
  'server-forgot-its-name': 'The server forgot its name.',
  'answers-must-pass-too': 'A way there is not yet a way back: answers have to pass too.',
  'server-was-busy': 'The server was busy.',
  'request-was-lost': 'The request was lost on the way.',
  'anybody-may-write-a-source': 'Whoever sends a packet writes its source; nobody proves it.',
  'source-was-proven': 'The source had been proven before.',
  'inside-is-safe': 'What comes from an address inside is always safe.',
  'only-encryption-hides': 'Only encryption hides a message; TCP carries it as it is.',
  'wire-was-opened': 'Somebody opened the wire on purpose.',
  'segment-was-broken': 'The segment was broken on the way.',
  'stream-is-cut-anywhere':
    'TCP cuts the stream where a segment is full, not where a message ends.',
  'server-was-slow': 'The server was too slow to send it all at once.',
  'page-was-damaged': 'The page was damaged on the way.',
  'ends-repeat-not-network':
    'Only the ends repeat what is lost; the network passes on and forgets.',
  'router-lost-its-copy': 'The router had lost its copy.',
  'udp-gave-up': 'UDP had tried often enough and gave up.',
  'each-server-knows-its-part':
    'Each name server knows its own zone, and who serves what lies below.',
  'root-was-too-busy': 'The root had too many questions to answer.',
  'name-has-no-www': 'The name does not begin with www.',
  'noise-flips-bits': 'Noise flips bits now and then.',
  'somebody-attacked': 'Somebody attacked the line.',
  'cable-was-cut': 'The cable was cut.',
};

/** Misconceptions as the class board names them. */
export const TAG_WORDS: Readonly<Record<MisconceptionTag, string>> = {
  'mac-is-final-host': 'The MAC names the final host',
  'router-rewrites-ip': 'Routers rewrite addresses',
  'arp-for-remote': 'ARP finds remote hosts',
  'gateway-for-local': 'Neighbours need the gateway',
  'route-back-assumed': 'A way there is a way back',
  'port-is-protocol': 'Ports are protocol numbers',
  'port-is-service': 'A port is a service',
  'name-is-address': 'A name is an address',
  'www-is-web': 'www makes a web server',
  'tcp-encrypts': 'TCP keeps secrets',
  'header-ownership': 'Layers use each other’s headers',
  'message-travels-whole': 'Messages travel in one piece',
  'ttl-is-seconds': 'TTL counts seconds',
  'source-is-checked': 'Somebody checks the source',
  'bad-checksum-is-attack': 'A bad checksum is an attack',
  'udp-is-broken': 'UDP is broken TCP',
};

/** Idle-time work: title, and the question by what is asked. */
export const SIDE_WORDS: Readonly<
  Record<string, { readonly title: string; readonly question: string }>
> = {
  ethernet: {
    title: 'Is this header right?',
    question:
      'A frame from {ownMac} to the next hop {nextHop}, card {nextMac}, carrying {carries}. Which field is wrong, if any?',
  },
  ipv4: {
    title: 'Is this header right?',
    question:
      'A packet from {ownAddress} to {destination}, carrying {protocolName}. Which field is wrong, if any?',
  },
  udp: {
    title: 'Is this header right?',
    question:
      'A datagram with {bytes} bytes of message for {program} on {host}, which listens on port {port}. Which field is wrong, if any?',
  },
  'next-hop': {
    title: 'Where to next?',
    question: '{node} has a packet for {destination}. Who gets it next?',
  },
  'switch-way': {
    title: 'Which way out?',
    question: 'At {node} a frame for {card} comes in by {entry}. By which ports does it leave?',
  },
  'nat-behind': {
    title: 'Who is behind it?',
    question:
      'At {node} something of {protocolName} comes from outside for port {port}. Who behind it gets that?',
  },
  port: { title: 'Which port?', question: 'On which port does {program} listen on {node}?' },
  bit: {
    title: 'Which bit?',
    question: 'Ethernet sends {byte}. Which bit goes on the wire at place {place}?',
  },
};
