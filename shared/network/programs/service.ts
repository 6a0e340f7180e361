import type { Program } from './program.ts';

/** What a mission tells a program, as JSON: names, addresses as text, files. */
export type ServiceSettings = Readonly<Record<string, unknown>>;

/** A program that hosts can run, by the name that a topology calls it. */
export interface Service {
  /** daemon: from the start of the network on. on-demand: once for each exchange that uses it. */
  readonly runs: 'daemon' | 'on-demand';
  /** Its state machine. The state has to be plain data with maps and sets: it is copied and digested. */
  readonly program: (settings: ServiceSettings) => Program<unknown>;
}

export type Services = Readonly<Record<string, Service>>;

/** Hides the state of a program: whoever runs it keeps it and never looks inside. As it is asked for at each event, it is
 *  made once for the same settings. */
export const service = <State>(
  runs: Service['runs'],
  program: (settings: ServiceSettings) => Program<State>,
): Service => {
  const made = new WeakMap<ServiceSettings, Program<unknown>>();
  return {
    runs,
    program: settings => {
      const known = made.get(settings);
      if (known !== undefined) return known;
      const fresh = program(settings) as Program<unknown>;
      made.set(settings, fresh);
      return fresh;
    },
  };
};
