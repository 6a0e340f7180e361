import { err, ok, type Result } from '../../shared/base/result.ts';

/** What the server refused, in a sentence that says what to do. */
export interface ApiError {
  readonly code: string;
  readonly text: string;
}

type ApiResult<T> = Promise<Result<T, ApiError>>;

const UNREACHABLE: ApiError = {
  code: 'unreachable',
  text: 'The game server does not answer. Check that this device is in the same network, then try again.',
};

const errorIn = async (response: Response): Promise<ApiError> => {
  const body = (await response.json().catch(() => null)) as { error?: Partial<ApiError> } | null;
  return {
    code: body?.error?.code ?? `http-${response.status}`,
    text: body?.error?.text ?? 'The game server could not do that. Try again in a moment.',
  };
};

interface Call {
  readonly method?: 'GET' | 'POST';
  readonly body?: unknown;
  /** Seat, host or projector token. */
  readonly token?: string;
}

const headersFor = ({ body, token }: Call): Record<string, string> => ({
  ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
});

const request = async (path: string, call: Call): ApiResult<Response> => {
  try {
    const response = await fetch(path, {
      method: call.method ?? 'GET',
      headers: headersFor(call),
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
    });
    return response.ok ? ok(response) : err(await errorIn(response));
  } catch (problem) {
    // fetch throws a TypeError for every network failure.
    if (problem instanceof TypeError) return err(UNREACHABLE);
    throw problem;
  }
};

/** Asks our server. Answers without a body (204) come as null. */
export const callApi = async <T>(path: string, call: Call = {}): ApiResult<T> => {
  const answer = await request(path, call);
  if (!answer.ok) return answer;
  if (answer.value.status === 204) return ok(null as T);
  return ok((await answer.value.json()) as T);
};

/** Fetches a file with a token and hands it to the browser as a download. */
export const downloadFile = async (
  path: string,
  token: string | undefined,
  fileName: string,
): ApiResult<null> => {
  const answer = await request(path, token === undefined ? {} : { token });
  if (!answer.ok) return answer;
  const address = URL.createObjectURL(await answer.value.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  // The browser reads the address after the click has returned.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
  return ok(null);
};
