import check from '@tabler/icons/outline/check.svg?raw';
import { useState } from 'preact/hooks';
import type { Command } from '../../shared/session/commands.ts';
import type { LobbyPart } from '../../shared/session/views/seat.ts';
import { BenchPanel } from '../bench/bench-panel.tsx';
import type { Desk } from '../bench/desk.ts';
import { Button } from '../widgets/button.tsx';
import { Icon } from '../widgets/icon.tsx';
import { isStation, LAYER_NAMES, stationParts } from '../widgets/layer-words.ts';
import { findingWords, kindWords } from '../widgets/words.ts';

type LobbyTask = LobbyPart['tasks'][number];

interface LobbyTasksProps {
  readonly lobby: LobbyPart;
  readonly act: (command: Command) => Promise<void>;
  readonly onClose: () => void;
}

const whoAt = (place: string): string =>
  isStation(place) ? LAYER_NAMES[stationParts(place).layer] : place;

const deskFor = (task: LobbyTask, act: LobbyTasksProps['act']): Desk => ({
  bench: task.bench,
  finding: task.finding,
  tried: task.finding === null ? {} : { [task.finding.field]: [task.finding.given] },
  blocked: null,
  decide: (action, values) =>
    void act({
      type: 'lobby-answer',
      lobbyTask: task.lobbyTask,
      values: action === 'send' || action === 'deliver' ? values : { ...values, action },
    }),
  hint: null,
  hintStep: 0,
  whoAt,
});

/** Two short units before the round; nothing of them counts. */
export const LobbyTasks = ({ lobby, act, onClose }: LobbyTasksProps) => {
  const [at, setAt] = useState(() =>
    Math.max(
      0,
      lobby.tasks.findIndex(({ done }) => !done),
    ),
  );
  const task = lobby.tasks[at];
  if (task === undefined) return null;
  const words = kindWords(task.bench.kind, task.bench.facts);
  const more = at + 1 < lobby.tasks.length;
  return (
    <section class="lobby-task" aria-labelledby="try-title">
      <div class="row wrap between">
        <p class="soft">
          To try: {at + 1} of {lobby.tasks.length}
        </p>
        <Button look="quiet" size="small" onClick={onClose}>
          Back to the lobby
        </Button>
      </div>
      <h2 id="try-title">{words.question}</h2>
      {task.done ? (
        <div class="stack" role="status">
          <p class="accepted-line">
            <Icon svg={check} class="good-text" /> Right. That is how it goes.
          </p>
          <div class="row">
            <Button look="lamp" size="tall" onClick={() => (more ? setAt(at + 1) : onClose())}>
              {more ? 'One more' : 'Done'}
            </Button>
          </div>
        </div>
      ) : (
        <>
          {task.finding === null ? null : (
            <p class="problem" role="alert" id="finding-text">
              {findingWords(task.finding).happened} {findingWords(task.finding).why}
            </p>
          )}
          <BenchPanel key={task.lobbyTask} desk={deskFor(task, act)} />
        </>
      )}
    </section>
  );
};
