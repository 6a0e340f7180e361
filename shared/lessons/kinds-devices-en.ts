const THROUGH = {
  title: 'A frame at the switch',
  question: 'Through which ports does it leave, if any?',
  sentence: 'The frame for {goesTo} came in by {entry}. It leaves by ___.',
} as const;

const ROW = {
  title: 'A sender at the switch',
  question: 'What becomes of the table?',
  sentence: 'The sender was heard on {entry}; {rows} rows of {room} are in use. In the table ___.',
} as const;

const PASSING = {
  title: 'A packet at the boundary',
  question:
    'From {side}: {protocolName}, {source} to {destination} ({says}). What decides, and may it pass?',
  sentence:
    'From {side}: {protocolName}, {source} to {destination} ({says}). It may pass because of ___.',
} as const;

const TOO_LONG = {
  title: 'A packet too long for the next link',
  question: 'It has {lengthBytes} bytes, and the next link takes {linkBytes}: what becomes of it?',
  sentence:
    'The packet has {lengthBytes} bytes and the next link takes {linkBytes}. If it goes on, I cut it to ___.',
} as const;

/** Kinds of switches and boundary devices, and of routers that cut packets. */
export const DEVICE_KINDS = {
  'route/cut': { ...TOO_LONG, name: 'Cut a packet into pieces' },
  'route/too-big': { ...TOO_LONG, name: 'A packet that must not be cut' },
  'route/cut-place': {
    title: 'A packet that goes on in pieces',
    question: 'Cut for a link of {linkBytes} bytes: which offset does the second piece bear?',
    sentence:
      'Cut for a link of {linkBytes} bytes, the second piece says that it begins at fragment offset ___.',
    name: 'Number the pieces of a packet',
  },
  'switch/forward': { ...THROUGH, name: 'Forward to a known card' },
  'switch/flood': { ...THROUGH, name: 'Flood for an unknown card' },
  'switch/broadcast': { ...THROUGH, name: 'Carry a broadcast' },
  'switch/filter': { ...THROUGH, name: 'Filter what is on its own side' },
  'switch/bad-check': { ...THROUGH, name: 'A damaged frame at a switch' },
  'switch/row-new': { ...ROW, name: 'Learn a new card' },
  'switch/row-kept': { ...ROW, name: 'Hear a known card again' },
  'switch/row-moved': { ...ROW, name: 'Notice that a card has moved' },
  'switch/row-full': { ...ROW, name: 'Meet a full table' },
  'switch/source': {
    title: 'Something to learn at the switch',
    question: 'Which card does this frame tell you about?',
    sentence: 'Of this frame I keep that the card ___ is behind {entry}.',
    name: 'Learn from the source',
  },
  'switch/grounds': {
    title: 'A frame for more than one port',
    question: 'Why does it leave by all other ports?',
    sentence: 'The frame for {goesTo} leaves by all other ports, because ___.',
    name: 'Tell unknown from broadcast',
  },
  'switch/unchanged': {
    title: 'A frame on its way out of the switch',
    question: 'Which source address does it carry when it leaves?',
    sentence: 'When the frame leaves the switch, its source address is ___.',
    name: 'Carry a frame as it is',
  },
  'boundary/filter': { ...PASSING, name: 'Find the line that permits' },
  'boundary/answer': { ...PASSING, name: 'Let an answer back in' },
  'boundary/odd-port': { ...PASSING, name: 'A service on an unusual port' },
  'boundary/refused': { ...PASSING, name: 'Refuse what nothing permits' },
  'boundary/forged': { ...PASSING, name: 'Notice a source that cannot be' },
} as const;
