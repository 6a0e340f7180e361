import { formatIpv4 } from '../base/address.ts';
import type { ExchangeSpec } from '../network/exchange.ts';
import { isGuarded } from '../network/guard/daemon-state.ts';
import type { GarbageName } from '../network/programs/garbage/garbage.ts';
import { type StationId, stationOf } from '../network/task.ts';
import type { NodeSpec } from '../network/topology.ts';
import type { World } from '../network/world.ts';

interface Samples {
  readonly port: number;
  readonly inputs: readonly GarbageName[];
}

/** Input that is soon understood, by the service of the daemon. */
const SAMPLES: Readonly<Record<string, Samples>> = {
  'http-server': {
    port: 80,
    inputs: [
      'http-order',
      'http-no-host',
      'http-huge',
      'http-tls',
      'http-method',
      'http-long-line',
    ],
  },
  'smtp-server': {
    port: 25,
    inputs: ['smtp-recipient-first', 'smtp-word', 'smtp-data-first', 'smtp-http'],
  },
  'name-server': {
    port: 53,
    inputs: ['dns-long-label', 'dns-pointer-loop', 'dns-operation', 'dns-count'],
  },
};

const strangersIn = ({ topology }: World) =>
  topology.nodes.flatMap(({ name, programs }) =>
    programs.flatMap(program =>
      program.service === 'stranger' ? [{ node: name, program: program.name }] : [],
    ),
  );

const daemonsOf = ({ interfaces, programs }: NodeSpec): readonly (Samples & { server: string })[] =>
  programs.filter(isGuarded).flatMap(({ service = '' }) => {
    const samples = SAMPLES[service];
    const address = interfaces[0]?.address ?? null;
    return samples === undefined || address === null
      ? []
      : [{ ...samples, server: formatIpv4(address) }];
  });

/** Layers that meet what is said to a daemon of their host, and little else. */
const LAYERS = ['application', 'transport'] as const;

/** What a stranger could say to the guarded daemons of the hosts of `stations`. */
export const garbageWishes = (world: World, stations: readonly StationId[]): ExchangeSpec[] => {
  const [stranger] = strangersIn(world);
  if (stranger === undefined) return [];
  return world.topology.nodes
    .filter(({ name }) => LAYERS.some(layer => stations.includes(stationOf(name, layer))))
    .flatMap(daemonsOf)
    .flatMap(({ inputs, ...settings }) =>
      inputs.map(
        (input): ExchangeSpec => ({
          type: 'use',
          ...stranger,
          settings: { ...settings, input, name: 'game.example' },
        }),
      ),
    );
};
