import type { CrewLine } from '../../shared/session/views/seat.ts';
import { isStation, LAYER_NAMES, stationParts } from '../widgets/layer-words.ts';

/** Who sits at 'client.network': the nickname of a crew mate, 'you', else the layer; a node stays a node. */
export const whoIn =
  (crew: CrewLine, mySeat: number) =>
  (place: string): string => {
    // A frame comes to an interface: 'switch-a.p1'.
    if (!isStation(place)) return place.split('.')[0] ?? place;
    const { node, layer } = stationParts(place);
    const seat = crew.seats.find(({ stations }) => stations.some(station => station === place));
    const name = LAYER_NAMES[layer];
    if (seat === undefined) return `${name} of ${node}`;
    if (seat.seat === mySeat) return `your ${name.toLowerCase()} of ${node}`;
    return seat.nickname === null || seat.presence === 'bot' || seat.presence === 'offline'
      ? `${name} of ${node} (bot)`
      : `${seat.nickname}, ${name} of ${node}`;
  };

/** The same, short enough for a button: 'Tomás', 'the bot', 'Network'. */
export const shortWhoIn =
  (crew: CrewLine, mySeat: number) =>
  (place: string): string => {
    if (!isStation(place)) return place;
    const seat = crew.seats.find(({ stations }) => stations.some(station => station === place));
    const { layer } = stationParts(place);
    if (seat === undefined || seat.seat === mySeat) return LAYER_NAMES[layer];
    return seat.nickname === null || seat.presence === 'bot' || seat.presence === 'offline'
      ? 'the bot'
      : seat.nickname;
  };
