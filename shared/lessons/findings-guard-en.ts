import type { FindingWords } from './finding-words.ts';

const BOXES = 'Count what came, hold it against the length that it tells, and against your boxes.';
const FIRST_BYTES = 'Read the first bytes as they are, and forget the port for a moment.';
const RULES =
  'Go through it from the front: the first line, each further line, each length. Which one breaks a rule?';
const STATE = 'Look at where the conversation stands, and at what may follow there.';

/** Findings of those who guard a daemon. */
export const GUARD_FINDINGS_WORDS = {
  'guard/length-believed': {
    happened: 'The boxes were filled by a length that the sender only claimed.',
    why: 'A length in a message is a claim of whoever wrote it. A daemon that trusts it reads what is not there, or writes beyond its boxes: it falls over, and all its connections with it.',
    look: BOXES,
  },
  'guard/length-overrun': {
    happened:
      'By its own length the message had ended, and {more} more were put in. Where would they fall?',
    why: 'Room was made for what the length says. What came behind it does not belong to this message: it is the beginning of the next one, or nothing.',
    look: BOXES,
  },
  'guard/length-trusted': {
    happened: 'The length does not go with what came.',
    why: 'Nobody checks a length before you do. The sum of the segment only says that these are the bytes that were sent.',
    look: BOXES,
  },
  'guard/length-misread': {
    happened: 'The length says something else about what came.',
    why: 'Only the field that frames the message counts: how many bytes follow the empty line, how many records follow the header.',
    look: BOXES,
  },
  'guard/read-into-next': {
    happened: 'Bytes were taken that belong to what comes after.',
    why: 'A stream has no borders of its own: one segment may hold the end of one message and the beginning of the next.',
    look: 'Find the empty line that ends the header: is there a body behind it, or the next message?',
  },
  'guard/read-short': {
    happened: 'The message goes on behind the bytes that were taken.',
    why: 'What is left lies in the boxes and is taken for the beginning of the next message.',
    look: 'Find where the message really ends: its header, and as many bytes more as it tells.',
  },
  'guard/took-part': {
    happened: 'A part was taken for the whole.',
    why: 'TCP delivers bytes, not messages: the rest may come with the next segment. Until then what has come stays in the boxes.',
    look: BOXES,
  },
  'guard/refused-part': {
    happened: 'Nothing is wrong with it yet: the rest has not come.',
    why: 'TCP cuts a stream anywhere. Who refuses every message that does not come in one piece refuses honest people on slow lines.',
    look: 'Is there a rule that it breaks, or is it only not finished?',
  },
  'guard/refused-good': {
    happened: 'A good message was sent back. Somebody who did nothing wrong gets an error.',
    why: 'A guard who refuses everything is as bad as a daemon that lies there: nobody is served.',
    look: RULES,
  },
  'guard/dropped-good': {
    happened: 'A good message ended without an answer.',
    why: 'Who asked by the rules has a right to an answer, or waits until the patience ends.',
    look: RULES,
  },
  'guard/took-other-protocol': {
    happened: 'The daemon was given words of another protocol, and took them for its own.',
    why: 'The port only says which program gets the bytes. What the bytes are is up to whoever sends them.',
    look: FIRST_BYTES,
  },
  'guard/port-names-protocol': {
    happened: 'It came to the port of this daemon, and it is not its protocol.',
    why: 'A port is a number on which a program waits. Anybody may send anything to it.',
    look: FIRST_BYTES,
  },
  'guard/protocol-other': {
    happened: 'The bytes begin in another way.',
    why: 'HTTP begins with a method and ends its first line with a version, SMTP with a command word, SSH with its own name, TLS with a record type and a version in two bytes, DNS with twelve bytes of numbers.',
    look: FIRST_BYTES,
  },
  'guard/took-too-long': {
    happened:
      'There are more bytes than boxes. The rest would have been written behind the last one.',
    why: 'Every daemon decides how much it takes, and says so when more comes. One that does not count writes over what lies behind.',
    look: BOXES,
  },
  'guard/took-out-of-order': {
    happened: 'The command was done, and it may not come yet.',
    why: 'A dialogue has an order: hello, sender, recipients, the mail. What comes out of its turn has nothing to work on.',
    look: STATE,
  },
  'guard/order-misread': {
    happened: 'By what was said before, it is otherwise.',
    why: 'Some commands need another one before them; some may come at any time.',
    look: STATE,
  },
  'guard/took-long-name': {
    happened: 'A name was copied that is longer than any name may be.',
    why: 'A label has at most 63 bytes and a whole name 255. The boxes were made for that, and no more.',
    look: 'Look at the byte before each label: it counts the bytes that follow.',
  },
  'guard/took-loop': {
    happened: 'The daemon followed a pointer that never arrives, and was not seen again.',
    why: 'A pointer stands for a name that was written earlier. One that points at itself, forwards or outside has no end.',
    look: 'Look for a byte of c0 or more in the name: where does it lead, counted from the start of the message?',
  },
  'guard/took-response': {
    happened: 'An answer was taken for a question.',
    why: 'The first bit of the flags says which it is. Who answers answers may be set against another server until one of them tires.',
    look: 'Look at the third byte: is its first bit set?',
  },
  'guard/answered-response': {
    happened: 'An answer was answered.',
    why: 'Two servers that answer each other’s answers would never end, and anybody can write a source address. So nothing is said to it.',
    look: 'Look at the third byte: is its first bit set?',
  },
  'guard/no-header': {
    happened: 'There was nothing that one could answer to.',
    why: 'An answer repeats the number of the question. Where not even a whole header came, there is none to repeat.',
    look: 'A header of DNS has twelve bytes. How many came?',
  },
  'guard/took-malformed': {
    happened: 'It was handed to the program behind, and it breaks a rule.',
    why: 'What breaks the rules can be read in more than one way. Two programs that read it differently can be played off against each other.',
    look: RULES,
  },
  'guard/code-vague': {
    happened: 'The code works, and says less than it could.',
    why: 'The first digit tells whose fault it is; the others say what. A more exact code helps whoever has to mend it.',
    look: 'Which code is made for just this case?',
  },
  'guard/code-other': {
    happened: 'That code says that something else is wrong.',
    why: 'Programs act on the code: they wait and try again, ask in another way, or give up.',
    look: 'What breaks the rule: the words, their order, the size, or something that this daemon cannot do?',
  },
  'guard/kept-silent': {
    happened: 'It is gone, and the other side never hears why.',
    why: 'Silence is allowed for what breaks the rules. An honest client with a mistake would go on waiting and asking.',
    look: 'Is there a code for it?',
  },
  'guard/hung-up': {
    happened: 'The conversation was broken off over one wrong command.',
    why: 'A mail server answers every command, also a wrong one, and goes on listening.',
    look: 'Which code answers a command like this one?',
  },
  'guard/wrong-reason': {
    happened: 'It ends here, but not for that reason.',
    why: 'The reason is written down: whoever reads it later looks in the wrong place.',
    look: RULES,
  },
  'guard/fault-invented': {
    happened: 'No rule is broken by it.',
    why: 'Unusual is not wrong. A guard who sees faults everywhere refuses honest people.',
    look: RULES,
  },
  'guard/fault-overlooked': {
    happened: 'A rule is broken in it.',
    why: 'One broken rule is enough: whoever goes on reading guesses.',
    look: RULES,
  },
  'guard/fault-other': {
    happened: 'Something else is wrong with it.',
    why: 'The code that goes back, and what is mended at the other side, hang on it.',
    look: RULES,
  },
  'guard/sum-is-harmless': {
    happened: 'A right sum was taken for good intentions.',
    why: 'The sum only compares the bytes that were sent with those that came. Who sends garbage works out the right sum for it.',
    look: 'Who computes the sum, and over what?',
  },
  'guard/sum-proves-sender': {
    happened: 'A right sum was taken for a proof of who sent it.',
    why: 'The sum covers the addresses, but anybody can write any address and then work out the sum.',
    look: 'Who computes the sum, and over what?',
  },
  'guard/sum-other': {
    happened: 'The sum does not speak of that.',
    why: 'It is worked out over bytes, not over what they mean.',
    look: 'Who computes the sum, and over what?',
  },
} as const satisfies Readonly<Record<string, FindingWords>>;
