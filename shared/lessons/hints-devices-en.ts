const THROUGH = {
  look: 'Look for the destination {goesTo} in the switch table, and at the port {entry}.',
  rule: 'A known card is behind one port: only that one gets the frame, and none does if it is the one the frame came by. For an unknown card, or for a group, the frame leaves by every other port.',
  sibling:
    'A frame came in by p7 for a card that was heard on p9: it left by p9. One for a card that was heard on p7 itself ended.',
} as const;

const ROW = {
  look: 'Look for the sender in the switch table, and count the rows: {rows} of {room}.',
  rule: 'Not there and room: a new row. There with this port: only its age starts anew. There with another port: the row moves. Not there and no room: it stays unknown.',
  sibling:
    'The card 02:00:5e:00:53:07 stood in a table with p9 and was heard on p7: from then on its row said p7.',
} as const;

const PASSING = {
  look: 'Look at the table of conversations first, then at the list from the top. The packet comes from {side}: {protocolName}, {source} to {destination}, {says}.',
  rule: 'What belongs to a conversation that was let through passes, both ways. All else is held against the list: the first line that agrees in direction, protocol, both addresses and destination port decides. What meets no line ends here.',
  sibling:
    'A list with one line, TCP going out to port 993: a segment to {siblingFar} port 993 that opens a connection passes by that line; what {siblingFar} answers passes by the table; a first segment from {siblingFar} meets the end of the list.',
} as const;

/** Hints for switches and boundary devices. */
export const DEVICE_HINTS = {
  'switch/forward': THROUGH,
  'switch/flood': THROUGH,
  'switch/broadcast': THROUGH,
  'switch/filter': THROUGH,
  'switch/bad-check': THROUGH,
  'switch/row-new': ROW,
  'switch/row-kept': ROW,
  'switch/row-moved': ROW,
  'switch/row-full': ROW,
  'switch/source': {
    look: 'Look at the two addresses of the frame, and at the port {entry}.',
    rule: 'The frame came from its sender, so the sender is behind the port it came by. About the one it is meant for it says nothing.',
    sibling:
      'A frame from 02:00:5e:00:53:07 to 02:00:5e:00:53:09 came in by p7: the table got 02:00:5e:00:53:07 at p7.',
  },
  'switch/grounds': {
    look: 'Look at the destination {goesTo}: is it one card, and is it in the table?',
    rule: 'An address of a group is for many, always. An address of one card that is not in the table may be anywhere, until it speaks.',
    sibling:
      'ff:ff:ff:ff:ff:ff is everybody, and no table lists it. 02:00:5e:00:53:09 is one card: once it is heard, one port is enough.',
  },
  'switch/unchanged': {
    look: 'Look at the addresses as the frame came in.',
    rule: 'A switch reads the addresses of a frame and writes none. A router ends a frame and makes a new one.',
    sibling:
      'A frame from 02:00:5e:00:53:07 passed four switches and still came from 02:00:5e:00:53:07.',
  },
  'boundary/filter': PASSING,
  'boundary/answer': PASSING,
  'boundary/odd-port': PASSING,
  'boundary/refused': PASSING,
  'boundary/forged': PASSING,
} as const;
