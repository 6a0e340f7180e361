import undo from '@tabler/icons/outline/arrow-back-up.svg?raw';
import { useEffect } from 'preact/hooks';
import { Button } from '../widgets/button.tsx';
import type { Desk } from './desk.ts';
import { draftOf, paintSignal } from './draft.ts';
import {
  binaryOf,
  bitsInSendingOrder,
  FALL,
  HALF_BITS_IN_BYTE,
  heardBits,
  RISE,
} from './half-bits.ts';
import { Waveform } from './waveform.tsx';

const SIGNAL = 'signal';

const paintedOf = (desk: Desk): string => draftOf(desk.bench).value.entries[SIGNAL]?.text ?? '';

const paint = (desk: Desk, turn: string): void => {
  const painted = paintedOf(desk);
  if (painted.length < HALF_BITS_IN_BYTE) paintSignal(desk.bench, SIGNAL, painted + turn);
};

const undoLast = (desk: Desk): void =>
  paintSignal(desk.bench, SIGNAL, paintedOf(desk).slice(0, -2));

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest('input, [role="grid"], [role="radiogroup"], dialog, [data-map]') !== null;

const KEYS: Readonly<Record<string, (desk: Desk) => void>> = {
  ArrowUp: desk => paint(desk, RISE),
  ArrowDown: desk => paint(desk, FALL),
  Backspace: undoLast,
};

const BitRow = ({ desk }: { readonly desk: Desk }) => {
  const byte = desk.bench.signal?.byte ?? null;
  const at = paintedOf(desk).length / 2;
  if (byte === null) return null;
  if (desk.bench.level !== 'words') {
    return (
      <p class="t3">
        <span class="soft">Your byte</span>{' '}
        <b class="num">
          {byte.toString(16).padStart(2, '0')} = {binaryOf(byte)}
        </b>
      </p>
    );
  }
  return (
    <div class="bit-line">
      <span class="label" id="sending-order">
        In sending order
      </span>
      <ol aria-labelledby="sending-order">
        {bitsInSendingOrder(byte).map((bit, index) => (
          <li key={index} class={`bit ${index < at ? 'done' : ''} ${index === at ? 'now' : ''}`}>
            <b class="num">{bit}</b>
            <small>
              bit {index}
              {index === at ? ', now' : ''}
            </small>
          </li>
        ))}
      </ol>
    </div>
  );
};

const Turn = ({ shape, children }: { readonly shape: string; readonly children: string }) => (
  <>
    <svg width="90" height="42" viewBox="0 0 90 42" aria-hidden="true">
      <path class="turn-shape" d={shape} />
    </svg>
    <span>{children}</span>
  </>
);

const RISE_SHAPE = 'M4 36H45V6H86';
const FALL_SHAPE = 'M4 6H45V36H86';

/** The physical station sends: paint the wave of one byte, a turn per bit. */
export const SignalForm = ({ desk }: { readonly desk: Desk }) => {
  const painted = paintedOf(desk);
  const heard = heardBits(painted);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const act = KEYS[event.key];
      if (act === undefined || isTyping(event.target) || event.ctrlKey) return;
      event.preventDefault();
      act(desk);
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [desk]);
  const full = painted.length >= HALF_BITS_IN_BYTE;
  return (
    <div class="signal">
      <BitRow desk={desk} />
      <figure class={`wave-box ${desk.finding === null ? '' : 'wrong'}`}>
        <Waveform halves={painted} />
      </figure>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out in a row everywhere */}
      <div
        class="turns"
        role="group"
        aria-label={`Signal for bit ${Math.min(7, painted.length / 2)}`}
      >
        <button
          type="button"
          class="turn"
          data-first-field
          aria-disabled={full}
          onClick={() => paint(desk, RISE)}
        >
          <Turn shape={RISE_SHAPE}>Rise</Turn>
          <span class="keycap at-end" aria-hidden="true">
            ↑
          </span>
        </button>
        <button type="button" class="turn" aria-disabled={full} onClick={() => paint(desk, FALL)}>
          <Turn shape={FALL_SHAPE}>Fall</Turn>
          <span class="keycap at-end" aria-hidden="true">
            ↓
          </span>
        </button>
        <Button icon={undo} keys="⌫" onClick={() => undoLast(desk)}>
          Undo
        </Button>
      </div>
      <p class="heard">
        <span class="label">The far end hears</span>
        <span class="num bits" role="img" aria-label={`${heard.join(' ')}`}>
          {heard.map((bit, index) => (
            <span key={index} class={bit === '·' ? 'dim' : ''}>
              {bit}
            </span>
          ))}
        </span>
      </p>
    </div>
  );
};
