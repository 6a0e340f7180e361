import type { FrameKey, LogKey, RefusalCode, SeatKey } from './session-words.ts';

/** Sentences for a command that was not done; `{name}` is filled from the reply's facts. */
export const REFUSAL_WORDS: Readonly<Record<RefusalCode, string>> = {
  paused: 'The session is paused. What is on your bench stays; send it when the clock runs again.',
  'not-playing': 'No round is running now.',
  'round-over': 'The round is over; what you sent came after the last second.',
  'session-over': 'This session has ended. You can still look back at it.',
  'unknown-player': 'Nobody of that name sits in this session.',
  'host-only': 'Only the host can do that.',
  'player-only': 'Only a player can do that, from a seat.',
  'task-gone': 'That unit is no longer here: it has been decided, or it went another way.',
  'not-on-bench': 'Take the unit from the tray to the bench first.',
  'action-not-offered':
    'This layer cannot do that with this unit. Choose one of the buttons below it.',
  'refutation-gone': 'That question is closed already.',
  'already-answered': 'You have answered that already.',
  'answer-later': 'Try once first. The answer opens after a try, or after a minute.',
  'all-hints-open': 'All four hints of this unit are open.',
  'no-hints-in-exam': 'There are no hints in an exam; the answers come when the round ends.',
  'unknown-kind': 'You have not met that kind of decision yet.',
  'apprentice-not-ready':
    'Your apprentice still learns this kind: do it right {missing} more times.',
  'no-apprentices-here': 'In a competition nobody has an apprentice.',
  'no-side-work': 'That piece of side work is gone.',
  'no-such-lobby-task': 'There is no such task in the lobby.',
  'not-in-lobby': 'That belongs to the lobby, and the round has begun.',
  'nickname-empty': 'A nickname needs at least one letter or digit.',
  'nickname-taken': 'Somebody here is called {nickname} already.',
  'no-such-crew': 'There is no crew {crew}.',
  'no-such-seat': 'Crew {crew} has no seat {seat}.',
  'seat-taken': 'Somebody sits there. Move that person first.',
  'already-running': 'A round is running already.',
  'not-paused': 'The session is not paused.',
  'no-such-mission': 'There is no mission named {mission}.',
  'bad-settings': 'These settings do not fit: {setting} cannot be {given}.',
  'nothing-to-show': 'There is no such unit to show.',
  'too-fast': 'That was faster than anybody can think. Wait a moment, then go on.',
  'not-understood': 'The server did not understand that. Load the page again, then go on.',
  'not-kept': 'The server could not write that down, so it did not happen. Tell the host.',
  'nickname-too-long': 'This name is too long: at most {most} letters, please.',
  'nickname-word':
    'Please choose another name: this one holds a word that does not belong in a class.',
};

/** Lines of a seat's log. */
export const LOG_WORDS: Readonly<Record<LogKey, string>> = {
  'log/arrived': 'A unit for you: {kind}, from {from}.',
  'log/accepted': 'Accepted. It goes on to {to}.',
  'log/remarked': 'Accepted, though unusual. It goes on to {to}.',
  'log/repaired': 'Repaired. It goes on to {to}.',
  'log/refused': 'Refused before it left.',
  'log/recorded': 'Sent on to {to}.',
  'log/let-through': 'It leaves as you gave it. Watch what happens.',
  'log/delivered': 'Delivered at {at}: {what}.',
  'log/all-hands-released': 'An all-hands message is on its way: every seat has one step of it.',
  'log/all-hands-delivered': 'The all-hands message has arrived: every hand was on it.',
  'log/all-hands-in-part':
    'The all-hands message has arrived, though not every seat had a step of it.',
  'log/all-hands-untouched':
    'The all-hands message has arrived, but no hand was on it: automata did every step. It does not count.',
  'log/apprentice-did': 'Your apprentice did one: {kind}.',
  'log/apprentice-gave-back': 'Your apprentice gave one back: {kind}.',
  'log/level-up': '{kind} comes one step harder from now on.',
  'log/level-down': '{kind} comes one step easier from now on.',
  'log/starts-again': 'The message starts again from its sender.',
  'log/deceived': 'A forged answer was believed: {at} is on the way to the look-alike.',
  'log/seats-swapped': 'Half time: you have changed seats.',
  'log/tap-clipped': 'A tap was clipped to the wire between {a} and {b}.',
  'log/tap-gone': 'The tap is gone from the wire between {a} and {b}.',
  'log/told-otherwise': 'At {node}, {program} was set up anew.',
  'log/process-fell':
    '{process} on {at} has fallen over. Its connections are gone, and nobody listens there.',
  'log/process-restarted': '{process} on {at} was started anew and listens again.',
  'log/bot-took-over': 'A bot held your seat while you were away.',
  'log/welcome-back': 'Welcome back: the seat is yours again.',
  'log/round-started': 'The round has begun.',
  'log/round-ended': 'The round is over.',
};

/** Words under the four frames of a refutation; `{at}` is who speaks. */
export const FRAME_WORDS: Readonly<Record<FrameKey, string>> = {
  'frame/left': 'This is what left your seat.',
  'frame/never-left': 'Nothing left your seat.',
  'frame/arrived-at': 'It came to {at}.',
  'frame/arrived-nowhere': 'It came to nobody who could read it.',
  'frame/looked-at': '{at} looked at these bytes.',
  'frame/unclaimed': 'No card here has that address, so nobody opened it.',
  'frame/lost': 'It was lost on the wire.',
  'frame/dropped': '{at} dropped it.',
  'frame/answered': '{at} sent something back instead.',
  'frame/delivered-wrong': '{at} took it as it came: nothing on the way showed that it was wrong.',
  'frame/nothing-came-back': 'Whoever waits for it still waits.',
  'frame/fell-over':
    'A daemon on {at} has fallen over it. All its connections are gone until it is started anew.',
};

/** Short lines beside an empty tray, in the head line, and for the host. */
export const SEAT_WORDS: Readonly<Record<SeatKey, string>> = {
  'waiting/next-unit': 'The next unit is on its way.',
  'waiting/upper-neighbour': 'Your neighbours are working on what comes to you next.',
  'waiting/start': 'The round has not begun.',
  'waiting/go-on': 'Paused: all clocks stand still.',
  'notice/extra-time': 'You have some extra time.',
  'notice/removed': 'The host has freed this seat.',
  'suggest/longer-round': 'Tasks took long: try a round of 8 minutes.',
  'suggest/smaller-crews': 'Tasks took long: try crews of one person less.',
  'suggest/feed-faster': 'Tasks went fast: try feeding after 2 seconds.',
  'side/nothing-wrong': 'Nothing is wrong',
  'side/answer': 'The record asked for',
  'side/referral': 'Ask the servers below me',
  'side/no-such-name': 'There is no such name',
  'side/no-data': 'The name is there, that type is not',
  'side/refused': 'Refused: no zone of mine',
  'side/syn-ack': 'SYN and ACK together',
  'side/ack': 'An ACK without data',
  'side/rst': 'RST: nobody listens there',
  'side/dns-answer': 'An answer of DNS',
  'side/arp-reply': 'A reply of ARP',
};

/** What has fallen over at a device, in words, from the names of its programs. */
export const fallenWords = (programs: readonly string[] = []): readonly string[] =>
  programs.map(program => `${program} has fallen over`);
