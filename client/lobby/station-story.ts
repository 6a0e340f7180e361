import type { Layer } from '../../shared/network/task.ts';

/** Three pictures of what a station does: what comes, what is yours, where it goes. */
export interface StationStory {
  /** Who hands over, and who gets it; a name on the bar. */
  readonly from: string;
  readonly to: string;
  readonly head: readonly [string, string];
  readonly sealed: string;
  readonly steps: readonly {
    readonly name: string;
    readonly text: string;
  }[];
}

export const STATION_STORIES: Readonly<Record<Layer, StationStory>> = {
  application: {
    from: 'User or peer',
    to: 'Transport',
    head: ['GET', '/page'],
    sealed: '',
    steps: [
      { name: 'Take', text: 'what a user wants, or what came here for your program.' },
      { name: 'Word', text: 'it as a message that the program at the far end understands.' },
      { name: 'Pass', text: 'it down to Transport. What is wrong comes back to you.' },
    ],
  },
  transport: {
    from: 'Application',
    to: 'Network',
    head: ['from 64855', 'to ?'],
    sealed: 'sealed',
    steps: [
      { name: 'Take', text: 'a message from Application. It is sealed: carry it, leave it shut.' },
      {
        name: 'Address',
        text: 'it with two ports: the process it comes from, and the one it is for.',
      },
      { name: 'Pass', text: 'it down to Network. What is wrong comes back to you.' },
    ],
  },
  network: {
    from: 'Transport',
    to: 'Data link',
    head: ['from here', 'to ?'],
    sealed: 'sealed',
    steps: [
      { name: 'Take', text: 'a segment or a datagram. What is in it belongs to Transport.' },
      { name: 'Address', text: 'it from end to end, and choose the next hop on the way there.' },
      { name: 'Pass', text: 'it on towards that hop. The two addresses stay what they are.' },
    ],
  },
  link: {
    from: 'Network',
    to: 'Physical',
    head: ['from me', 'to ?'],
    sealed: 'sealed',
    steps: [
      { name: 'Take', text: 'a packet and the next hop that Network has chosen.' },
      { name: 'Frame', text: 'it for one wire: the card that shall take it off, found by ARP.' },
      { name: 'Pass', text: 'it to the wire. From the wire, take only what is for you.' },
    ],
  },
  physical: {
    from: 'Data link',
    to: 'The wire',
    head: ['0 1 1 0', '…'],
    sealed: '',
    steps: [
      { name: 'Take', text: 'a frame. One byte of it is yours to send by hand.' },
      { name: 'Paint', text: 'its bits as turns of the signal, the least significant first.' },
      { name: 'Send', text: 'them. The far end hears your turns and sets its clock by them.' },
    ],
  },
};
