import type { MacAddress } from '../../base/address.ts';
import type { Program } from './program.ts';

/** What a mission tells a program, as JSON: names, addresses as text, files. */
export type ServiceSettings = Readonly<Record<string, unknown>>;

/** What a program may know of an interface of its host. */
export interface Plug {
  readonly name: string;
  readonly mac: MacAddress | null;
  readonly address: number | null;
  readonly dhcp?: true;
}

/** A program that hosts can run, by the name that a topology calls it. */
export interface Service {
  /** daemon: from the start of the network on. on-demand: once for each exchange that uses it. */
  readonly runs: 'daemon' | 'on-demand';
  /** Its state machine. The state has to be plain data with maps and sets: it is copied and digested. */
  readonly program: (settings: ServiceSettings) => Program<unknown>;
  /** Adds what it has to know of the host it runs on. */
  readonly here?: (interfaces: readonly Plug[], settings: ServiceSettings) => ServiceSettings;
}

export type Services = Readonly<Record<string, Service>>;

/** Hides the state of a program: whoever runs it keeps it and never looks inside. As it is asked for at each event, it is
 *  made once for the same settings. */
export const service = <State>(
  runs: Service['runs'],
  program: (settings: ServiceSettings) => Program<State>,
  here?: NonNullable<Service['here']>,
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
    ...(here === undefined ? {} : { here }),
  };
};
