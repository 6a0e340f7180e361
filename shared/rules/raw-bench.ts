import { ethernet } from '../protocols/ethernet.ts';
import { explain, explainHeader } from '../protocols/explain.ts';
import type { Issue } from '../protocols/issue.ts';
import type { Bench, BenchField } from './bench.ts';
import { arrivedBytes } from './bench-bytes.ts';
import { HEADER_TABLES, isHeaderId } from './header-values.ts';
import type { Move, Scene } from './moves/move.ts';
import { sceneOf } from './scene.ts';

/**
 * A number that no task has. What a program makes of a unit is kept by the number of its task: under that number the
 * same task without its bytes would be told what the bytes say.
 */
const NO_TASK = -1;

/**
 * Facts that stay whatever the unit says: the station knows them from elsewhere. Those that the unit tells are for the
 * person to read.
 */
export const factsBesides = (scene: Scene, move: Move): Readonly<Record<string, string>> => {
  const { world, task } = scene;
  const silent = { ...task, id: NO_TASK, unit: new Uint8Array(task.unit.length) };
  const besides = move.facts(sceneOf(world, silent));
  return Object.fromEntries(
    Object.entries(move.facts(scene)).filter(([name, fact]) => besides[name] === fact),
  );
};

const SUM = /\/bad-(checksum|frame-check-sequence)$/;

const issuesOf = (bench: Bench, bytes: Uint8Array): readonly Issue[] => {
  const { protocol, pseudoHeader } = bench;
  if (protocol === 'capture') return explain(bytes, ethernet).issues;
  if (!isHeaderId(protocol)) return [];
  const pseudo =
    pseudoHeader === null
      ? {}
      : { sourceAddress: pseudoHeader.source, destinationAddress: pseudoHeader.destination };
  return explainHeader(HEADER_TABLES[protocol], bytes, pseudo).issues;
};

/** Protocols with sums, which no person works out: the card does. */
const SUMMED: readonly Bench['protocol'][] = ['capture', 'ethernet', 'ipv4', 'icmp', 'udp', 'tcp'];

const sumsOf = (bench: Bench): NonNullable<Bench['raw']>['sums'] => {
  if (!SUMMED.includes(bench.protocol)) return 'none';
  const issues = issuesOf(bench, arrivedBytes(bench));
  return issues.some(({ code }) => SUM.test(code)) ? 'wrong' : 'right';
};

/** What is filled in for the person says what stands in the unit. */
const unfilled = (field: BenchField): BenchField =>
  field.state === 'open' ? field : { ...field, value: null, options: [] };

/** The same bench with the unit as bytes alone: nothing on it says what they mean. */
export const rawBench = (bench: Bench, facts: Bench['facts']): Bench => {
  const { arrived, opened, fields } = bench;
  return {
    ...bench,
    raw: { sums: sumsOf(bench) },
    facts,
    fields: fields.filter(({ state }) => state !== 'locked').map(unfilled),
    sealed: null,
    ...(arrived === null ? {} : { arrived: { ...arrived, headerLength: arrived.hex.length / 2 } }),
    ...(opened === undefined ? {} : { opened: opened.map(({ hex }) => ({ is: 'other', hex })) }),
    pseudoHeader: null,
  };
};
