import { err, ok, type Result } from '../../shared/base/result.ts';
import type { SessionSettings } from '../../shared/session/settings.ts';
import type { Role } from '../storage/tables.ts';
import type { LiveSession } from './live-session.ts';
import type { Registry } from './registry.ts';
import { hashToken, newToken, sameSecret, seatCodeOf } from './tokens.ts';

/** Wrong seat codes that lock a seat until the host opens it. */
const MOST_FAILURES = 5;
const MOST_SEATS = 500;

export interface Seated {
  readonly sessionId: string;
  readonly playerId: string;
  readonly token: string;
  readonly nickname: string;
  readonly seatCode: string;
}

export interface Holder {
  /** Not `sessionId`: under that name the framework would take it for the id of the connection. */
  readonly session: string;
  readonly role: Role;
  /** null unless `role` is 'player'. */
  readonly playerId: string | null;
  /** What this holder sees: a player id, 'host' or 'projector'. */
  readonly viewer: string;
  readonly tokenHash: string;
}

export type SeatProblem =
  | 'no-session'
  | 'locked'
  | 'full'
  | 'nickname-taken'
  | 'wrong-code'
  | 'seat-locked'
  | 'server-full';

/** Names that look alike are the same name: letter case and width do not matter. */
export const nicknameKey = (nickname: string): string =>
  nickname.normalize('NFKC').toLowerCase().normalize('NFKC');

/** Who sits where and by which right: tokens, seat codes, locks. */
export class Seats {
  readonly #registry: Registry;
  readonly #failures = new Map<string, number>();
  /** Names given away by joins that are still being written. */
  readonly #promised = new Set<string>();
  readonly #lastNumber = new Map<string, number>();

  constructor(registry: Registry) {
    this.#registry = registry;
  }

  /** Reads the locks of before. */
  async restore(): Promise<void> {
    for (const { session, player, failures } of await this.#registry.store.seats.all()) {
      if (failures > 0) this.#failures.set(`${session}/${player}`, failures);
    }
  }

  seatCode(sessionId: string, playerId: string): string {
    return seatCodeOf(this.#registry.store.secret, sessionId, playerId);
  }

  isLocked(sessionId: string, playerId: string): boolean {
    return (this.#failures.get(`${sessionId}/${playerId}`) ?? 0) >= MOST_FAILURES;
  }

  async join(live: LiveSession, nickname: string): Promise<Result<Seated, SeatProblem>> {
    if (live.fold.phase === 'ended') return err('no-session');
    if (live.fold.locked) return err('locked');
    if (live.fold.players.size >= MOST_SEATS) return err('full');
    const promise = `${live.id}/${nicknameKey(nickname)}`;
    if (this.#promised.has(promise) || this.#find(live, nickname) !== undefined) {
      return err('nickname-taken');
    }
    this.#promised.add(promise);
    try {
      return ok(await this.#sitDown(live, nickname));
    } finally {
      this.#promised.delete(promise);
    }
  }

  async practise(
    settings: SessionSettings,
    nickname: string,
  ): Promise<Result<Seated, SeatProblem>> {
    if (this.#registry.isFull) return err('server-full');
    return ok(await this.#sitDown(await this.#registry.open(settings), nickname));
  }

  /** Back to a seat on another device. Five wrong codes lock the seat; who asks does not matter. */
  async rejoin(
    live: LiveSession,
    nickname: string,
    seatCode: string,
  ): Promise<Result<Seated, SeatProblem>> {
    const playerId = this.#find(live, nickname);
    if (playerId === undefined) return err('wrong-code');
    if (this.isLocked(live.id, playerId)) return err('seat-locked');
    if (!sameSecret(seatCode, this.seatCode(live.id, playerId))) {
      await this.#countFailure(live, playerId);
      return err(this.isLocked(live.id, playerId) ? 'seat-locked' : 'wrong-code');
    }
    await this.unlock(live, playerId);
    return ok(await this.seated(live, playerId));
  }

  /** A fresh token for a seat that its owner has proven to be theirs. */
  async seated(live: LiveSession, playerId: string): Promise<Seated> {
    const token = newToken();
    await this.#registry.store.seats.addToken({
      hash: hashToken(token),
      session: live.id,
      role: 'player',
      player: playerId,
    });
    const nickname = live.fold.players.get(playerId)?.nickname ?? '';
    const seatCode = this.seatCode(live.id, playerId);
    return { sessionId: live.id, playerId, token, nickname, seatCode };
  }

  /** A token for the host's or the projector's page. */
  async issue(live: LiveSession, role: 'host' | 'projector'): Promise<string> {
    const token = newToken();
    const row = { hash: hashToken(token), session: live.id, role, player: null };
    await this.#registry.store.seats.addToken(row);
    return token;
  }

  async holderOf(token: string): Promise<Holder | undefined> {
    const row = await this.#registry.store.seats.token(hashToken(token));
    if (row === undefined) return undefined;
    const { session, role, player: playerId, hash: tokenHash } = row;
    return { session, role, playerId, viewer: playerId ?? role, tokenHash };
  }

  async unlock(live: LiveSession, playerId: string): Promise<void> {
    if (!this.#failures.delete(`${live.id}/${playerId}`)) return;
    await this.#registry.store.seats.setFailures(live.id, playerId, 0);
    live.touch(new Set(['host']));
  }

  async remove(live: LiveSession, playerId: string): Promise<void> {
    this.#failures.delete(`${live.id}/${playerId}`);
    await this.#registry.store.seats.remove(live.id, playerId);
  }

  async #countFailure(live: LiveSession, playerId: string): Promise<void> {
    const key = `${live.id}/${playerId}`;
    // Counted before anything is awaited: guesses sent at once must not slip past the fifth.
    const failures = (this.#failures.get(key) ?? 0) + 1;
    this.#failures.set(key, failures);
    await this.#registry.store.seats.setFailures(live.id, playerId, failures);
    if (failures >= MOST_FAILURES) live.touch(new Set(['host']));
  }

  async #sitDown(live: LiveSession, nickname: string): Promise<Seated> {
    const playerId = this.#nextPlayer(live);
    const token = newToken();
    await live.submit(
      atMs => ({ type: 'joined', atMs, playerId, nickname }),
      async transaction => {
        const seat = { session: live.id, player: playerId };
        await transaction
          .insertInto('seat')
          .values({ ...seat, failures: 0 })
          .execute();
        await transaction
          .insertInto('token')
          .values({ ...seat, hash: hashToken(token), role: 'player' })
          .execute();
      },
    );
    const seatCode = this.seatCode(live.id, playerId);
    return { sessionId: live.id, playerId, token, nickname, seatCode };
  }

  /** p1, p2, ...: never one that was used before, also when its player was removed. */
  #nextPlayer(live: LiveSession): string {
    const inFold = [...live.fold.players.keys()].map(id => Number(id.slice(1)));
    const last = Math.max(0, this.#lastNumber.get(live.id) ?? 0, ...inFold);
    this.#lastNumber.set(live.id, last + 1);
    return `p${last + 1}`;
  }

  #find(live: LiveSession, nickname: string): string | undefined {
    const key = nicknameKey(nickname);
    for (const { playerId, seat, nickname: theirs } of live.fold.players.values()) {
      // A seat of -1: removed by the host; that person may come in again as somebody new.
      if (seat !== -1 && nicknameKey(theirs) === key) return playerId;
    }
    return undefined;
  }
}
