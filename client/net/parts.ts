import { type ReadonlySignal, type Signal, signal } from '@preact/signals';

/** What this viewer may see, one signal per part; undefined until the part has come once. */
export interface Parts<T> {
  readonly part: <Name extends keyof T & string>(name: Name) => ReadonlySignal<T[Name] | undefined>;
  /** Takes the JSON texts as they stand on the server; unchanged texts touch nothing. */
  readonly take: (texts: Iterable<readonly [string, string]>) => void;
}

export const createParts = <T>(): Parts<T> => {
  const signals = new Map<string, Signal<unknown>>();
  const seen = new Map<string, string>();
  const signalOf = (name: string): Signal<unknown> => {
    const known = signals.get(name);
    if (known !== undefined) return known;
    const fresh = signal<unknown>(undefined);
    signals.set(name, fresh);
    return fresh;
  };
  return {
    part: <Name extends keyof T & string>(name: Name) =>
      signalOf(name) as ReadonlySignal<T[Name] | undefined>,
    take: texts => {
      for (const [name, text] of texts) {
        if (seen.get(name) === text) continue;
        seen.set(name, text);
        signalOf(name).value = JSON.parse(text);
      }
    },
  };
};
