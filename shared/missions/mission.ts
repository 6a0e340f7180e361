import { z } from 'zod';
import { err, ok, type Result } from '../base/result.ts';
import { LAYERS, type Layer, type StationId } from '../network/task.ts';
import type { NodeSpec } from '../network/topology.ts';
import type { WorldOptions } from '../network/world.ts';
import { LEVELS } from '../rules/bench.ts';
import { MISCONCEPTION_TAGS } from '../rules/misconceptions.ts';
import { mistakeSchema, solutionSchema } from './schema/decision-schema.ts';
import { decoySchema, wishSchema } from './schema/exchange-schema.ts';
import { faultMisfits, faultSchema } from './schema/fault-schema.ts';
import { ipv4Text } from './schema/text-address.ts';
import { topologySchema } from './schema/topology-schema.ts';

/** Crew sizes a mission has a row of seats for (GAME §2.6). */
const CREW_SIZES = [1, 2, 3, 4, 5, 6, 7, 8] as const;

const stationId = z.custom<StationId>(
  value => typeof value === 'string' && LAYERS.some(layer => value.endsWith(`.${layer}`)),
  'a station is written <node>.<layer>',
);

const seatRow = z.array(z.array(stationId).min(1));

const missionSchema = z
  .strictObject({
    id: z.string().regex(/^\d\d-[a-z0-9-]+$/),
    title: z.string().min(1),
    goal: z.string().min(1),
    story: z.string().min(1),
    /** Names of the steps in the top bar. */
    unitSteps: z.array(z.string()).min(2),
    /** Whether hosts have a task for one marked byte of each frame. */
    physical: z.boolean(),
    /** Said on screen where the network does what the internet would not. */
    labNote: z.string().nullable().default(null),
    /** Where a newcomer's first unit starts. */
    level: z.enum(LEVELS),
    topology: topologySchema,
    /** Wishes the dispatcher may start, drawn by weight. */
    exchanges: z
      .array(
        z.strictObject({
          id: z.string(),
          weight: z.int().positive().default(1),
          spec: wishSchema,
          delivers: z.string().min(1),
        }),
      )
      .min(1),
    decoys: z
      .array(
        z.strictObject({
          id: z.string(),
          weight: z.int().positive().default(1),
          spec: decoySchema,
        }),
      )
      .default([]),
    /** By crew size, the stations of each seat; what is not named is automatic. */
    seats: z.record(z.enum(CREW_SIZES.map(String)), seatRow),
    /** What happens some minutes into the round, in order. */
    faults: z.array(faultSchema).default([]),
    /** The switch into which `npm run bridge` plugs a machine outside, or null where none may come in. */
    edge: z.string().nullable().default(null),
    /** Misconceptions it exposes. */
    tags: z.array(z.enum(MISCONCEPTION_TAGS)).min(1),
    /** What differs from crew to crew in a competition, see `variantOf`. */
    variants: z.strictObject({
      /** Addresses whose last number may be another one of the same network. */
      hosts: z.array(ipv4Text).default([]),
      macs: z.boolean().default(true),
      /** Rows of texts of equal difficulty; the mission uses the first of each row. */
      words: z.array(z.array(z.string()).min(2)).default([]),
    }),
    solution: z.array(solutionSchema).min(1),
    mistakes: z.array(mistakeSchema).min(3),
  })
  .superRefine((mission, context) => {
    for (const problem of misfits(mission)) context.addIssue({ code: 'custom', ...problem });
  });

/** A level, as data (DESIGN §3). Addresses are unsigned integers. */
export type Mission = z.output<typeof missionSchema>;

/** Where a mission file is wrong: 'topology.nodes.2.interfaces.0.address', '' for the whole. */
export interface MissionProblem {
  readonly path: string;
  readonly message: string;
}

interface Misfit {
  readonly path: (string | number)[];
  readonly message: string;
}

const layersOf = (node: NodeSpec, physical: boolean): readonly Layer[] => {
  if (node.role === 'switch' || node.role === 'tap') return ['link'];
  if (node.role === 'router') return ['network', 'link'];
  return LAYERS.filter(layer => physical || layer !== 'physical');
};

/** Stations of all nodes of a mission. */
export const stationsOf = (mission: Pick<Mission, 'topology' | 'physical'>): StationId[] =>
  mission.topology.nodes.flatMap(node =>
    layersOf(node, mission.physical).map((layer): StationId => `${node.name}.${layer}`),
  );

/** How a network of a mission is to be made: with marked bytes or not, and with a task at each switch that has a seat. */
export const worldOptionsOf = (
  mission: Pick<Mission, 'topology' | 'physical' | 'seats'>,
): WorldOptions => {
  const seated = new Set(Object.values(mission.seats).flat(2));
  const switches = mission.topology.nodes
    .filter(({ name, role }) => role === 'switch' && seated.has(`${name}.link`))
    .map(({ name }) => name);
  return { physical: mission.physical, switches: new Set(switches) };
};

const seatMisfits = (mission: Mission): Misfit[] => {
  const stations = stationsOf(mission);
  return Object.entries(mission.seats).flatMap(([size, row]) => {
    const seated = row.flat();
    const path = ['seats', size];
    const wrong = [
      ...(row.length === Number(size) ? [] : [`${row.length} seats for a crew of ${size}`]),
      ...seated.filter(one => !stations.includes(one)).map(one => `there is no station ${one}`),
      ...seated.filter((one, at) => seated.indexOf(one) !== at).map(one => `${one} sits twice`),
    ];
    return wrong.map(message => ({ path, message }));
  });
};

const decisionMisfits = (mission: Mission): Misfit[] => {
  const stations: readonly string[] = stationsOf(mission);
  const exchanges = [...mission.exchanges, ...mission.decoys].map(exchange => exchange.id);
  return (['solution', 'mistakes'] as const).flatMap(list =>
    mission[list].flatMap(({ station, exchange }, index) => [
      ...(stations.includes(station)
        ? []
        : [{ path: [list, index, 'station'], message: `there is no station ${station}` }]),
      ...(exchanges.includes(exchange)
        ? []
        : [{ path: [list, index, 'exchange'], message: `there is no exchange ${exchange}` }]),
    ]),
  );
};

const nodeMisfits = (mission: Mission): Misfit[] => {
  const nodes = mission.topology.nodes.map(node => node.name);
  return (['exchanges', 'decoys'] as const).flatMap(list =>
    mission[list].flatMap(({ spec }, index) =>
      [
        spec.node,
        ...spec.forget.map(one => one.node),
        ...(spec.type === 'decoy' ? [spec.target] : []),
      ]
        .filter(name => !nodes.includes(name))
        .map(name => ({ path: [list, index, 'spec'], message: `there is no node ${name}` })),
    ),
  );
};

const edgeMisfits = ({ edge, topology }: Mission): Misfit[] => {
  const isSwitch = topology.nodes.some(({ name, role }) => name === edge && role === 'switch');
  return edge === null || isSwitch
    ? []
    : [{ path: ['edge'], message: `there is no switch ${edge}` }];
};

const misfits = (mission: Mission): Misfit[] => [
  ...seatMisfits(mission),
  ...decisionMisfits(mission),
  ...nodeMisfits(mission),
  ...faultMisfits(mission, stationsOf(mission)),
  ...edgeMisfits(mission),
];

/** Reads a mission file: shape first, then whether its parts know each other. */
export const parseMission = (raw: unknown): Result<Mission, readonly MissionProblem[]> => {
  const parsed = missionSchema.safeParse(raw);
  if (parsed.success) return ok(parsed.data);
  return err(
    parsed.error.issues.map(({ path, message }) => ({ path: path.map(String).join('.'), message })),
  );
};

/** The seats of a crew of `crewSize` (1 to 8): the stations of each. */
export const seatsFor = (mission: Mission, crewSize: number): readonly (readonly StationId[])[] =>
  mission.seats[String(crewSize)] ?? [];
