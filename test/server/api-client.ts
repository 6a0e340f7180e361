import type { Command } from '../../shared/session/commands.ts';
import type { Reply } from '../../shared/session/reply.ts';
import type { SessionSettings } from '../../shared/session/settings.ts';
import { HOST_KEY } from './start-server.ts';

export interface Answer<T> {
  readonly status: number;
  readonly body: T;
  readonly headers: Headers;
}

export interface ApiErrorBody {
  readonly error: { readonly code: string; readonly text: string };
}

export interface SeatedBody {
  readonly sessionId: string;
  readonly playerId: string;
  readonly token: string;
  readonly nickname: string;
  readonly seatCode: string;
}

export const CLASS_SETTINGS: SessionSettings = {
  format: 'class',
  title: 'Class of the tests',
  missionId: '09-get-prices',
  crewSize: 5,
  help: 'coach',
  roundMinutes: 7,
  feedAfterSeconds: 4,
  practiceStations: null,
};

/** One browser: keeps its cookies, sends JSON, names its own origin. */
export class ApiClient {
  readonly url: string;
  readonly #cookies = new Map<string, string>();

  constructor(url: string) {
    this.url = url;
  }

  get cookies(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  async send<T = ApiErrorBody>(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer<T>> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        origin: this.url,
        cookie: this.cookies,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined
        ? {}
        : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      this.#cookies.set(name, value);
    }
    const text = await response.text();
    const isJson = /^application\/json\b/.test(response.headers.get('content-type') ?? '');
    const parsed = isJson && text !== '' ? JSON.parse(text) : text;
    return { status: response.status, body: parsed as T, headers: response.headers };
  }

  get<T = ApiErrorBody>(path: string, headers: Readonly<Record<string, string>> = {}) {
    return this.send<T>('GET', path, undefined, headers);
  }

  post<T = ApiErrorBody>(
    path: string,
    body: unknown,
    headers: Readonly<Record<string, string>> = {},
  ) {
    return this.send<T>('POST', path, body, headers);
  }

  async must<T>(path: string, body: unknown): Promise<T> {
    const answer = await this.post<T>(path, body);
    if (answer.status >= 300) {
      throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    }
    return answer.body;
  }
}

/** A browser in which the host key was typed. */
export const hostClient = async (url: string, hostKey = HOST_KEY): Promise<ApiClient> => {
  const client = new ApiClient(url);
  await client.must('/api/host/login', { hostKey });
  return client;
};

export const openClass = (
  host: ApiClient,
  settings: Partial<SessionSettings> = {},
): Promise<{ readonly sessionId: string; readonly pin: string }> =>
  host.must('/api/sessions', { settings: { ...CLASS_SETTINGS, ...settings } });

export type { Command, Reply };
