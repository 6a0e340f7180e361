import alertTriangle from '@tabler/icons/outline/alert-triangle.svg?raw';
import arrowRight from '@tabler/icons/outline/arrow-right.svg?raw';
import { useState } from 'preact/hooks';
import { Button } from '../widgets/button.tsx';
import { Icon } from '../widgets/icon.tsx';
import { followLink } from '../widgets/route.ts';

interface PinFormProps {
  readonly first: string;
  readonly busy: boolean;
  readonly problem: string;
  readonly onPin: (text: string) => Promise<void>;
}

const grouped = (text: string): string => {
  const digits = text.normalize('NFKC').replace(/\D/g, '').slice(0, 6);
  return digits.length > 3 ? `${digits.slice(0, 3)} ${digits.slice(3)}` : digits;
};

export const PinForm = ({ first, busy, problem, onPin }: PinFormProps) => {
  const [text, setText] = useState(grouped(first));
  const submit = (event: Event): void => {
    event.preventDefault();
    if (!busy) void onPin(text);
  };
  return (
    <form onSubmit={submit}>
      <label class="label" for="pin">
        Game PIN
      </label>
      <div class="pin-row">
        <input
          id="pin"
          class="input"
          inputMode="numeric"
          autocomplete="off"
          maxLength={12}
          value={text}
          aria-describedby={problem === '' ? 'pin-hint' : 'pin-problem'}
          aria-invalid={problem !== ''}
          onInput={event => setText(grouped(event.currentTarget.value))}
        />
        <Button type="submit" look="lamp" iconAfter={arrowRight}>
          Join
        </Button>
      </div>
      <p class="hint" id="pin-hint">
        Six digits, from the board. No account, no e-mail.
      </p>
      {problem === '' ? null : (
        <div role="alert">
          <p class="problem" id="pin-problem">
            <Icon svg={alertTriangle} />
            <span>
              {problem}{' '}
              <a href="/what-is-wrong" onClick={followLink}>
                What is wrong?
              </a>
            </span>
          </p>
        </div>
      )}
    </form>
  );
};
