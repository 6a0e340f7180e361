import { type AuthContext, type Client, Room, ServerError } from '@colyseus/core';
import { StateView } from '@colyseus/schema';
import { REMOVED, TAKEN_OVER } from '../../shared/messages/close-codes.ts';
import { PROTOCOL_VERSION } from '../../shared/messages/command-schema.ts';
import { type Reply, refuse } from '../../shared/session/reply.ts';
import type { LiveSession, Touched, Watcher } from '../sessions/live-session.ts';
import type { Holder } from '../sessions/seats.ts';
import type { Parts } from '../sessions/viewer-parts.ts';
import { FloodGate } from './flood-gate.ts';
import { Mirror, type RoomState } from './viewer-state.ts';

/** What a room needs of the rest of the server. */
export interface RoomServices {
  readonly liveSession: (id: string) => LiveSession | undefined;
  readonly holderOf: (token: string) => Promise<Holder | undefined>;
  readonly partsOf: (live: LiveSession, viewer: string) => Parts;
  /** Judges shape and wording, then gives the command to the log. */
  readonly act: (live: LiveSession, holder: Holder, message: unknown) => Promise<Reply>;
  readonly removed: (live: LiveSession, playerId: string) => void;
  readonly now: () => number;
}

type Visitor = Client<{ auth: Holder }>;

/** A tap more than this many messages in a second is no person: the socket closes. */
const MOST_MESSAGES_PER_SECOND = 120;
const PATCH_MS = 50;
const UNAUTHORISED = 401;
const NOT_HERE = 403;

/** One Colyseus room per session. It seats, passes on, mirrors and replies; what a move means is the fold's affair. */
abstract class SessionRoom extends Room<{ state: RoomState; client: Visitor }> {
  protected abstract readonly services: RoomServices;
  private readonly mirror = new Mirror();
  override state = this.mirror.state;
  override patchRate = PATCH_MS;
  override autoDispose = false;
  override maxMessagesPerSecond = MOST_MESSAGES_PER_SECOND;
  override seatReservationTimeout = 20;
  override messages = {
    act: (client: Visitor, message: unknown) => this.act(client, message),
    clock: () => ({ nowMs: this.services.now(), protocol: PROTOCOL_VERSION }),
  };
  private live: LiveSession | undefined;
  private watcher: Watcher | undefined;
  /** Who is on the line; the newest connection of a seat, or of a page's token, is the one that counts. */
  private readonly seated = new Map<string, Visitor>();
  private readonly gates = new Map<string, FloodGate>();
  private readonly stale = new Set<string>();

  override async onCreate({ sessionId }: { readonly sessionId: string }): Promise<void> {
    this.roomId = sessionId;
    this.live = this.services.liveSession(sessionId);
    this.watcher = {
      touched: viewers => this.markStale(viewers),
      removed: playerId => this.dismiss(playerId),
    };
    this.live?.watch(this.watcher);
    await this.setPrivate(true);
  }

  override async onJoin(client: Visitor): Promise<void> {
    const { live } = this;
    const holder = client.auth;
    if (live === undefined || holder?.session !== live.id) {
      throw new ServerError(NOT_HERE, 'this token belongs to another session');
    }
    const before = this.seated.get(lineOf(holder));
    this.seated.set(lineOf(holder), client);
    before?.leave(TAKEN_OVER);
    const { playerId } = holder;
    if (playerId !== null) await live.submit(atMs => ({ type: 'connected', atMs, playerId }));
    this.show(live, holder.viewer);
    client.view = new StateView();
    client.view.add(this.mirror.viewer(holder.viewer));
  }

  override async onLeave(client: Visitor): Promise<void> {
    client.view?.dispose();
    const holder = client.auth;
    if (holder === undefined || this.seated.get(lineOf(holder)) !== client) return;
    this.seated.delete(lineOf(holder));
    const { playerId } = holder;
    if (playerId !== null) {
      await this.live?.submit(atMs => ({ type: 'dropped', atMs, playerId }));
    }
  }

  override onBeforePatch(): void {
    const { live } = this;
    if (live === undefined || this.stale.size === 0) return;
    for (const viewer of this.stale) this.show(live, viewer);
    this.stale.clear();
  }

  override onDispose(): void {
    if (this.watcher !== undefined) this.live?.unwatch(this.watcher);
  }

  private show(live: LiveSession, viewer: string): void {
    try {
      this.mirror.show(viewer, this.services.partsOf(live, viewer));
    } catch (bug) {
      // One view that cannot be drawn must not stop the others, nor the server.
      console.error(`Session ${live.id} could not be shown to ${viewer}:`, bug);
    }
  }

  /** Parts are drawn once per patch, however many events came before it. */
  private markStale(viewers: Touched): void {
    for (const client of this.seated.values()) {
      const viewer = client.auth?.viewer;
      if (viewer !== undefined && (viewers === 'all' || viewers.has(viewer))) {
        this.stale.add(viewer);
      }
    }
  }

  private async act(client: Visitor, message: unknown): Promise<Reply> {
    const { live } = this;
    const holder = client.auth;
    if (live === undefined || holder === undefined) return refuse('session-over');
    const gate = this.gates.get(lineOf(holder)) ?? new FloodGate(this.services.now());
    this.gates.set(lineOf(holder), gate);
    if (!gate.admits(this.services.now())) return refuse('too-fast');
    return await this.services.act(live, holder, message);
  }

  private dismiss(playerId: string): void {
    this.seated.get(playerId)?.leave(REMOVED);
    this.gates.delete(playerId);
    if (this.live !== undefined) this.services.removed(this.live, playerId);
  }
}

/** A seat has one line; so has each page of the host and of the projector. */
const lineOf = (holder: Holder): string => holder.playerId ?? holder.tokenHash;

/** The room's class, with the rest of the server in reach. */
export const sessionRoom = (services: RoomServices) =>
  class extends SessionRoom {
    protected override readonly services = services;

    static override async onAuth(token: string, _options: unknown, _context: AuthContext) {
      const holder = typeof token === 'string' ? await services.holderOf(token) : undefined;
      if (holder === undefined) throw new ServerError(UNAUTHORISED, 'this token opens no seat');
      return holder;
    }
  };
