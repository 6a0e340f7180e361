import type { Response } from 'express';

/** What the server will not do, in a sentence that says what to do instead. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, text: string) {
    super(text);
    this.status = status;
    this.code = code;
  }
}

/** As it is told to whoever asked. */
export const problemBody = ({ code, message }: Problem) => ({ error: { code, text: message } });

export const sendProblem = (response: Response, problem: Problem): void => {
  response.status(problem.status).json(problemBody(problem));
};

export const NO_SESSION = new Problem(
  404,
  'no-session',
  'There is no such session. Ask for the PIN again, or open a new session.',
);
export const NO_PIN = new Problem(
  404,
  'no-pin',
  'No open session has this PIN. Check the six digits with your host.',
);
export const HOST_ONLY = new Problem(
  403,
  'host-only',
  'Only the host may do that. Type the host key that the server printed at its start.',
);
export const NOT_YOURS = new Problem(
  403,
  'not-yours',
  'This belongs to another crew or another seat.',
);
export const NOT_YET = new Problem(
  409,
  'not-yet',
  'The round still runs. Come back when it is over.',
);
export const NOTHING_KEPT = new Problem(
  410,
  'nothing-kept',
  'This session was played with another version of the game; only its results and captures are kept.',
);
export const MALFORMED = new Problem(
  400,
  'malformed',
  'The server did not understand this request. Load the page again.',
);
