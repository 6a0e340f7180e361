import type { ApiClient } from './api-client.ts';
import { SeatClient } from './seat-client.ts';

/** The page of the host of a session, as it joins the room. */
export const hostSeat = async (
  url: string,
  host: ApiClient,
  sessionId: string,
): Promise<SeatClient> => {
  const { token } = await host.must<{ token: string }>('/api/host/token', { sessionId });
  const seat = new SeatClient(url, sessionId, token, 'host');
  await seat.join();
  return seat;
};
