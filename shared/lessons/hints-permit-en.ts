const LINE = {
  look: 'Look at the wishes: program, address, protocol and port, and who may ask.',
  rule: 'A line names the way of what begins a conversation, its protocol number (TCP 6, UDP 17), its source and destination, and its destination port: no more than is needed.',
  sibling:
    'For a program on TCP port 8443 of {siblingHost} that anybody outside may ask: in, protocol 6, from any, to {siblingHost}, port 8443.',
} as const;

/** Hints for the list of a boundary device. */
export const PERMIT_HINTS = {
  'permit/port': LINE,
  'permit/protocol': LINE,
  'permit/direction': LINE,
  'permit/source': LINE,
  'permit/destination': LINE,
  'permit/answers': {
    look: 'Follow the answer back to the boundary: which line, or which table, lets it pass?',
    rule: 'A device that remembers a conversation lets its answers pass. One that does not holds each against the list, and a line for answers alone cannot be written.',
    sibling:
      'A question from {siblingFar} was let in by a line and remembered: the answer of {siblingHost} passed by the table.',
  },
  'permit/place': {
    look: 'Read the list from the top: which lines deny something?',
    rule: 'The first line that fits decides. A line that permits stands behind those that deny what it must not let in, and before those that would deny what it has to.',
    sibling:
      'A list began by denying all that came in from {siblingNetwork}, which lies inside: the new line became the second, and no forged source passed by it.',
  },
} as const;
