import { dhcpClient, heardIn } from '../programs/dhcp/client.ts';
import type { DhcpClientState } from '../programs/dhcp/client-state.ts';
import type { DhcpHappening } from '../programs/dhcp/client-states.ts';
import { dhcpClientSettings } from '../programs/dhcp-services.ts';
import type { ProgramEvent, ProgramTurn } from '../programs/program.ts';
import type { MomentOf, PlayedEvent } from './played-program.ts';

type At = MomentOf<PlayedEvent>;

/** Where the client stands. */
export const clientAt = ({ state }: Pick<At, 'state'>): DhcpClientState => state as DhcpClientState;

/** The client's own turn, or the one it would take after another event or in another state. */
export const clientTurn = (
  { settings, facts, ...moment }: At,
  event: ProgramEvent = moment.event,
  state: unknown = moment.state,
): ProgramTurn<DhcpClientState> =>
  dhcpClient(dhcpClientSettings(settings)).step(state as DhcpClientState, event, facts);

/** What a message means to the client where it stands; undefined where it means nothing. */
export const heardAt = ({ state, event, settings }: At): DhcpHappening | undefined =>
  heardIn(state as DhcpClientState, event, dhcpClientSettings(settings));
