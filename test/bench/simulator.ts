import { startExchange } from '../../shared/network/simulator.ts';
import { MODERN_TCP, PLAIN_TCP, type TcpSettings } from '../../shared/network/tcp/settings.ts';
import { createWorld, type World } from '../../shared/network/world.ts';
import { talkOver } from '../shared/network/tcp/lossy-pair.ts';
import { costsOf, type Stretch, stretchOfCpu } from './cost.ts';
import type { Figure } from './figure.ts';
import { addressOf, BLOCK_NODES, growingNetwork } from './growing-network.ts';
import { decodeByHand, encodeByHand } from './hand-written.ts';
import { sampleFrames } from './sample-frames.ts';

const HOPS_PER_SECOND = 200_000;
const ECHOES = 300;
/** Enough for a stretch of many clock ticks of the processor. */
const TIMES = 10;
const FRAMES = 500;
const STREAM_BYTES = 300_000;

const hopsIn = (world: World): number => {
  let count = 0;
  for (let index = 0; index < ECHOES; index += 1) {
    const here = index % 2;
    const spec = {
      type: 'echo',
      node: `a${here}`,
      to: addressOf(1 - here, 11),
      timeToLive: null,
    } as const;
    const happened = startExchange(world, spec, index + 1, () => 'automaton');
    count += happened.filter(({ type }) => type === 'frame-sent').length;
  }
  return count;
};

/** Echoes between the hosts of two local networks, every layer decided by an automaton; counts frames on links. */
const hops = (): Stretch => {
  const topology = growingNetwork(10 / BLOCK_NODES);
  const worlds = Array.from({ length: TIMES }, () => createWorld(topology, 'hops'));
  return stretchOfCpu(() => worlds.reduce((count, world) => count + hopsIn(world), 0));
};

const samples = sampleFrames(FRAMES).map(({ frame, payload }) => ({
  frame,
  payload,
  header: decodeByHand(frame),
}));

/** The least that a hop can be: a frame is read and written by code made for just these headers. */
const byHand = (): Stretch =>
  stretchOfCpu(() => {
    let bytes = 0;
    for (let time = 0; time < 10 * TIMES; time += 1) {
      for (const { frame, payload } of samples) {
        bytes += encodeByHand(decodeByHand(frame), payload).length;
      }
    }
    return bytes > 0 ? FRAMES * 10 * TIMES : 0;
  });

const stream = (settings: TcpSettings) => (): Stretch => {
  const words = { client: new Uint8Array(STREAM_BYTES), server: new Uint8Array() };
  return stretchOfCpu(
    () =>
      talkOver({
        seed: 'stream',
        lossRatio: 0,
        words,
        settings: { client: settings, server: settings },
        bothOpen: false,
        closesFirst: 'client',
      }).segments,
  );
};

const perSecond = (micros: number): number => 1e6 / micros;

const against = (name: string, unit: string, ours: number, theirs: number): Figure => ({
  name,
  value: ours,
  unit,
  against: theirs,
  ratio: ours / theirs,
});

/** How many frames a second of one core the simulator carries, and how many segments two of its TCP ends exchange. */
export const simulatorFigures = (): readonly Figure[] => {
  const carried = costsOf(hops, byHand);
  const hopsPerSecond = perSecond(carried.ours);
  const modern = costsOf(stream(MODERN_TCP), byHand);
  const plain = costsOf(stream(PLAIN_TCP), byHand);
  const handPerSecond = perSecond(carried.theirs);
  return [
    {
      ...against('simulator: frame hops', 'hops/s', hopsPerSecond, HOPS_PER_SECOND),
      hold: 1,
    },
    against(
      'simulator: frame hops against frames read and written by hand',
      'hops/s',
      hopsPerSecond,
      handPerSecond,
    ),
    against(
      'tcp: segments of two plain ends against frames by hand',
      'frames/s',
      perSecond(plain.ours),
      perSecond(plain.theirs),
    ),
    against(
      'tcp: segments of two modern ends against frames by hand',
      'frames/s',
      perSecond(modern.ours),
      perSecond(modern.theirs),
    ),
  ];
};
