import { type SchemaType, schema, t } from '@colyseus/schema';

/** One viewer's parts by name, each as JSON text. */
const Viewer = schema({ parts: t.map('string') }, 'Viewer');
type Viewer = SchemaType<typeof Viewer>;

/** Viewers by key. `view()`: a client gets only the viewers that were added to its own StateView. */
export const RoomState = schema({ viewers: t.map(Viewer).view() }, 'RoomState');
export type RoomState = SchemaType<typeof RoomState>;

/** The viewer's object in the state, made when it is not there. */
export const viewerIn = (state: RoomState, key: string): Viewer => {
  const there = state.viewers.get(key);
  if (there !== undefined) return there;
  const made = new Viewer();
  state.viewers.set(key, made);
  return made;
};

/** Sets the parts that changed, and only those. */
export const mirrorParts = (
  state: RoomState,
  key: string,
  parts: Readonly<Record<string, unknown>>,
): void => {
  const viewer = viewerIn(state, key);
  for (const [name, part] of Object.entries(parts)) {
    const text = JSON.stringify(part);
    if (viewer.parts.get(name) !== text) viewer.parts.set(name, text);
  }
};
