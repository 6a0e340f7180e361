const CARD = {
  look: 'Look at the first six bytes of the frame, and at the cards on this LAN.',
  rule: 'A frame names the next card on its own wire. Who the packet inside is for makes no difference to that.',
  sibling: 'A frame for the gateway {siblingGateway} carried a packet for {siblingFar}.',
} as const;

const HOST = {
  look: 'Look at the last four bytes of the packet header.',
  rule: 'The destination address of the packet names the host at the far end, on every wire of the way.',
  sibling: 'A packet for {siblingFar} passed three routers and said {siblingFar} on each wire.',
} as const;

const ASKED = {
  look: 'Look at the signs beside the bytes, behind the last header.',
  rule: 'Names stand there in labels, each with its length before it; a path stands behind the method; addresses are four bytes.',
  sibling: '"GET /map.html HTTP/1.1" asked for /map.html.',
} as const;

const TEXT = {
  look: 'Look for words beside the bytes, behind the last header.',
  rule: 'Plain text can be read as it is. Encrypted records show a type, a version and a length, and then bytes without meaning. TCP itself encrypts nothing.',
  sibling:
    'A record of {siblingBytes} bytes of type 23 went by: an onlooker learned its length and no more.',
} as const;

const PART = {
  look: 'Look whether it begins with a first line, and how much the length field promises.',
  rule: 'A message is whole here if its first line and all the bytes that it promises are in this segment.',
  sibling: 'A page of 4000 bytes went in three segments; each of them held a piece.',
} as const;

/** Hints for those who read, forge and guard. */
export const FOES_HINTS = {
  'tap/next-card': CARD,
  'tap/far-end': HOST,
  'tap/who-answers': HOST,
  'tap/name-asked': ASKED,
  'tap/page-asked': ASKED,
  'tap/resolves': ASKED,
  'tap/server-name': ASKED,
  'tap/clear': TEXT,
  'tap/sealed': TEXT,
  'tap/empty': TEXT,
  'tap/whole': PART,
  'tap/piece': PART,
  'tap/again': {
    look: 'Look at the protocol number: 6 is TCP, 17 is UDP.',
    rule: 'TCP keeps what is not acknowledged and sends it again. UDP keeps nothing, so a program that misses an answer has to ask again.',
    sibling: 'A question about the time over UDP was lost; the clock program asked a second time.',
  },
  'tap/damage': {
    look: 'Look at the last four bytes of the frame, then at the sum in the packet header.',
    rule: 'A frame check that fails means a change on this very wire. A good frame around a packet with a bad sum means that a device wrote it so.',
    sibling:
      'In a frame with a bad check the letter A had become a C: one bit of it was turned over.',
  },
} as const;
