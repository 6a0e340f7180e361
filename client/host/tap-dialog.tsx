import { useState } from 'preact/hooks';
import type { HostCrew } from '../../shared/session/views/host.ts';
import { announce } from '../widgets/announce.tsx';
import { Button } from '../widgets/button.tsx';
import { Dialog } from '../widgets/dialog.tsx';
import { type Act, refusal } from './act.ts';

interface TapDialogProps {
  readonly crews: readonly HostCrew[];
  readonly act: Act;
  readonly onClose: () => void;
}

type Wire = HostCrew['wires'][number];

const wireName = ({ between: [a, b] }: Wire): string => `${a} and ${b}`;

const wireLine = (wire: Wire): string =>
  wire.tap === null ? wireName(wire) : `${wireName(wire)}, read by ${wire.tap}`;

interface PickProps {
  readonly id: string;
  readonly label: string;
  readonly options: readonly string[];
  readonly chosen: number;
  readonly onChoose: (index: number) => void;
}

/** A list of which one is chosen; nothing is asked where there is one alone. */
const Pick = ({ id, label, options, chosen, onChoose }: PickProps) =>
  options.length < 2 ? null : (
    <div>
      <label class="label" for={id}>
        {label}
      </label>
      <select
        id={id}
        class="input"
        value={String(chosen)}
        onChange={event => onChoose(Number(event.currentTarget.value))}
      >
        {options.map((option, index) => (
          <option key={option} value={String(index)}>
            {option}
          </option>
        ))}
      </select>
    </div>
  );

/** Reading along is chosen by the host: which crew, which wire, which tap. */
export const TapDialog = ({ crews, act, onClose }: TapDialogProps) => {
  const [at, setAt] = useState({ crew: 0, wire: 0, tap: 0 });
  const tapped = crews.filter(({ taps }) => taps.length > 0);
  const crew = tapped[at.crew];
  const wire = crew?.wires[at.wire];
  const tap = crew?.taps[at.tap];
  const send = async (next: string | null): Promise<void> => {
    if (crew === undefined || wire === undefined) return;
    if (!(await act({ type: 'clip-tap', crew: crew.crew, link: wire.link, tap: next }))) return;
    const where = `${wireName(wire)} of ${crew.name}`;
    announce(
      next === null ? `Nobody reads between ${where} now.` : `${next} reads between ${where}.`,
    );
  };
  return (
    <Dialog title="Tap a wire" onClose={onClose}>
      <p class="soft">
        A tap copies every frame of one wire to whoever sits there. The crew is told of it.
      </p>
      <Pick
        id="tap-crew"
        label="Crew"
        options={tapped.map(({ name }) => name)}
        chosen={at.crew}
        onChoose={index => setAt({ crew: index, wire: 0, tap: 0 })}
      />
      <Pick
        id="tap-wire"
        label="Wire between"
        options={(crew?.wires ?? []).map(wireLine)}
        chosen={at.wire}
        onChoose={index => setAt({ ...at, wire: index })}
      />
      <Pick
        id="tap-seat"
        label="Tap"
        options={crew?.taps ?? []}
        chosen={at.tap}
        onChoose={index => setAt({ ...at, tap: index })}
      />
      {refusal.value === '' ? null : <p class="problem">{refusal.value}</p>}
      <div class="row wrap dialog-buttons">
        <Button
          look="lamp"
          notYet={wire?.tap === tap ? 'That tap is on this wire already.' : null}
          onClick={() => void send(tap ?? null)}
        >
          Clip it on
        </Button>
        <Button
          notYet={wire?.tap === null ? 'No tap is on this wire.' : null}
          onClick={() => void send(null)}
        >
          Take it off
        </Button>
        <Button look="quiet" onClick={onClose}>
          Close
        </Button>
      </div>
    </Dialog>
  );
};
