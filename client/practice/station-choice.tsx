import type { StationId } from '../../shared/network/task.ts';
import { LAYER_NAMES, stationParts } from '../widgets/layer-words.ts';

interface StationChoiceProps {
  readonly stations: readonly StationId[];
  /** null: all of them. */
  readonly chosen: readonly StationId[] | null;
  readonly onChoose: (chosen: readonly StationId[] | null) => void;
}

const ORDER = Object.keys(LAYER_NAMES);

const inOrder = (stations: readonly StationId[]): readonly StationId[] =>
  [...stations].sort((first, second) => {
    const [a, b] = [stationParts(first), stationParts(second)];
    return ORDER.indexOf(a.layer) - ORDER.indexOf(b.layer) || a.node.localeCompare(b.node);
  });

/** Which stations to play: all, or any; bots do the rest. */
export const StationChoice = ({ stations, chosen, onChoose }: StationChoiceProps) => {
  const byNode = [...Map.groupBy(stations, station => stationParts(station).node)];
  const toggle = (station: StationId): void => {
    const before = chosen ?? [];
    const after = before.includes(station)
      ? before.filter(other => other !== station)
      : [...before, station];
    onChoose(after.length === 0 ? null : after);
  };
  return (
    <fieldset class="station-choice">
      <legend class="label">Your stations</legend>
      <label class="check-choice">
        <input
          type="checkbox"
          checked={chosen === null}
          onChange={() => onChoose(chosen === null ? inOrder(stations).slice(0, 1) : null)}
        />
        <b>All stations</b>
      </label>
      {byNode.map(([node, own]) => (
        <fieldset key={node} class="station-node">
          <legend class="num">{node}</legend>
          {inOrder(own).map(station => {
            const { layer } = stationParts(station);
            return (
              <label key={station} class={`check-choice layer-${layer} station`}>
                <input
                  type="checkbox"
                  checked={chosen?.includes(station) ?? false}
                  onChange={() => toggle(station)}
                />
                {LAYER_NAMES[layer]}
              </label>
            );
          })}
        </fieldset>
      ))}
    </fieldset>
  );
};
