import type { FindingWords } from './finding-words.ts';

const CARD_TABLE = 'Look at your own card in the table of interfaces.';
const ARP_TABLE = 'Look up the next hop in your ARP table.';
const MESSAGE = 'Look at the fields of the message that came in.';

/** Findings about frames, ARP and bits. */
export const LINK_FINDINGS = {
  'frame/destination-is-final-host': {
    happened: 'Nobody on this LAN has that card: it sits on another LAN, at {owner}.',
    why: 'A frame lives on one LAN only. Whoever carries the packet out of it must get the frame.',
    look: 'Who is the next hop? Look that address up in your ARP table.',
  },
  'frame/destination-other-neighbour': {
    happened: 'The frame went to {owner}, who is not the next hop.',
    why: 'The network layer has chosen the next hop; the frame goes to that card and no other.',
    look: ARP_TABLE,
  },
  'frame/destination-nobody-here': {
    happened: 'Every card on the LAN looked at the frame, and none took it.',
    why: 'A card takes frames with its own address or for everybody, and leaves the rest.',
    look: ARP_TABLE,
  },
  'frame/destination-is-own': {
    happened: 'The frame is addressed to the card that sends it.',
    why: 'The destination is whoever shall take the frame from the wire.',
    look: ARP_TABLE,
  },
  'frame/destination-broadcast': {
    happened: 'Everybody on the LAN had to stop and look at a packet for one.',
    why: 'All ones mean everybody. That is for questions whose receiver is not known yet.',
    look: ARP_TABLE,
  },
  'frame/destination-is-ip': {
    happened: '{given} is an IP address, written where a card is named.',
    why: 'A card knows only its own 48 bits. IP addresses belong to the header inside, which the link does not open.',
    look: 'Your ARP table translates: address on the left, card on the right.',
  },
  'frame/source-not-own': {
    happened: 'The frame says that somebody else sent it.',
    why: 'Switches learn from the source where a card is, and answers go back to it.',
    look: CARD_TABLE,
  },
  'frame/source-kept': {
    happened: 'The frame still names the card that sent it to this router.',
    why: 'The old frame ended here. On each LAN the frame is a new one, sent by the card that puts it there.',
    look: 'Which of your cards puts it on this LAN? Look at your interfaces.',
  },
  'frame/source-other-interface': {
    happened: 'That card is yours, but it is not on this LAN.',
    why: 'A router has a card on each of its LANs; the one that puts the frame on the wire is its source.',
    look: 'Look at the interface that the packet leaves by.',
  },
  'frame/source-is-ip': {
    happened: '{given} is an IP address, written where a card is named.',
    why: 'On the link cards speak to cards. Who began it all stands in the packet inside.',
    look: CARD_TABLE,
  },
  'frame/ether-type-wrong': {
    happened: 'The receiver does not know what to do with EtherType {given}.',
    why: 'The EtherType tells the receiving link layer who above shall get what is inside.',
    look: 'Ask yourself which protocol handed you the bytes.',
  },
  'frame/ether-type-is-protocol': {
    happened: '{given} is a number of the IP header, one layer further in.',
    why: 'Each header names only what comes right behind it: the frame names the packet, the packet names what is in it.',
    look: 'What comes right behind your header?',
  },
  'frame/bad-check-written': {
    happened: 'The frame check sequence does not fit the frame, so the receiver drops it.',
    why: 'The receiver does the same sum over all bytes; one changed bit changes it.',
    look: 'Let it be filled in after the last change.',
  },
  'frame/took-others': {
    happened: 'A frame for another card was taken.',
    why: 'A switch that does not know a card yet sends its frames everywhere. Every other card leaves them.',
    look: 'Hold the destination against your own card.',
  },
  'frame/dropped-mine': {
    happened: 'A frame that was meant for this card ended here.',
    why: 'What is whole and names this card, or everybody, goes up.',
    look: 'Hold the destination against your own card.',
  },
  'frame/took-damaged': {
    happened: 'A damaged frame went up.',
    why: 'Noise on the wire flips bits. The check sequence shows it, and the frame ends in silence.',
    look: 'Look at the light beside the frame check sequence.',
  },
  'frame/wrong-reason': {
    happened: 'The frame does end here, but for another reason.',
    why: 'First the check: is it whole? Only then: is it for me?',
    look: 'Look at the check sequence, then at the destination.',
  },
  'frame/handed-to-wrong': {
    happened: 'What was handed up could not be read there.',
    why: 'The EtherType names the protocol inside, and each protocol reads only its own header.',
    look: 'Look at the EtherType of the frame.',
  },
  'frame/handed-past-network': {
    happened: 'The frame was handed past the next layer up.',
    why: 'Each layer unwraps one envelope. What is inside the next one is not yet open.',
    look: 'Look at the EtherType: it names the next envelope, not the letter.',
  },
  'arp/target-remote': {
    happened: 'Nobody answered: {given} is not on this LAN.',
    why: 'The question is a broadcast, and a broadcast ends at the edge of the LAN. ARP finds neighbours only.',
    look: 'Look at the next hop that the network layer handed down with the packet.',
  },
  'arp/target-wrong': {
    happened: '{given} may answer, but the packet does not go there.',
    why: 'The packet waits for the card of its next hop.',
    look: 'Look at the next hop that came with the packet.',
  },
  'arp/target-is-own': {
    happened: 'The question asks for our own address.',
    why: 'The target of the question is the address whose card is not known.',
    look: 'Look at the next hop that came with the packet.',
  },
  'arp/target-hardware-filled': {
    happened: 'Unusual, works: the field for the unknown card is not zero.',
    why: 'In a question nobody reads it, for it is what is being asked.',
    look: 'Most systems leave zeros there.',
  },
  'arp/target-not-asker': {
    happened: 'The answer is not addressed to the one who asked.',
    why: 'An answer turns the question round: who was the sender is now the target.',
    look: MESSAGE,
  },
  'arp/operation-wrong': {
    happened: 'Operation {given} says something else than what is meant.',
    why: 'One number stands for a question, another for an answer; all other fields look the same.',
    look: 'Are you asking or answering?',
  },
  'arp/sender-not-own': {
    happened: 'The sender fields do not describe this host.',
    why: 'Whoever hears the message writes the sender into the own table, so it must be true.',
    look: CARD_TABLE,
  },
  'arp/not-broadcast': {
    happened: 'Only one card heard the question, and it may not be the one that is wanted.',
    why: 'Nobody knows yet which card has the address, so everybody must hear the question.',
    look: 'Which destination do all cards take?',
  },
  'arp/reply-broadcast': {
    happened: 'Unusual, works: everybody heard an answer that one had asked for.',
    why: 'The asker is known by now, so the answer can go to its card alone.',
    look: 'The question says who sent it.',
  },
  'arp/answered-for-other': {
    happened: 'An answer was given for an address that is not ours.',
    why: 'Packets for {asked} would now come here. Only the owner of an address answers for it.',
    look: 'Hold the address that is asked for against your own.',
  },
  'arp/silent-though-mine': {
    happened: 'The asker waits: the question was for this host.',
    why: 'Nobody else answers for our address, and without the answer no frame can come.',
    look: 'Hold the address that is asked for against your own.',
  },
  'arp/wrong-reason': {
    happened: 'The message does end here, but for another reason.',
    why: 'ARP messages end where they concern nobody, or where their fields make no sense.',
    look: MESSAGE,
  },
  'arp/learned-wrong-mac': {
    happened: 'The table now names a card that did not send this answer.',
    why: 'The sender of the answer speaks of itself; the target fields are about us.',
    look: MESSAGE,
  },
  'arp/took-unasked': {
    happened: 'The table was changed by an answer to a question that we did not ask.',
    why: 'What is written there decides where our frames go. It is meant for whom the target fields name.',
    look: MESSAGE,
  },
  'arp/learned-wrong-address': {
    happened: 'The table now has the wrong address beside that card.',
    why: 'The sender of the answer speaks of itself; the target fields are about us.',
    look: MESSAGE,
  },
  'arp/dropped-reply': {
    happened: 'The answer that a packet waits for was thrown away.',
    why: 'The packet stays here until the card of its next hop is known.',
    look: MESSAGE,
  },
  'bits/reversed': {
    happened: 'The far end read the eight bits in the other order.',
    why: 'Ethernet sends the least significant bit of each byte first.',
    look: 'Write the byte in bits and begin at the right end.',
  },
  'bits/other-convention': {
    happened: 'The far end read every bit the other way round.',
    why: 'Two conventions exist for this line code, and both ends must use the one of IEEE 802.3.',
    look: 'Look at your line code: which bit rises in its middle?',
  },
  'bits/level-is-bit': {
    happened: 'In one bit nothing changed, and the far end lost the beat.',
    why: 'Every bit has a change in its middle. The change is the bit, not the level.',
    look: 'Look for two equal halves in one bit.',
  },
  'bits/wrong': {
    happened: 'At least one bit is another one.',
    why: 'One wrong bit changes the byte, and the check sequence of the frame will show it.',
    look: 'Go through the eight bits one by one.',
  },
  'bits/missed-edge': {
    happened: 'One bit has no change in its middle, so it is no bit at all.',
    why: 'Noise can hide a change. Guessing would make a wrong byte look right.',
    look: 'Look for a bit with two equal halves.',
  },
  'bits/no-noise-here': {
    happened: 'A wave that was whole was called noise.',
    why: 'All eight bits have their change in the middle. What noise there is shows as a missing change.',
    look: 'Look at the middle of each bit.',
  },
} as const satisfies Readonly<Record<string, FindingWords>>;
