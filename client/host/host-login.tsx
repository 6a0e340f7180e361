import key from '@tabler/icons/outline/key.svg?raw';
import { useEffect, useRef, useState } from 'preact/hooks';
import { logIn } from '../net/host-api.ts';
import { Button } from '../widgets/button.tsx';

/** The key stands in the window of the server: who can read it there may host. */
export const HostLogin = ({ onDone }: { readonly onDone: () => void }) => {
  const [hostKey, setHostKey] = useState('');
  const [problem, setProblem] = useState('');
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    const answer = await logIn(hostKey.trim());
    if (answer.ok) onDone();
    else setProblem(answer.error.text);
  };
  return (
    <main class="host-login">
      <h1>Host a class</h1>
      <p class="soft">
        The server printed a host key when it was started. This browser remembers it once it is
        typed.
      </p>
      <form onSubmit={event => void send(event)}>
        <label class="label" for="host-key">
          Host key
        </label>
        <div class="row wrap">
          <input
            ref={input}
            id="host-key"
            class="input mono"
            autocomplete="off"
            autocapitalize="off"
            spellcheck={false}
            maxLength={256}
            value={hostKey}
            aria-invalid={problem !== ''}
            aria-describedby={problem === '' ? undefined : 'host-key-problem'}
            onInput={event => setHostKey(event.currentTarget.value)}
          />
          <Button type="submit" look="lamp" icon={key}>
            Open the host page
          </Button>
        </div>
        {problem === '' ? null : (
          <p id="host-key-problem" class="problem" role="alert">
            {problem}
          </p>
        )}
      </form>
    </main>
  );
};
