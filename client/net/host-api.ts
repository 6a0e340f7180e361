import type { Layer, StationId } from '../../shared/network/task.ts';
import type { Level } from '../../shared/rules/bench.ts';
import type { MisconceptionTag } from '../../shared/rules/misconceptions.ts';
import type { Format, SessionSettings } from '../../shared/session/settings.ts';
import type { Phase } from '../../shared/session/views/seat.ts';
import { callApi } from './api.ts';

/** A mission as the server offers it. */
export interface MissionLine {
  readonly id: string;
  readonly title: string;
  readonly goal: string;
  readonly story: string;
  readonly labNote: string | null;
  readonly crewSizes: readonly number[];
  readonly stations: readonly StationId[];
  readonly tags: readonly MisconceptionTag[];
  readonly level: Level;
}

export interface OpenSession {
  readonly sessionId: string;
  readonly pin: string;
  readonly title: string;
  readonly format: Format;
  readonly missionId: string;
  readonly phase: Phase;
  readonly people: number;
}

export const amHost = () => callApi<{ readonly host: boolean }>('/api/host/me');

export const logIn = (hostKey: string) =>
  callApi<null>('/api/host/login', { method: 'POST', body: { hostKey } });

export const missionLines = () => callApi<readonly MissionLine[]>('/api/missions');

export const openSessions = () => callApi<readonly OpenSession[]>('/api/sessions');

export const createSession = (settings: SessionSettings) =>
  callApi<{ readonly sessionId: string; readonly pin: string }>('/api/sessions', {
    method: 'POST',
    body: { settings },
  });

export const hostToken = (sessionId: string) =>
  callApi<{ readonly token: string }>('/api/host/token', { method: 'POST', body: { sessionId } });

/** Where pupils reach this server, the best first: '192.168.1.20:2567' or 'https://stack.example'. */
export const joinAddresses = () =>
  callApi<{ readonly addresses: readonly string[] }>('/api/addresses');

/** '09' of '09-get-prices'. */
export const missionNumber = (missionId: string): string => missionId.slice(0, 2);

const ORDER: readonly Layer[] = ['application', 'transport', 'network', 'link', 'physical'];

/** The layer that gives a mission its colour: the one most of its stations stand on, the upper one first. */
export const mainLayer = (stations: readonly StationId[]): Layer => {
  const count = (layer: Layer) => stations.filter(station => station.endsWith(`.${layer}`)).length;
  const [most] = [...ORDER].sort((a, b) => count(b) - count(a));
  return most ?? 'network';
};
