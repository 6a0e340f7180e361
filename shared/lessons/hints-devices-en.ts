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

const TOO_LONG = {
  look: 'Look at the flags of the packet, at its total length, and at what the next link takes: {linkBytes} bytes.',
  rule: 'A packet that may be cut goes on in pieces that the link can carry. One with the flag “don’t fragment” ends here, and its source is told which size would fit.',
  sibling:
    'A packet of 3000 bytes came to a link that takes 1280. Without the flag it went on in three pieces of at most 1280 bytes; with it, its source got the news and the number 1280.',
} as const;

/** Hints for switches and boundary devices, and for routers that cut packets. */
export const DEVICE_HINTS = {
  'route/cut': TOO_LONG,
  'route/too-big': TOO_LONG,
  'route/cut-place': {
    look: 'Take the header off what the link can carry: {linkBytes} bytes.',
    rule: 'A piece carries a multiple of eight bytes, all but the last. The offset counts in units of eight bytes of what the whole packet carries.',
    sibling:
      'On a link of 1284 bytes a piece has room for 1264, which is 158 times eight: the second piece begins at offset 158, the third at 316.',
  },
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
