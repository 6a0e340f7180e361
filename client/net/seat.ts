import type { Result } from '../../shared/base/result.ts';
import { type ApiError, callApi } from './api.ts';

/** Who this tab is. The token is the identity; it lives as long as the tab. */
export interface Seat {
  readonly sessionId: string;
  readonly playerId: string;
  readonly token: string;
  readonly nickname: string;
  readonly seatCode: string | null;
}

export interface Offer {
  readonly sessionId: string;
  readonly pin: string;
  readonly nickname: string;
}

export interface PinAnswer {
  readonly sessionId: string;
  readonly title: string;
  readonly format: string;
  readonly locked: boolean;
}

const KEY = 'all-hands-on-stack.seat';

export const storedSeat = (): Seat | null => {
  const text = sessionStorage.getItem(KEY);
  return text === null ? null : (JSON.parse(text) as Seat);
};

const keepSeat = (answer: Result<Seat, ApiError>): Result<Seat, ApiError> => {
  if (answer.ok) sessionStorage.setItem(KEY, JSON.stringify(answer.value));
  return answer;
};

export const forgetSeat = (): void => sessionStorage.removeItem(KEY);

export const findPin = (pin: string) => callApi<PinAnswer>(`/api/pin/${encodeURIComponent(pin)}`);

export const newNickname = (pin: string) =>
  callApi<{ readonly nickname: string }>(`/api/nickname?pin=${encodeURIComponent(pin)}`);

/** Seats that the cookie of this browser remembers. */
export const rememberedSeats = () => callApi<{ readonly offers: readonly Offer[] }>('/api/me');

export const joinSession = async (pin: string, nickname: string) =>
  keepSeat(await callApi<Seat>('/api/join', { method: 'POST', body: { pin, nickname } }));

export const rejoinSession = async (pin: string, nickname: string, seatCode: string) =>
  keepSeat(
    await callApi<Seat>('/api/rejoin', { method: 'POST', body: { pin, nickname, seatCode } }),
  );

export const resumeSeat = async (sessionId: string) =>
  keepSeat(await callApi<Seat>('/api/resume', { method: 'POST', body: { sessionId } }));

export interface PracticeChoice {
  readonly missionId: string;
  readonly stations: readonly string[] | 'all';
  readonly help: string;
}

export const startPractice = async (choice: PracticeChoice) =>
  keepSeat(await callApi<Seat>('/api/practice', { method: 'POST', body: choice }));
