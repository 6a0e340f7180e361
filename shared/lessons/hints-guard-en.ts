const REQUEST = {
  look: 'Look for the empty line that ends the header, then for a Content-Length, and count what follows: {came} bytes came, {boxes} boxes are there.',
  rule: 'A request is its first line, its fields, the empty line, and as many bytes of body as it tells; without a length it has no body. If some of them have not come, none are taken yet. If a rule is broken, or there are not boxes enough, it is refused with the code for it.',
  sibling:
    'A header of 70 bytes said “Content-Length: {siblingBytes}”. With 70 and {siblingBytes} bytes there it was taken whole; with 75 bytes there none were taken yet; with a Content-Length of 90000 the answer was 413.',
} as const;

const COMMAND = {
  look: 'Look at the first word, at what follows it, at the end of the line, and at the state: {state}.',
  rule: 'A word that is no command: 500. A command with arguments that break its grammar: 501. A command that is known and not at hand: 502. One that may not come now: 503. A line has at most 512 bytes with its ending, which is carriage return and line feed.',
  sibling:
    '“JUMP” got 500, “EHLO” without a name 501, and “DATA” before any recipient 503. Each time the server went on listening.',
} as const;

const QUERY = {
  look: 'Look at the twelve bytes of the header: is it a question, which operation, how many questions? Then go through the name, length by length.',
  rule: 'What breaks the format gets FORMERR; an operation that this server does not know gets NOTIMP. What is no question at all gets no answer.',
  sibling:
    'A question whose name began with 3f and 63 bytes was fine. One that began with 5a got FORMERR: a length byte between 40 and bf has no meaning.',
} as const;

/** Hints for those who guard a daemon. */
export const GUARD_HINTS = {
  'guard/request-good': REQUEST,
  'guard/request-part': REQUEST,
  'guard/request-bad': REQUEST,
  'guard/command-good': COMMAND,
  'guard/command-bad': COMMAND,
  'guard/query-good': QUERY,
  'guard/query-bad': QUERY,
  'guard/length': {
    look: 'Look for a field that tells a length or a count, and count what is really there. {came} bytes came.',
    rule: 'A length is a claim. It may be right, too small, too large, larger than your boxes, no number at all, or there twice. In DNS the header counts records, and each label has its length before it.',
    sibling:
      'Behind “Content-Length: 5” lay “hello and bye”: eight bytes too many for that message. Behind “Content-Length: 500” lay “hello”: the rest was still on its way.',
  },
  'guard/protocol': {
    look: 'Look at the first bytes only. They came to port {port}, but that is no proof.',
    rule: 'Each protocol begins in its own way: a method and a version, a command word, a name with a version, a record type in binary, a header of numbers.',
    sibling:
      'Bytes 16 03 01 at port 8080 were a handshake record; the letters “SSH-2.0-” at port 25 were another program’s greeting.',
  },
  'guard/order': {
    look: 'Look at the state: {state}. Then at the first word of the line.',
    rule: 'A sender needs a hello before it, and no other mail begun. A recipient needs a sender, the mail itself needs a recipient. Hello, reset, nothing and quit need nothing.',
    sibling:
      'After hello and a sender, “RCPT TO” was in order; “DATA” was too early; a second “MAIL FROM” was too late.',
  },
  'guard/rule': {
    look: 'Look at the first line: method, target, version. Then at each field: name, colon, value. Then at what comes twice, or not at all.',
    rule: 'HTTP/1.1 wants exactly one Host. No space stands before a colon. A length is told once, in digits. A first line has three words.',
    sibling:
      'A request with two lines “Host” got 400; one with the method “JUMP” got 501; one whose first line had 900 bytes got 414.',
  },
  'guard/sum': {
    look: 'Think of who works out the checksum: whoever sends.',
    rule: 'The receiver does the same sum over the same bytes. If both are equal, nothing was changed on the way. Nobody has looked at what the bytes mean.',
    sibling: 'A letter in a sealed envelope arrived unopened. It was still full of lies.',
  },
} as const;
