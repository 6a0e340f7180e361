import { parseCookie, stringifySetCookie } from 'cookie';
import type { Request, Response } from 'express';
import { sign, unsign } from '../sessions/tokens.ts';

const DAY_SECONDS = 24 * 60 * 60;
const KEPT_SEATS = 8;

const HOST_COOKIE = 'stack-host';
const SEATS_COOKIE = 'stack-seats';

export interface SeatOffer {
  readonly sessionId: string;
  readonly playerId: string;
}

/** Cookies that nobody can make up: signed with the secret of the data file, so that they outlive a restart. */
export class Cookies {
  readonly #secret: string;
  readonly #secure: boolean;
  readonly #days: number;

  constructor(secret: string, secure: boolean, days: number) {
    this.#secret = secret;
    this.#secure = secure;
    this.#days = days;
  }

  isHost(request: Request): boolean {
    const until = Number(this.#read(request, HOST_COOKIE) ?? 0);
    return until > Date.now();
  }

  makeHost(response: Response): void {
    const until = Date.now() + this.#days * DAY_SECONDS * 1000;
    this.#write(response, HOST_COOKIE, String(until));
  }

  seats(request: Request): readonly SeatOffer[] {
    const [...pairs] = (this.#read(request, SEATS_COOKIE) ?? '').split(' ').filter(Boolean);
    return pairs.map(pair => {
      const [sessionId = '', playerId = ''] = pair.split('/');
      return { sessionId, playerId };
    });
  }

  /** The latest seat first; older ones fall off the end. */
  addSeat(request: Request, response: Response, seat: SeatOffer): void {
    const others = this.seats(request).filter(
      other => other.sessionId !== seat.sessionId || other.playerId !== seat.playerId,
    );
    const kept = [seat, ...others].slice(0, KEPT_SEATS);
    const text = kept.map(({ sessionId, playerId }) => `${sessionId}/${playerId}`).join(' ');
    this.#write(response, SEATS_COOKIE, text);
  }

  #read(request: Request, name: string): string | null {
    const signed = parseCookie(request.headers.cookie ?? '')[name];
    return signed === undefined ? null : unsign(this.#secret, name, signed);
  }

  #write(response: Response, name: string, text: string): void {
    const cookie = stringifySetCookie({
      name,
      value: sign(this.#secret, name, text),
      httpOnly: true,
      sameSite: 'strict',
      path: '/',
      maxAge: this.#days * DAY_SECONDS,
      secure: this.#secure,
    });
    response.append('Set-Cookie', cookie);
  }
}
