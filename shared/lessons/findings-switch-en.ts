import type { FindingWords } from './finding-words.ts';

const TABLE = 'Look at the switch table: which port is beside the destination of this frame?';
const SENDER = 'Look at the source address of the frame, and at the port it came in on.';

/** Findings at a switch. */
export const SWITCH_FINDINGS = {
  'switch/learned-destination': {
    happened: 'The table now says that {given} is here, and it was only named in the frame.',
    why: 'A frame proves where its sender is, because it came from there. Of the one it is meant for it proves nothing.',
    look: SENDER,
  },
  'switch/learned-other': {
    happened: 'The table got a row for a card that has nothing to do with this frame.',
    why: 'A switch learns from each frame where its sender is, and nothing else.',
    look: SENDER,
  },
  'switch/learned-at-other-port': {
    happened: 'Frames for this card will leave by {given}, and the card is not there.',
    why: 'A card is behind the port where it was heard.',
    look: SENDER,
  },
  'switch/learned-nothing': {
    happened: 'The sender of this frame was heard, and the table did not change.',
    why: 'Each frame tells where its sender is. What is not learned has to be flooded the next time.',
    look: SENDER,
  },
  'switch/learned-without-room': {
    happened: 'The row was written, and there was no place for it.',
    why: 'A table has so many rows and no more. What finds no place stays unknown, and frames for it go everywhere.',
    look: 'Count the rows of the switch table, and hold them against its room.',
  },
  'switch/made-room': {
    happened: 'The oldest row had to go for this one.',
    why: 'The standard allows it. Most switches keep the rows that they have until one of them is too old.',
    look: 'Look at the ages in the switch table.',
  },
  'switch/move-missed': {
    happened: 'The row still names the old port, and the card was just heard on another.',
    why: 'The newest frame is right: a card can be plugged in elsewhere. Until its row follows, its frames go to an empty port.',
    look: 'Look up the sender in the table, and compare the port there with the one the frame came in on.',
  },
  'switch/table-misread': {
    happened: 'The table does not change in that way.',
    why: 'A sender is in the table with this port, or with another one, or not at all; and then there is room or not.',
    look: 'Look for the source address of the frame in the switch table.',
  },
  'switch/sent-back': {
    happened:
      'The frame also left by the port that it came in on, and came back to those who had it already.',
    why: 'Everybody behind that port has heard the frame. A switch never sends it back there.',
    look: 'Look at the port by which the frame came in.',
  },
  'switch/flooded-known': {
    happened: 'Every card heard a frame that was meant for one.',
    why: 'A switch sends everywhere only what it knows no port for. What it has learned saves the others the work.',
    look: TABLE,
  },
  'switch/guessed-port': {
    happened: 'The frame left by {given}, and nobody has ever been heard of as being there.',
    why: 'For a card that was not heard, every port is as likely as any other. The one who is meant takes the frame, all others leave it.',
    look: TABLE,
  },
  'switch/wrong-port': {
    happened: 'The frame left by {given}, and its card is somewhere else.',
    why: 'The table says on which port a card was heard last. That port gets the frame.',
    look: TABLE,
  },
  'switch/broadcast-narrowed': {
    happened: 'Some of those whom the frame was meant for did not hear it.',
    why: 'A group address means many cards. Nobody sends from it, so no table ever knows it.',
    look: 'Look at the destination: is it the address of one card?',
  },
  'switch/not-filtered': {
    happened: 'The frame went on, though its card is where it came from.',
    why: 'Both are behind the same port, so the frame has passed the one it is meant for already.',
    look: 'Hold the port of the destination in the table against the port by which the frame came in.',
  },
  'switch/dropped-good': {
    happened: 'A whole frame ended here, and somebody waited for it.',
    why: 'A switch ends only what is damaged, and what is already on the right side.',
    look: TABLE,
  },
  'switch/took-damaged': {
    happened: 'A damaged frame went on.',
    why: 'If the check sequence does not fit, nobody knows which bits are wrong: they may be those of the addresses.',
    look: 'Look at the light beside the frame check sequence.',
  },
  'switch/wrong-reason': {
    happened: 'The frame does end here, but for another reason.',
    why: 'First the check sequence, then the table.',
    look: 'Look at the light beside the frame check sequence, then at the port of the destination.',
  },
  'switch/wrong-grounds': {
    happened: 'The frame leaves by the right ports for the wrong reason.',
    why: 'What nobody has heard of and what is for everybody leave by the same ports. The first changes as soon as the card speaks, the second never does.',
    look: 'Look at the destination, and look for it in the switch table.',
  },
  'switch/looked-inside': {
    happened: 'The choice was made by an address that a switch does not read.',
    why: 'A switch works with hardware addresses and ports. What the frame carries stays closed until the card it is meant for opens it.',
    look: 'Look at what your table lists.',
  },
  'switch/card-rewritten': {
    happened: 'The frame that left was not the one that came in.',
    why: 'Hosts do not even know that there is a switch between them: it carries frames as they are. New frames are made by routers.',
    look: 'Look at the two addresses as they came in.',
  },
} as const satisfies Readonly<Record<string, FindingWords>>;
