import { type SchemaType, schema, t } from '@colyseus/schema';

/** One viewer's parts by name, each as JSON text. */
const Viewer = schema({ parts: t.map('string') }, 'Viewer');
type Viewer = SchemaType<typeof Viewer>;

/** Viewers by key. `view()`: a client gets only the viewers that were added to its own StateView. */
export const RoomState = schema({ viewers: t.map(Viewer).view() }, 'RoomState');
export type RoomState = SchemaType<typeof RoomState>;

/** Copies parts into the state, and only those that changed. */
export class Mirror {
  readonly state = new RoomState();
  /** What each viewer was shown last: an unchanged part is the same object, and need not be written out again. */
  readonly #shown = new Map<string, Readonly<Record<string, unknown>>>();

  /** The viewer's object in the state, made when it is not there. */
  viewer(key: string): Viewer {
    const there = this.state.viewers.get(key);
    if (there !== undefined) return there;
    const made = new Viewer();
    this.state.viewers.set(key, made);
    return made;
  }

  show(key: string, parts: Readonly<Record<string, unknown>>): void {
    const viewer = this.viewer(key);
    const before = this.#shown.get(key);
    for (const [name, part] of Object.entries(parts)) {
      if (before !== undefined && before[name] === part) continue;
      const text = JSON.stringify(part);
      if (viewer.parts.get(name) !== text) viewer.parts.set(name, text);
    }
    this.#shown.set(key, parts);
  }
}
