import type { FindingWords } from './finding-words.ts';

const ROUTES = 'Look at your routes: which prefixes match, and which of them is the longest?';
const MASK = 'Put the two addresses under each other and compare as many bits as the mask has.';
const OWN = 'Look at the addresses of your interfaces.';
const HEADER = 'Look at the header as it came in.';

/** Findings about packets, hops, routers and ICMP. */
export const NETWORK_FINDINGS = {
  'packet/source-not-own': {
    happened: 'The packet says that somebody else sent it.',
    why: 'Answers go to the source. A host writes one of its own addresses there.',
    look: OWN,
  },
  'packet/destination-is-gateway': {
    happened: 'The packet ended at the gateway: it was the destination.',
    why: 'The packet names the final destination all the way. The way there is the business of the layer below and of each router.',
    look: 'Who shall read the message in the end?',
  },
  'packet/destination-wrong': {
    happened: 'The packet would be delivered to {given}, who did not expect it.',
    why: 'The destination is the host that the layer above speaks with.',
    look: 'Look at what was handed down with the message.',
  },
  'packet/protocol-is-port': {
    happened: 'At the far end nobody could take what is inside protocol {given}.',
    why: 'This field names the protocol that comes next. Ports stand one header further in and name programs.',
    look: 'Which layer handed you the bytes, and how is its protocol numbered?',
  },
  'packet/protocol-wrong': {
    happened: 'What is inside was handed to a protocol that cannot read it.',
    why: 'The protocol number tells the receiving host who above shall get the packet.',
    look: 'Look at who handed you the bytes.',
  },
  'packet/took-others': {
    happened: 'A packet for another address was taken.',
    why: 'A host takes packets for its own addresses and drops the rest in silence.',
    look: 'Hold the destination against the addresses of your interfaces.',
  },
  'packet/dropped-mine': {
    happened: 'A packet that was meant for this host ended here.',
    why: 'What is whole and names one of our addresses goes up.',
    look: 'Hold the destination against the addresses of your interfaces.',
  },
  'packet/took-damaged': {
    happened: 'A packet with a damaged header went up.',
    why: 'If the header does not add up, nobody knows which of its fields is wrong.',
    look: 'Look at the light beside the header checksum.',
  },
  'packet/wrong-reason': {
    happened: 'The packet does end here, but for another reason.',
    why: 'First the sum over the header, then the destination, then what is inside.',
    look: HEADER,
  },
  'packet/handed-to-wrong': {
    happened: 'What was handed up could not be read there.',
    why: 'The protocol number names what is inside.',
    look: 'Look at the protocol field of the packet.',
  },
  'packet/handed-past-transport': {
    happened: 'The packet was handed past the next layer up.',
    why: 'Which program shall get it stands in the ports, and those are read one layer further up.',
    look: 'Look at the protocol field: it names the next envelope.',
  },
  'packet/bad-checksum-written': {
    happened: 'The header does not add up, so the next node drops the packet.',
    why: 'Each node does the sum over the header before it believes any field.',
    look: 'Let it be filled in after the last change.',
  },
  'packet/length-wrong': {
    happened: 'The packet says that it is {given} bytes long, and it is not.',
    why: 'The total length counts the header and all that it carries.',
    look: 'Add the header to what was handed to you.',
  },
  'ttl/zero': {
    happened: 'The packet may not pass a single link.',
    why: 'A host must not send a packet without any hop left.',
    look: 'How many routers could there be on the way?',
  },
  'ttl/too-small': {
    happened: 'The packet ended on the way: there were more routers than hops.',
    why: 'Each router on the way takes at least one. The sender must allow for all of them, and does not know how many there are.',
    look: 'Look at the map, then choose with room to spare.',
  },
  'ttl/not-the-one-wished': {
    happened: 'The user wished for another time to live.',
    why: 'With a small number one can ask how far a packet comes; then the number is the question.',
    look: 'Look at the wish that was handed to you.',
  },
  'ttl/unusual': {
    happened: 'Unusual, works: time to live {given}.',
    why: 'It is enough for this way. Systems start much higher, because they do not know the way.',
    look: 'Nothing to change.',
  },
  'ttl/kept': {
    happened: 'The packet left this router with as many hops as it came with: {arrived}.',
    why: 'The field once meant seconds. What counts is that each router takes at least one, however quick it was, so that no packet goes round for ever.',
    look: HEADER,
  },
  'ttl/lowered-too-much': {
    happened: 'The packet lost more than this one hop.',
    why: 'A router may take more than one only if it kept the packet for whole seconds. This one went through at once.',
    look: HEADER,
  },
  'ttl/raised': {
    happened: 'The packet left with more hops than it came with ({arrived}).',
    why: 'If routers could add hops, a packet that goes in a circle would never end.',
    look: HEADER,
  },
  'ttl/expired-forwarded': {
    happened: 'A packet without any hop left went on.',
    why: 'This router takes the last hop off. A packet at zero ends, and its sender is told.',
    look: 'Do the subtraction first, then decide.',
  },
  'hop/remote-host': {
    happened: 'The link layer asked for {given}, and nobody on this LAN answered.',
    why: 'Only neighbours can be reached directly. For all others somebody has to carry the packet out of this network.',
    look: MASK,
  },
  'hop/gateway-for-local': {
    happened: 'The packet took a way round by the router, though its destination is next door.',
    why: 'Same address bits under the mask means same network: neighbours need no router.',
    look: MASK,
  },
  'hop/is-own': {
    happened: 'The packet was sent to this node itself.',
    why: 'The next hop is a neighbour: the destination, or a router on the way.',
    look: ROUTES,
  },
  'hop/not-in-routes': {
    happened: '{given} got the packet and does not know why.',
    why: 'The next hop is either the destination itself or the gateway that a route names.',
    look: ROUTES,
  },
  'hop/wrong-interface': {
    happened: 'The next hop is not behind {given}.',
    why: 'Each interface leads to one network, and the next hop lives on one of them.',
    look: 'Which interface has the network of the next hop?',
  },
  'route/source-rewritten': {
    happened: 'The answer to this packet would come to the wrong node.',
    why: 'Routers pass on: the addresses of a packet name the two ends and stay as they are. Only the frames change.',
    look: 'Compare the packet before and after this hop.',
  },
  'route/destination-rewritten': {
    happened: 'The packet no longer says where it wants to go.',
    why: 'The next hop is a matter between this router and its link layer. The destination belongs to the sender.',
    look: 'Compare the packet before and after this hop.',
  },
  'route/shorter-prefix': {
    happened: 'A route was taken though another one describes the destination better.',
    why: 'When several prefixes match, the longest one knows more about the destination and wins.',
    look: ROUTES,
  },
  'route/no-match': {
    happened: 'The packet was sent along a route that does not match it.',
    why: 'A route holds for the addresses that share its prefix, and for no others.',
    look: ROUTES,
  },
  'route/checksum-kept': {
    happened: 'The header changed and its checksum did not, so the next node drops the packet.',
    why: 'A changed field changes the sum. Nobody attacked and nothing broke; it was not worked out anew.',
    look: 'Change the checksum together with the time to live.',
  },
  'route/dropped-good': {
    happened: 'A packet that could have gone on ended here.',
    why: 'A router passes on what is whole, has hops left and matches a route.',
    look: ROUTES,
  },
  'route/took-damaged': {
    happened: 'A packet with a damaged header went on.',
    why: 'If the header does not add up, its addresses cannot be trusted, not even to report it.',
    look: 'Do the sum over the header as it came in.',
  },
  'route/too-big': {
    happened: 'The packet is longer than the next link takes, and its header forbids to cut it.',
    why: 'What does not fit and may not be cut ends here; its sender is told which length fits.',
    look: 'Hold the total length against what the link takes.',
  },
  'route/silent': {
    happened: 'The packet ended in silence, and its sender waits.',
    why: 'A router that ends a packet tells the sender why, unless the packet is itself such news.',
    look: 'Look at the ways to answer.',
  },
  'route/wrong-report': {
    happened: 'The sender was told something else than what happened.',
    why: 'The type of the message says why the packet ended; the sender acts on it.',
    look: 'Look at the time to live first, then at the routes.',
  },
  'route/report-to-wrong': {
    happened: 'The news went to a node that cannot use it.',
    why: 'Whoever sent the packet must learn that it ended. Its address stands in the header.',
    look: HEADER,
  },
  'route/wrong-reason': {
    happened: 'The packet does end here, but for another reason.',
    why: 'Sum, time to live, route: the first one that fails is the reason.',
    look: HEADER,
  },
  'icmp/type-wrong': {
    happened: 'The receiver understood something else.',
    why: 'The type is the whole message in one number: a question, its answer, or news of a packet.',
    look: 'Why is this message sent? Look at the line above the form.',
  },
  'icmp/code-wrong': {
    happened: 'The message names another reason.',
    why: 'The code tells the reasons of one type apart.',
    look: 'What exactly went wrong, and where?',
  },
  'icmp/meaning-wrong': {
    happened: 'The message was taken for something else.',
    why: 'The type in the first byte says what it is.',
    look: 'Look at the type of the message.',
  },
  'icmp/died-elsewhere': {
    happened: 'The packet did not end at {given}.',
    why: 'Whoever ends a packet sends the news, under an own address.',
    look: 'Look at where the message comes from.',
  },
  'icmp/not-answered': {
    happened: 'The asker waits for an echo.',
    why: 'Every host answers an echo request with the same bytes.',
    look: 'Look at the type of the message.',
  },
  'icmp/answered-a-report': {
    happened: 'News was answered, and the answer may be answered again.',
    why: 'News about a packet is never answered, or two nodes would talk about it for ever.',
    look: 'Look at the type of the message: is it a question?',
  },
  'icmp/identifier-changed': {
    happened: 'The asker cannot match the echo to its question.',
    why: 'An echo brings back what the question held, number for number.',
    look: 'Look at the question.',
  },
  'icmp/checksum-wrong': {
    happened: 'The sum does not fit, so the far end drops the message.',
    why: 'The sum covers the message from its type to its last byte; the receiver does it again.',
    look: 'Let it be filled in after the last change.',
  },
  'icmp/wrong-reason': {
    happened: 'It does end here, but for another reason.',
    why: 'First the sum, then the type: what cannot be trusted is not read.',
    look: 'Look at the light beside the checksum.',
  },
} as const satisfies Readonly<Record<string, FindingWords>>;
